import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import type { AlgorithmIdentifier } from './certificate';
import { bytesOf, childrenOf, contentOf, DerError, expect, hexOf, integerHexOf, isContext, isUniversal, joinBytes, oidOf, readElement, sameBytes, smallIntegerOf, tags, timeOf, wholeBitsOf } from './der';
import type { Element } from './der';
import { readName } from './distinguished-name';
import type { DistinguishedName } from './distinguished-name';
import { readIssuingDistributionPoint } from './distribution-point';
import type { IssuingDistributionPoint } from './distribution-point';
import { readGeneralNames } from './general-name';
import { oids } from './oids';
import { derCandidates } from './pem';
import { readRawExtensions, uniqueExtensions } from './read-extensions';

export type CrlFailure = 'notAList' | 'malformed' | 'tooLarge';

/** CRLReason (RFC 5280 5.3.1) by its number. */
export const crlReasons: readonly string[] = [
  'unspecified', 'keyCompromise', 'cACompromise', 'affiliationChanged', 'superseded',
  'cessationOfOperation', 'certificateHold', 'unused', 'removeFromCRL', 'privilegeWithdrawn', 'aACompromise',
];

export interface RevokedEntry {
  /** key of the issuer this entry is about: the list's own, unless the list is indirect */
  readonly issuerKey: string;
  /** milliseconds; the invalidity date where it is earlier */
  readonly revokedAt: number;
  readonly reason: string;
}

export interface RevocationList {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: number;
  readonly nextUpdate: number | null;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly authorityKeyId: string | null;
  readonly point: IssuingDistributionPoint | null;
  /** encoded issuing distribution point, to compare the scopes of a list and its delta */
  readonly pointHex: string;
  readonly number: bigint | null;
  /** for a delta: number of the complete list it changes */
  readonly baseNumber: bigint | null;
  readonly unknownCritical: readonly string[];
  /** certificates that expired from this time on stay on the list (ISO/IEC 9594-8 expiredCertsOnCRL); null: they may be dropped */
  readonly expiredSince: number | null;
  /** every entry for a serial, whoever issued it */
  entriesOf(serial: string): readonly RevokedEntry[];
}

const known: ReadonlySet<string> = new Set<string>([oids.authorityKeyIdentifier, oids.crlNumber, oids.deltaCrlIndicator, oids.issuingDistributionPoint, oids.freshestCrl, oids.expiredCertsOnCrl]);
const knownInEntry: ReadonlySet<string> = new Set<string>([oids.reasonCode, oids.invalidityDate, oids.certificateIssuer]);

function readAlgorithm(element: Element | undefined): AlgorithmIdentifier {
  const [oid, parameters] = childrenOf(expect(element, tags.sequence));
  return { oid: oidOf(oid), parameters: parameters === undefined ? null : bytesOf(parameters) };
}

interface Entries {
  readonly bySerial: ReadonlyMap<string, readonly RevokedEntry[]>;
  readonly unknownCritical: readonly string[];
}

function readEntries(sequence: Element | undefined, issuer: DistinguishedName): Entries {
  const bySerial = new Map<string, RevokedEntry[]>();
  const unknownCritical: string[] = [];
  // in an indirect list an entry without an issuer of its own belongs to the one before it
  let issuerKey = issuer.key;
  for (const entry of sequence === undefined ? [] : childrenOf(sequence)) {
    const [serial, date, extensionList] = childrenOf(entry);
    let revokedAt = timeOf(date);
    let reason = 'unspecified';
    if (extensionList !== undefined) {
      const extensions = uniqueExtensions(readRawExtensions(extensionList));
      for (const extension of extensions.values()) {
        if (extension.critical && !knownInEntry.has(extension.oid)) unknownCritical.push(extension.oid);
      }
      const code = extensions.get(oids.reasonCode);
      if (code !== undefined) reason = crlReasons[smallIntegerOf(readElement(code.value))] ?? 'unspecified';
      const invalid = extensions.get(oids.invalidityDate);
      if (invalid !== undefined) revokedAt = Math.min(revokedAt, timeOf(readElement(invalid.value)));
      const certificateIssuer = extensions.get(oids.certificateIssuer);
      if (certificateIssuer !== undefined) {
        const name = readGeneralNames(certificateIssuer.value).find((candidate) => candidate.kind === 'directory');
        if (name === undefined || name.kind !== 'directory') throw new DerError('entry without issuer name');
        issuerKey = name.name.key;
      }
    }
    const key = integerHexOf(serial);
    const list = bySerial.get(key);
    const read = { issuerKey, revokedAt, reason };
    if (list === undefined) bySerial.set(key, [read]);
    else list.push(read);
  }
  return { bySerial, unknownCritical };
}

