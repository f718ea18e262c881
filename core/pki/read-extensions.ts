import type { CertificateExtensions, KeyUsage, NameConstraints, PolicyMapping } from './certificate';
import { booleanOf, childrenOf, contentOf, DerError, expect, hexOf, isContext, isUniversal, namedBits, octetsOf, oidOf, readElement, smallIntegerOf, tags } from './der';
import type { Element } from './der';
import type { DistinguishedName } from './distinguished-name';
import { readDistributionPoints, webAddresses } from './distribution-point';
import { readGeneralName, readGeneralNames } from './general-name';
import { oids } from './oids';

export interface RawExtension {
  readonly oid: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const known: ReadonlySet<string> = new Set<string>([
  oids.subjectKeyIdentifier, oids.keyUsage, oids.subjectAltName, oids.basicConstraints, oids.nameConstraints,
  oids.crlDistributionPoints, oids.certificatePolicies, oids.policyMappings, oids.authorityKeyIdentifier,
  oids.policyConstraints, oids.extKeyUsage, oids.inhibitAnyPolicy, oids.freshestCrl, oids.authorityInfoAccess, oids.ocspNoCheck,
]);

/** Reads an Extensions SEQUENCE (certificates, lists and list entries alike). */
export function readRawExtensions(sequence: Element): readonly RawExtension[] {
  return childrenOf(sequence).map((extension) => {
    const fields = childrenOf(expect(extension, tags.sequence));
    const second = fields[1];
    const critical = isUniversal(second, tags.boolean) && booleanOf(second);
    return { oid: oidOf(fields[0]), critical, value: octetsOf(expect(fields[fields.length - 1], tags.octetString)) };
  });
}

/** RFC 5280 4.2 forbids a second instance; which one counts would be the attacker's choice. */
export function uniqueExtensions(extensions: readonly RawExtension[]): ReadonlyMap<string, RawExtension> {
  const unique = new Map(extensions.map((extension) => [extension.oid, extension]));
  if (unique.size !== extensions.length) throw new DerError('extension given twice');
  return unique;
}

function readKeyUsage(value: Uint8Array): KeyUsage {
  const has = namedBits(contentOf(expect(readElement(value), tags.bitString)));
  return { digitalSignature: has(0), nonRepudiation: has(1), keyEncipherment: has(2), keyAgreement: has(4), certSign: has(5), crlSign: has(6) };
}

function readBasicConstraints(value: Uint8Array): CertificateExtensions['basicConstraints'] {
  const fields = childrenOf(expect(readElement(value), tags.sequence));
  const flag = fields.find((field) => isUniversal(field, tags.boolean));
  const length = fields.find((field) => isUniversal(field, tags.integer));
  return { authority: flag !== undefined && booleanOf(flag), pathLength: length === undefined ? null : smallIntegerOf(length) };
}

function readNameConstraints(value: Uint8Array): NameConstraints {
  const fields = childrenOf(expect(readElement(value), tags.sequence));
  const subtrees = (tag: number): NameConstraints['permitted'] => {
    const list = fields.find((field) => isContext(field, tag));
    if (list === undefined) return [];
    return childrenOf(list).map((subtree) => {
      const base = childrenOf(expect(subtree, tags.sequence))[0];
      if (base === undefined) throw new DerError('subtree without base');
      return readGeneralName(base);
    });
  };
  return { permitted: subtrees(0), excluded: subtrees(1) };
}

function readPolicies(value: Uint8Array): readonly string[] {
  const policies = childrenOf(readElement(value)).map((information) => oidOf(childrenOf(information)[0]));
  if (new Set(policies).size !== policies.length) throw new DerError('policy given twice');
  return policies;
}

function readPolicyMappings(value: Uint8Array): readonly PolicyMapping[] {
  return childrenOf(readElement(value)).map((mapping) => {
    const [issuer, subject] = childrenOf(mapping);
    return { issuer: oidOf(issuer), subject: oidOf(subject) };
  });
}

function readAuthorityKeyId(value: Uint8Array): string | null {
  const keyId = childrenOf(readElement(value)).find((field) => isContext(field, 0));
  return keyId === undefined ? null : hexOf(contentOf(keyId));
}

interface AuthorityAccess {
  readonly issuerUrls: readonly string[];
  readonly ocspUrls: readonly string[];
}

/** Where it is broken nothing can be fetched; the certificate itself is none the worse. */
function readAuthorityAccess(value: Uint8Array): AuthorityAccess {
  const found: { issuerUrls: string[]; ocspUrls: string[] } = { issuerUrls: [], ocspUrls: [] };
  try {
    for (const description of childrenOf(readElement(value))) {
      const [method, location] = childrenOf(description);
      const urls = location === undefined ? [] : webAddresses([readGeneralName(location)]);
      const oid = oidOf(method);
      if (oid === oids.caIssuers) found.issuerUrls.push(...urls);
      if (oid === oids.ocsp) found.ocspUrls.push(...urls);
    }
  } catch {
    // an address nobody can read is no address
    return { issuerUrls: [], ocspUrls: [] };
  }
  return found;
}

/** Interprets certificate extensions; throws `DerError` where a value cannot be understood. */
export function readExtensions(raw: readonly RawExtension[], issuer: DistinguishedName): CertificateExtensions {
  const unique = uniqueExtensions(raw);
  const read = <Value>(oid: string, reader: (value: Uint8Array) => Value): Value | null => {
    const extension = unique.get(oid);
    return extension === undefined ? null : reader(extension.value);
  };
  const constraint = (tag: number) => (value: Uint8Array): number | null => {
    const field = childrenOf(readElement(value)).find((candidate) => isContext(candidate, tag));
    return field === undefined ? null : smallIntegerOf(field);
  };
  return {
    basicConstraints: read(oids.basicConstraints, readBasicConstraints),
    keyUsage: read(oids.keyUsage, readKeyUsage),
    extendedKeyUsage: read(oids.extKeyUsage, (value) => childrenOf(readElement(value)).map(oidOf)),
    extendedKeyUsageCritical: unique.get(oids.extKeyUsage)?.critical === true,
    nameConstraints: read(oids.nameConstraints, readNameConstraints),
    policies: read(oids.certificatePolicies, readPolicies),
    policyMappings: read(oids.policyMappings, readPolicyMappings) ?? [],
    requireExplicitPolicy: read(oids.policyConstraints, constraint(0)),
    inhibitPolicyMapping: read(oids.policyConstraints, constraint(1)),
    inhibitAnyPolicy: read(oids.inhibitAnyPolicy, (value) => smallIntegerOf(expect(readElement(value), tags.integer))),
    subjectKeyId: read(oids.subjectKeyIdentifier, (value) => hexOf(octetsOf(expect(readElement(value), tags.octetString)))),
    authorityKeyId: read(oids.authorityKeyIdentifier, readAuthorityKeyId),
    alternativeNames: read(oids.subjectAltName, readGeneralNames) ?? [],
    distributionPoints: read(oids.crlDistributionPoints, (value) => readDistributionPoints(value, issuer)) ?? [],
    ...(read(oids.authorityInfoAccess, readAuthorityAccess) ?? { issuerUrls: [], ocspUrls: [] }),
    ocspNoCheck: unique.has(oids.ocspNoCheck),
    unknownCritical: raw.filter(({ critical, oid }) => critical && !known.has(oid)).map(({ oid }) => oid),
  };
}
