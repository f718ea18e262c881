import type { AlgorithmIdentifier } from './certificate';
import { childrenOf, contentOf, encodeElement, expect, isContext, joinBytes, oidOf, readElement, tags } from './der';
import type { KeyDesk, KeyScheme, OaepExtras } from './key-desk';
import { unwrapAesKey } from './key-wrap';
import { digestNames, oids } from './oids';
import type { Recipient } from './read-enveloped';
import { digestOf } from './web-crypto';

/** How one recipient's copy of the content key is opened; `unsupported` before any secret was asked. */
export type KeyOpening = { readonly kind: 'unsupported' } | { readonly kind: 'pkcs1' | 'checked'; open(fingerprint: string, desk: KeyDesk): Promise<Uint8Array | null> };

const unsupported: KeyOpening = { kind: 'unsupported' };
const rsaesOaep = '1.2.840.113549.1.1.7';

/** RFC 5753 7.1.4, X9.63 key derivation; for the prime curves used here the cofactor is 1 and both families agree */
const derivations: Readonly<Record<string, string>> = {
  '1.3.133.16.840.63.0.2': 'sha1', '1.3.132.1.11.0': 'sha224', '1.3.132.1.11.1': 'sha256', '1.3.132.1.11.2': 'sha384', '1.3.132.1.11.3': 'sha512',
  '1.3.133.16.840.63.0.3': 'sha1', '1.3.132.1.14.0': 'sha224', '1.3.132.1.14.1': 'sha256', '1.3.132.1.14.2': 'sha384', '1.3.132.1.14.3': 'sha512',
};
const keyWraps: Readonly<Record<string, number>> = { '2.16.840.1.101.3.4.1.5': 16, '2.16.840.1.101.3.4.1.25': 24, '2.16.840.1.101.3.4.1.45': 32 };

function isOaepDigest(name: string | undefined): name is 'sha1' | 'sha256' | 'sha384' | 'sha512' {
  return name === 'sha1' || name === 'sha256' || name === 'sha384' || name === 'sha512';
}

/** RSAES-OAEP-params (RFC 4055 4.1): digest, mask and label each have a default. */
function readOaep(parameters: Uint8Array | null): { readonly scheme: KeyScheme; readonly extras: OaepExtras | undefined } | null {
  const fields = parameters === null ? [] : childrenOf(expect(readElement(parameters), tags.sequence));
  const inner = (tag: number): ReturnType<typeof childrenOf> | null => {
    const field = fields.find((candidate) => isContext(candidate, tag));
    return field === undefined ? null : childrenOf(expect(childrenOf(field)[0], tags.sequence));
  };
  const [hash, mask, source] = [inner(0), inner(1), inner(2)];
  const digest = hash === null ? 'sha1' : digestNames[oidOf(hash[0])];
  if (mask !== null && oidOf(mask[0]) !== oids.mgf1) return null;
  const maskDigest = mask === null ? 'sha1' : digestNames[oidOf(childrenOf(expect(mask[1], tags.sequence))[0])];
  if (!isOaepDigest(digest) || !isOaepDigest(maskDigest)) return null;
  const label = source === null ? new Uint8Array() : contentOf(expect(source[1], tags.octetString));
  if (label.length > 256) return null;
  const extras: OaepExtras = { ...(maskDigest === digest ? {} : { mask: maskDigest }), ...(label.length === 0 ? {} : { label }) };
  return { scheme: `rsa-oaep-${digest}`, extras: Object.keys(extras).length === 0 ? undefined : extras };
}

/** ANSI X9.63 key derivation (SEC 1 3.6.1). */
export async function deriveX963(digest: string, secret: Uint8Array, info: Uint8Array, bytes: number): Promise<Uint8Array | null> {
  const pieces: Uint8Array[] = [];
  for (let counter = 1, made = 0; made < bytes; counter += 1) {
    const hash = await digestOf(digest, joinBytes([secret, Uint8Array.of(0, 0, 0, counter), info]));
    if (hash === null) return null;
    pieces.push(hash);
    made += hash.length;
  }
  return joinBytes(pieces).subarray(0, bytes);
}

/** ECC-CMS-SharedInfo (RFC 5753 7.2), over the wrap algorithm as the sender encoded it. */
export function sharedInfo(wrapAlgorithm: Uint8Array, material: Uint8Array | null, keyBytes: number): Uint8Array {
  const party = material === null ? new Uint8Array() : encodeElement(0xa0, encodeElement(tags.octetString, material));
  const bits = keyBytes * 8;
  return encodeElement(0x30, joinBytes([wrapAlgorithm, party, encodeElement(0xa2, encodeElement(tags.octetString, Uint8Array.of(0, 0, bits >> 8, bits & 0xff)))]));
}

function agreementOpening(recipient: Extract<Recipient, { kind: 'agreement' }>): KeyOpening {
  const { algorithm, point, material, encryptedKey } = recipient;
  const digest = derivations[algorithm.oid];
  if (digest === undefined || point === null || algorithm.parameters === null) return unsupported;
  const wrapAlgorithm = algorithm.parameters;
  const keyBytes = keyWraps[oidOf(childrenOf(expect(readElement(wrapAlgorithm), tags.sequence))[0])];
  if (keyBytes === undefined) return unsupported;
  return {
    kind: 'checked',
    async open(fingerprint, desk) {
      const secret = await desk.agree(fingerprint, point);
      const kek = secret === null ? null : await deriveX963(digest, secret, sharedInfo(wrapAlgorithm, material, keyBytes), keyBytes);
      return kek === null ? null : unwrapAesKey(kek, encryptedKey);
    },
  };
}

function transportOpening({ oid, parameters }: AlgorithmIdentifier, encryptedKey: Uint8Array): KeyOpening {
  if (oid === oids.rsaEncryption) return { kind: 'pkcs1', open: (fingerprint, desk) => desk.unwrap(fingerprint, 'rsa-pkcs1', encryptedKey) };
  const oaep = oid === rsaesOaep ? readOaep(parameters) : null;
  if (oaep === null) return unsupported;
  return { kind: 'checked', open: (fingerprint, desk) => desk.unwrap(fingerprint, oaep.scheme, encryptedKey, oaep.extras) };
}

export function keyOpening(recipient: Recipient): KeyOpening {
  try {
    return recipient.kind === 'agreement' ? agreementOpening(recipient) : transportOpening(recipient.algorithm, recipient.encryptedKey);
  } catch {
    // parameters of the wrong shape
    return unsupported;
  }
}