function parse(der: Uint8Array): RevocationList {
  const list = expect(readElement(der), tags.sequence);
  if (list.end !== der.length) throw new DerError('bytes after the list');
  const [tbs, algorithm, signature] = childrenOf(list);
  const fields = childrenOf(expect(tbs, tags.sequence));
  let at = isUniversal(fields[0], tags.integer) ? 1 : 0;
  const inner = fields[at];
  const outer = readAlgorithm(algorithm);
  // RFC 5280 5.1.1.2: the signed and the unsigned algorithm must be the same
  if (inner === undefined || algorithm === undefined || !sameBytes(bytesOf(inner), bytesOf(algorithm))) throw new DerError('two algorithms');
  const issuer = readName(fields[at + 1]);
  const thisUpdate = timeOf(fields[at + 2]);
  at += 3;
  const next = fields[at];
  const nextUpdate = isUniversal(next, tags.utcTime) || isUniversal(next, tags.generalizedTime) ? timeOf(next) : null;
  if (nextUpdate !== null) at += 1;
  const entries = readEntries(isUniversal(fields[at], tags.sequence) ? fields[at] : undefined, issuer);
  const wrapper = fields.find((field) => isContext(field, 0));
  const extensions = uniqueExtensions(wrapper === undefined ? [] : readRawExtensions(expect(childrenOf(wrapper)[0], tags.sequence)));
  const value = (oid: string): Uint8Array | null => extensions.get(oid)?.value ?? null;
  const integer = (oid: string): bigint | null => {
    const bytes = value(oid);
    return bytes === null ? null : BigInt(`0x${integerHexOf(readElement(bytes))}`);
  };
  const point = value(oids.issuingDistributionPoint);
  const expired = value(oids.expiredCertsOnCrl);
  const authority = value(oids.authorityKeyIdentifier);
  const keyId = authority === null ? undefined : childrenOf(readElement(authority)).find((field) => isContext(field, 0));
  return {
    der,
    tbs: bytesOf(expect(tbs, tags.sequence)),
    issuer,
    thisUpdate,
    nextUpdate,
    signatureAlgorithm: outer,
    signature: wholeBitsOf(signature),
    authorityKeyId: keyId === undefined ? null : hexOf(contentOf(keyId)),
    point: point === null ? null : readIssuingDistributionPoint(point, issuer),
    pointHex: point === null ? '' : hexOf(point),
    number: integer(oids.crlNumber),
    baseNumber: integer(oids.deltaCrlIndicator),
    unknownCritical: [
      ...[...extensions.values()].filter(({ critical, oid }) => critical && !known.has(oid)).map(({ oid }) => oid),
      ...entries.unknownCritical,
    ],
    expiredSince: expired === null ? null : timeOf(readElement(expired)),
    entriesOf: (serial) => entries.bySerial.get(serial) ?? [],
  };
}

const remembered = new Map<string, { readonly der: Uint8Array; readonly list: RevocationList }>();

/** @param der one CertificateList, exactly */
export function readCrlDer(der: Uint8Array): Result<RevocationList, CrlFailure> {
  if (der.length > limits.revocationListBytes) return fail('tooLarge');
  const key = `${der.length}:${hexOf(der.subarray(-24))}`;
  const known = remembered.get(key);
  if (known !== undefined && sameBytes(known.der, der)) return ok(known.list);
  try {
    const copy = joinBytes([der]);
    const list = parse(copy);
    if (remembered.size >= limits.rememberedRevocationLists) remembered.clear();
    remembered.set(key, { der: copy, list });
    return ok(list);
  } catch {
    // every error of the reader means the same to the caller: this is no usable list
    return fail('malformed');
  }
}

/** A revocation list from PEM, bare base64 or DER. */
export function readCrl(input: string | Uint8Array): Result<RevocationList, CrlFailure> {
  const [der] = derCandidates(input, ['X509 CRL', 'CRL']);
  return der === undefined ? fail('notAList') : readCrlDer(der);
}
