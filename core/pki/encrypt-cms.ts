import type { Certificate } from './certificate';
import { contentOf, joinBytes, oidFromContent, readElement, tags } from './der';
import { digestAndMask } from './mechanism';
import { curves, oids } from './oids';
import { issuerAndSerial } from './sign-cms';
import { deriveX963, sharedInfo } from './unwrap-key';
import { bufferOf, subtle } from './web-crypto';
import { bits, int, nothing, octets, oid, plainTagged, seq, set, sorted, tagged } from './write-der';

/** AES-256. `gcm`: AuthEnvelopedData, nobody can change it on the way (RFC 5083, RFC 5084). `cbc`: EnvelopedData, which every S/MIME reader opens. */
export type EnvelopeCipher = 'gcm' | 'cbc';

/** Why nothing can be encrypted for a certificate; `use`: its key may not (RFC 8550 4.4.2). Closed. */
export type RecipientDefect = 'use' | 'algorithm';

export const aes256 = { gcm: '2.16.840.1.101.3.4.1.46', cbc: '2.16.840.1.101.3.4.1.42', wrap: '2.16.840.1.101.3.4.1.45' } as const;
const rsaesOaep = '1.2.840.113549.1.1.7';
/** RFC 5753 7.1.4: every curve and digest of ours is within what it allows */
const stdDhSha256 = '1.3.132.1.11.1';
const keyBytes = 32;

/** Curve of an EC key that the platform can compute with; null: none. */
function curveOf({ publicKey }: Certificate): { readonly name: string; readonly bits: number } | null {
  const { oid: type, parameters } = publicKey.algorithm;
  if (type !== oids.ecPublicKey || parameters?.[0] !== tags.oid || publicKey.key[0] !== 4) return null;
  return curves[oidFromContent(contentOf(readElement(parameters)))] ?? null;
}

/** What keeps a letter from being encrypted for this certificate; null: nothing. Validity and revocation are another question. */
export function recipientDefect(certificate: Certificate): RecipientDefect | null {
  const { keyUsage } = certificate.extensions;
  const isRsa = certificate.publicKey.algorithm.oid === oids.rsaEncryption;
  if (keyUsage !== null && !(isRsa ? keyUsage.keyEncipherment : keyUsage.keyAgreement)) return 'use';
  return isRsa ? (certificate.publicKey.bits >= 1024 ? null : 'algorithm') : curveOf(certificate) === null ? 'algorithm' : null;
}

/** KeyTransRecipientInfo (RFC 5652 6.2.1) with RSAES-OAEP, digest and mask SHA-256 (RFC 3560, RFC 4055 4.1). */
async function transport(certificate: Certificate, key: Uint8Array): Promise<Uint8Array> {
  const spki = seq(seq(oid(oids.rsaEncryption), nothing()), bits(certificate.publicKey.key));
  const imported = await subtle.importKey('spki', bufferOf(spki), { name: 'RSA-OAEP', hash: 'SHA-256' }, false, ['encrypt']);
  const encrypted = new Uint8Array(await subtle.encrypt('RSA-OAEP', imported, bufferOf(key)));
  return seq(int(0), issuerAndSerial(certificate), seq(oid(rsaesOaep), seq(...digestAndMask('sha256'))), octets(encrypted));
}

