import { curves, digestNames, oids, signatureSchemes } from './oids';

/** Names of object identifiers that only the view of the raw evidence tells. */
const shownNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'commonName', '2.5.4.4': 'surname', '2.5.4.5': 'serialNumber', '2.5.4.6': 'countryName', '2.5.4.7': 'localityName', '2.5.4.8': 'stateOrProvinceName', '2.5.4.9': 'streetAddress',
  '2.5.4.10': 'organizationName', '2.5.4.11': 'organizationalUnitName', '2.5.4.12': 'title', '2.5.4.42': 'givenName', '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'userId', '0.9.2342.19200300.100.1.25': 'domainComponent',
  '2.5.29.16': 'privateKeyUsagePeriod', '2.5.29.18': 'issuerAltName',
  '1.3.6.1.5.5.7.1.3': 'qcStatements', '1.3.6.1.5.5.7.2.1': 'cps', '1.3.6.1.5.5.7.2.2': 'userNotice', '1.3.6.1.5.5.7.3.2': 'clientAuth', '1.3.6.1.5.5.7.3.3': 'codeSigning',
  '1.2.840.113549.1.9.52': 'cmsAlgorithmProtection', '1.2.840.113549.1.9.16.2.11': 'encryptionKeyPreference', '1.2.840.113549.1.9.16.2.15': 'signaturePolicyIdentifier',
  '1.2.840.113549.1.9.16.2.16': 'commitmentTypeIndication', '1.2.840.113549.1.9.16.2.17': 'signerLocation', '1.2.840.113549.1.9.16.2.4': 'contentHints',
  '1.2.840.113549.1.9.16.2.21': 'certificateReferences', '1.2.840.113549.1.9.16.2.22': 'revocationReferences', '1.2.840.113549.1.7.5': 'digestedData',
  '1.2.840.113549.1.1.7': 'rsaesOaep', '1.2.840.113549.3.2': 'rc2Cbc', '1.2.840.113549.3.7': 'desEde3Cbc',
  '2.16.840.1.101.3.4.1.2': 'aes128Cbc', '2.16.840.1.101.3.4.1.22': 'aes192Cbc', '2.16.840.1.101.3.4.1.42': 'aes256Cbc', '2.16.840.1.101.3.4.1.5': 'aes128Wrap', '2.16.840.1.101.3.4.1.45': 'aes256Wrap',
  '2.16.840.1.101.3.4.1.6': 'aes128Gcm', '2.16.840.1.101.3.4.1.46': 'aes256Gcm', '2.16.840.1.113730.1.1': 'netscapeCertType', '2.16.840.1.113730.1.13': 'netscapeComment', '1.3.6.1.4.1.311.20.2.3': 'userPrincipalName',
};

const known: ReadonlyMap<string, string> = new Map([
  ...Object.entries(signatureSchemes).map(([oid, { key, digest }]): [string, string] => [oid, digest === null ? key : `${key}-${digest}`]),
  ...Object.entries(curves).map(([oid, { name }]): [string, string] => [oid, name]),
  ...Object.entries(digestNames),
  ...Object.entries(oids).map(([name, oid]): [string, string] => [oid, name]),
  ...Object.entries(shownNames),
]);

/** What a standard calls an object identifier; null where it is not known here. */
export function oidName(oid: string): string | null {
  return known.get(oid) ?? null;
}
