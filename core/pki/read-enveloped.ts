import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { readAlgorithm } from './algorithm-identifier';
import type { AlgorithmIdentifier } from './certificate';
import { bytesOf, childrenOf, definiteBytesOf, DerError, encodeElement, expect, hexOf, integerHexOf, isContext, isUniversal, joinBytes, octetsOf, oidOf, readElement, tags, wholeBitsOf } from './der';
import type { Element } from './der';
import { readName } from './distinguished-name';
import { oids } from './oids';

export type RecipientId =
  | { readonly kind: 'issuerAndSerial'; readonly issuerKey: string; readonly serial: string }
  | { readonly kind: 'keyId'; readonly keyId: string };

export type Recipient =
  | { readonly kind: 'transport'; readonly id: RecipientId; readonly algorithm: AlgorithmIdentifier; readonly encryptedKey: Uint8Array }
  | {
      readonly kind: 'agreement';
      readonly id: RecipientId;
      readonly algorithm: AlgorithmIdentifier;
      readonly encryptedKey: Uint8Array;
      /** SEC 1 point of the sender's ephemeral key; null where the sender named a certificate instead */
      readonly point: Uint8Array | null;
      /** user keying material, part of what the key is derived from */
      readonly material: Uint8Array | null;
    };

/** EnvelopedData (RFC 5652 6) or AuthEnvelopedData (RFC 5083). */
export interface EnvelopedData {
  readonly recipients: readonly Recipient[];
  readonly contentType: string;
  readonly cipher: AlgorithmIdentifier;
  readonly encrypted: Uint8Array;
  /** of AuthEnvelopedData: the tag, and what else it is made over; null: nothing authenticates the content */
  readonly authentication: { readonly mac: Uint8Array; readonly additional: Uint8Array } | null;
}

export type EnvelopedFailure = 'notEnveloped' | 'malformed';

function issuerAndSerial(element: Element): RecipientId {
  const [issuer, serial] = childrenOf(expect(element, tags.sequence));
  return { kind: 'issuerAndSerial', issuerKey: readName(issuer).key, serial: integerHexOf(serial) };
}

function readTransport(element: Element): Recipient {
  const [, id, algorithm, key] = childrenOf(element);
  return {
    kind: 'transport',
    id: isContext(id, 0) ? { kind: 'keyId', keyId: hexOf(octetsOf(id)) } : issuerAndSerial(expect(id, tags.sequence)),
    algorithm: readAlgorithm(algorithm),
    encryptedKey: octetsOf(expect(key, tags.octetString)),
  };
}

function originatorPoint(element: Element): Uint8Array | null {
  const choice = childrenOf(element)[0];
  if (!isContext(choice, 1)) return null;
  return wholeBitsOf(childrenOf(choice)[1]);
}

/** KeyAgreeRecipientInfo: one ephemeral key for several recipients. */
function readAgreement(element: Element): readonly Recipient[] {
  const fields = childrenOf(element);
  const originator = fields.find((field) => isContext(field, 0));
  const material = fields.find((field) => isContext(field, 1));
  const [algorithm, keys] = fields.slice(-2);
  if (originator === undefined) throw new DerError('no originator');
  const shared = {
    kind: 'agreement',
    algorithm: readAlgorithm(algorithm),
    point: originatorPoint(originator),
    material: material === undefined ? null : octetsOf(expect(childrenOf(material)[0], tags.octetString)),
  } as const;
  return childrenOf(expect(keys, tags.sequence)).slice(0, limits.cmsRecipients).map((one) => {
    const [id, key] = childrenOf(expect(one, tags.sequence));
    if (id === undefined) throw new DerError('no recipient');
    const named: RecipientId = isContext(id, 0) ? { kind: 'keyId', keyId: hexOf(octetsOf(expect(childrenOf(id)[0], tags.octetString))) } : issuerAndSerial(id);
    return { ...shared, id: named, encryptedKey: octetsOf(expect(key, tags.octetString)) };
  });
}

function readRecipients(set: Element): readonly Recipient[] {
  return childrenOf(set).slice(0, limits.cmsRecipients).flatMap((element): readonly Recipient[] => {
    if (isUniversal(element, tags.sequence)) return [readTransport(element)];
    // pre-shared keys and passwords ([2], [3]) open nothing here
    return isContext(element, 1) ? readAgreement(element) : [];
  }).slice(0, limits.cmsRecipients);
}

function parse(bytes: Uint8Array): Result<EnvelopedData, EnvelopedFailure> {
  const [type, wrapper] = childrenOf(expect(readElement(bytes), tags.sequence));
  const kind = oidOf(type);
  const authenticated = kind === oids.authEnvelopedData;
  if (!authenticated && kind !== oids.envelopedData) return fail('notEnveloped');
  if (!isContext(wrapper, 0)) throw new DerError('no content');
  const fields = childrenOf(expect(childrenOf(wrapper)[0], tags.sequence));
  const at = fields.findIndex((field) => isUniversal(field, tags.set));
  const [recipients, info] = [fields[at], fields[at + 1]];
  const [contentType, cipher, encrypted] = childrenOf(expect(info, tags.sequence));
  if (!isContext(encrypted, 0)) throw new DerError('no encrypted content');
  return ok({
    recipients: readRecipients(expect(recipients, tags.set)),
    contentType: oidOf(contentType),
    cipher: readAlgorithm(cipher),
    encrypted: octetsOf(encrypted),
    authentication: authenticated ? readAuthentication(fields.slice(at + 2)) : null,
  });
}

function readAuthentication(rest: readonly Element[]): NonNullable<EnvelopedData['authentication']> {
  const mac = rest.find((field) => isUniversal(field, tags.octetString));
  const attributes = rest.find((field) => isContext(field, 1));
  // RFC 5083 2.2: authenticated under the SET tag, not as it was sent
  const additional = attributes === undefined ? new Uint8Array() : encodeElement(0x31, contentOfDefinite(attributes));
  return { mac: octetsOf(expect(mac, tags.octetString)), additional };
}

function contentOfDefinite(element: Element): Uint8Array {
  return joinBytes(childrenOf(element).map((child) => (child.indefinite ? definiteBytesOf(child) : bytesOf(child))));
}

/** Reads an encrypted CMS object, DER or BER. Nothing is decrypted. */
export function readEnveloped(bytes: Uint8Array): Result<EnvelopedData, EnvelopedFailure> {
  try {
    return parse(bytes);
  } catch {
    // every error of the reader means the same to the caller
    return fail('malformed');
  }
}