async function wrapKey(kek: Uint8Array, key: Uint8Array): Promise<Uint8Array> {
  const wrapping = await subtle.importKey('raw', bufferOf(kek), 'AES-KW', false, ['wrapKey']);
  const wrapped = await subtle.importKey('raw', bufferOf(key), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign']);
  return new Uint8Array(await subtle.wrapKey('raw', wrapped, wrapping, 'AES-KW'));
}

/** KeyAgreeRecipientInfo (RFC 5652 6.2.2, RFC 5753 3.1) with a new ephemeral key for each recipient, so that no two share a secret. */
async function agreement(certificate: Certificate, curve: { readonly name: string; readonly bits: number }, key: Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: 'ECDH', namedCurve: curve.name };
  const theirs = await subtle.importKey('raw', bufferOf(certificate.publicKey.key), algorithm, false, []);
  const own = await subtle.generateKey(algorithm, true, ['deriveBits']);
  const point = new Uint8Array(await subtle.exportKey('raw', own.publicKey));
  // whole bytes: of P-521 the field element has 66
  const secret = new Uint8Array(await subtle.deriveBits({ name: 'ECDH', public: theirs }, own.privateKey, Math.ceil(curve.bits / 8) * 8));
  const wrapAlgorithm = seq(oid(aes256.wrap));
  const kek = await deriveX963('sha256', secret, sharedInfo(wrapAlgorithm, null, keyBytes), keyBytes);
  const encrypted = await wrapKey(kek ?? new Uint8Array(), key);
  return tagged(1, int(3), tagged(0, tagged(1, seq(oid(oids.ecPublicKey)), bits(point))), seq(oid(stdDhSha256), wrapAlgorithm), seq(seq(issuerAndSerial(certificate), octets(encrypted))));
}

function recipientInfo(certificate: Certificate, key: Uint8Array): Promise<Uint8Array> {
  const curve = curveOf(certificate);
  return curve === null ? transport(certificate, key) : agreement(certificate, curve, key);
}

interface Sealed {
  readonly algorithm: Uint8Array;
  readonly encrypted: Uint8Array;
  /** null of CBC */
  readonly mac: Uint8Array | null;
}

async function seal(content: Uint8Array, key: Uint8Array, cipher: EnvelopeCipher): Promise<Sealed> {
  const random = (length: number): Uint8Array => globalThis.crypto.getRandomValues(new Uint8Array(length));
  if (cipher === 'cbc') {
    const iv = random(16);
    const imported = await subtle.importKey('raw', bufferOf(key), 'AES-CBC', false, ['encrypt']);
    const encrypted = new Uint8Array(await subtle.encrypt({ name: 'AES-CBC', iv: bufferOf(iv) }, imported, bufferOf(content)));
    return { algorithm: seq(oid(aes256.cbc), octets(iv)), encrypted, mac: null };
  }
  const nonce = random(12);
  const imported = await subtle.importKey('raw', bufferOf(key), 'AES-GCM', false, ['encrypt']);
  const both = new Uint8Array(await subtle.encrypt({ name: 'AES-GCM', iv: bufferOf(nonce), tagLength: 128 }, imported, bufferOf(content)));
  return { algorithm: seq(oid(aes256.gcm), seq(octets(nonce), int(16))), encrypted: both.subarray(0, -16), mac: both.subarray(-16) };
}

/**
 * EnvelopedData or AuthEnvelopedData for all of these certificates, ours among them where we want to read it ourselves.
 * @param certificates of which `recipientDefect` finds nothing; at least one
 * @returns ContentInfo, DER
 * @throws Error where a certificate does not fit, which its caller has to ask before
 */
export async function encryptCms(content: Uint8Array, certificates: readonly Certificate[], cipher: EnvelopeCipher): Promise<Uint8Array> {
  const recipients = [...new Map(certificates.map((certificate) => [certificate.fingerprint, certificate])).values()];
  if (recipients.length === 0 || recipients.some((certificate) => recipientDefect(certificate) !== null)) throw new Error('not a recipient');
  const key = globalThis.crypto.getRandomValues(new Uint8Array(keyBytes));
  const infos = set(...sorted(await Promise.all(recipients.map((certificate) => recipientInfo(certificate, key)))));
  const { algorithm, encrypted, mac } = await seal(content, key, cipher);
  key.fill(0);
  const info = seq(oid(oids.data), algorithm, plainTagged(0, encrypted));
  // RFC 5652 6.1: version 2 as soon as one of the recipients is not version 0; RFC 5083 2.1: always 0
  const version = recipients.some((certificate) => curveOf(certificate) !== null) ? 2 : 0;
  return mac === null ? seq(oid(oids.envelopedData), tagged(0, seq(int(version), infos, info))) : seq(oid(oids.authEnvelopedData), tagged(0, joinBytes([seq(int(0), infos, info, octets(mac))])));
}
