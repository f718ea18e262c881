import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { readAlgorithm } from './algorithm-identifier';
import type { AlgorithmIdentifier, Certificate } from './certificate';
import { bytesOf, childrenOf, contentOf, DerError, expect, hexOf, integerHexOf, isContext, isUniversal, joinBytes, octetsOf, oidOf, readElement, sameBytes, smallIntegerOf, tags, timeOf, wholeBitsOf } from './der';
import type { Element } from './der';
import { readName } from './distinguished-name';
import { digestNames, oids } from './oids';
import { readCertificateDer } from './read-certificate';
import { crlReasons } from './read-crl';
import { readRawExtensions, uniqueExtensions } from './read-extensions';
import type { RawExtension } from './read-extensions';

/** `noAnswer`: the responder said "try later", "unauthorized" or the like, which nobody signs. */
export type OcspFailure = 'malformed' | 'noAnswer' | 'tooLarge';

/** Names the certificate by digests of its issuer (RFC 6960 4.1.1). */
export interface OcspCertId {
  readonly digest: string;
  readonly nameHash: Uint8Array;
  readonly keyHash: Uint8Array;
  readonly serial: string;
}

export type OcspStatus =
  | { readonly kind: 'good' | 'unknown' }
  | { readonly kind: 'revoked'; /** milliseconds */ readonly revokedAt: number; readonly reason: string };

export interface OcspSingle {
  readonly id: OcspCertId;
  readonly status: OcspStatus;
  readonly thisUpdate: number;
  /** null: newer information is always available */
  readonly nextUpdate: number | null;
  /** status is kept for certificates that expired since then; null: until they expire */
  readonly archiveCutoff: number | null;
}

export interface OcspAnswer {
  /** as it came */
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly responder: { readonly kind: 'name'; readonly key: string } | { readonly kind: 'keyHash'; readonly hash: Uint8Array };
  readonly producedAt: number;
  readonly singles: readonly OcspSingle[];
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly certificates: readonly Certificate[];
}

/** An extension that has to be understood and is not makes the answer unusable. */
function readOwnExtensions(wrapper: Element | undefined): ReadonlyMap<string, RawExtension> {
  if (wrapper === undefined) return new Map();
  const extensions = uniqueExtensions(readRawExtensions(expect(childrenOf(wrapper)[0], tags.sequence)));
  for (const { critical, oid } of extensions.values()) if (critical && oid !== oids.ocspArchiveCutoff) throw new DerError('unknown critical extension');
  return extensions;
}

function readStatus(element: Element | undefined): OcspStatus {
  if (isContext(element, 0)) return { kind: 'good' };
  if (isContext(element, 2)) return { kind: 'unknown' };
  if (!isContext(element, 1)) throw new DerError('no status');
  const [time, wrapper] = childrenOf(element);
  const code = isContext(wrapper, 0) ? childrenOf(wrapper)[0] : undefined;
  return { kind: 'revoked', revokedAt: timeOf(time), reason: code === undefined ? 'unspecified' : (crlReasons[smallIntegerOf(code)] ?? 'unspecified') };
}

function readCertId(element: Element | undefined): OcspCertId {
  const [algorithm, nameHash, keyHash, serial] = childrenOf(expect(element, tags.sequence));
  const { oid } = readAlgorithm(algorithm);
  return {
    digest: digestNames[oid] ?? oid,
    nameHash: octetsOf(expect(nameHash, tags.octetString)),
    keyHash: octetsOf(expect(keyHash, tags.octetString)),
    serial: integerHexOf(serial),
  };
}

function readSingle(element: Element): OcspSingle {
  const fields = childrenOf(expect(element, tags.sequence));
  const next = fields.find((field, index) => index > 2 && isContext(field, 0));
  const cutoff = readOwnExtensions(fields.find((field, index) => index > 2 && isContext(field, 1))).get(oids.ocspArchiveCutoff);
  return {
    id: readCertId(fields[0]),
    status: readStatus(fields[1]),
    thisUpdate: timeOf(fields[2]),
    nextUpdate: next === undefined ? null : timeOf(childrenOf(next)[0]),
    archiveCutoff: cutoff === undefined ? null : timeOf(readElement(cutoff.value)),
  };
}

function readResponder(element: Element | undefined): OcspAnswer['responder'] {
  const inner = element === undefined ? undefined : childrenOf(element)[0];
  if (isContext(element, 1)) return { kind: 'name', key: readName(inner).key };
  if (isContext(element, 2)) return { kind: 'keyHash', hash: octetsOf(expect(inner, tags.octetString)) };
  throw new DerError('no responder');
}

async function readBasic(der: Uint8Array, basic: Element): Promise<OcspAnswer> {
  const [tbs, algorithm, signature, wrapper] = childrenOf(basic);
  const fields = childrenOf(expect(tbs, tags.sequence));
  const at = isContext(fields[0], 0) ? 1 : 0;
  const responses = childrenOf(expect(fields[at + 2], tags.sequence));
  if (responses.length > limits.ocspResponses || tbs === undefined) throw new DerError('too many responses');
  readOwnExtensions(fields.find((field, index) => index > at + 2 && isContext(field, 1)));
  const carried = isContext(wrapper, 0) ? childrenOf(expect(childrenOf(wrapper)[0], tags.sequence)).slice(0, limits.ocspCertificates) : [];
  const read = await Promise.all(carried.map((certificate) => readCertificateDer(bytesOf(certificate))));
  return {
    der,
    tbs: bytesOf(tbs),
    responder: readResponder(fields[at]),
    producedAt: timeOf(fields[at + 1]),
    singles: responses.map(readSingle),
    signatureAlgorithm: readAlgorithm(algorithm),
    signature: wholeBitsOf(signature),
    certificates: read.flatMap((result) => (result.ok ? [result.value] : [])),
  };
}

async function parse(der: Uint8Array): Promise<Result<OcspAnswer, OcspFailure>> {
  const whole = expect(readElement(der), tags.sequence);
  if (whole.end !== der.length) throw new DerError('bytes after the answer');
  const [first, wrapper] = childrenOf(whole);
  if (isUniversal(first, tags.sequence)) return ok(await readBasic(der, whole));
  if (contentOf(expect(first, tags.enumerated))[0] !== 0 || !isContext(wrapper, 0)) return fail('noAnswer');
  const [type, octets] = childrenOf(expect(childrenOf(wrapper)[0], tags.sequence));
  if (oidOf(type) !== oids.ocspBasic) return fail('noAnswer');
  return ok(await readBasic(der, expect(readElement(octetsOf(expect(octets, tags.octetString))), tags.sequence)));
}

const remembered = new Map<string, { readonly der: Uint8Array; readonly answer: Promise<Result<OcspAnswer, OcspFailure>> }>();

/**
 * Reads an OCSPResponse or a bare BasicOCSPResponse (RFC 6960 4.2.1), as fetched and as signatures carry them. Its
 * signature is not looked at here. Remembered: one answer is asked for by every letter of a sender.
 */
export async function readOcsp(der: Uint8Array): Promise<Result<OcspAnswer, OcspFailure>> {
  if (der.length > limits.ocspBytes) return fail('tooLarge');
  const key = `${der.length}:${hexOf(der.subarray(-24))}`;
  const known = remembered.get(key);
  if (known !== undefined && sameBytes(known.der, der)) return known.answer;
  const copy = joinBytes([der]);
  const answer = parse(copy).catch((): Result<OcspAnswer, OcspFailure> => fail('malformed'));
  if (remembered.size >= limits.rememberedOcspAnswers) remembered.clear();
  remembered.set(key, { der: copy, answer });
  return answer;
}
