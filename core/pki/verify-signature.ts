import type { AlgorithmIdentifier, PublicKey } from './certificate';
import { bytesOf, childrenOf, contentOf, encodeElement, expect, hexOf, isContext, joinBytes, oidFromContent, oidOf, readElement, smallIntegerOf, tags } from './der';
import { limits } from '../base/limits';
import { curves, digestNames, oids, signatureSchemes } from './oids';
import { verifyPkcs1, verifyPss } from './rsa-public';
import type { PssParameters } from './rsa-public';
import { bufferOf, subtle, webDigestName } from './web-crypto';
import { readSignaturePair } from './signature-pair';
import { verifyDsa } from './verify-dsa';

export type SignatureOutcome = 'valid' | 'invalid' | 'unsupported';

/** RSASSA-PSS-params (RFC 4055 3.1); null where the mask is not MGF1 or a digest is not known. */
function readPss(parameters: Uint8Array | null): PssParameters | null {
  if (parameters === null) return null;
  const fields = childrenOf(expect(readElement(parameters), tags.sequence));
  const inner = (tag: number): Uint8Array | null => {
    const field = fields.find((candidate) => isContext(candidate, tag));
    const value = field === undefined ? undefined : childrenOf(field)[0];
    return value === undefined ? null : bytesOf(value);
  };
  const digestField = inner(0);
  const maskField = inner(1);
  const saltField = inner(2);
  const digest = digestField === null ? 'sha1' : digestNames[oidOf(childrenOf(readElement(digestField))[0])];
  let mask: string | undefined = 'sha1';
  if (maskField !== null) {
    const [type, hash] = childrenOf(readElement(maskField));
    if (oidOf(type) !== oids.mgf1 || hash === undefined) return null;
    mask = digestNames[oidOf(childrenOf(hash)[0])];
  }
  if (digest === undefined || mask === undefined) return null;
  return { digest, mask, saltLength: saltField === null ? 20 : smallIntegerOf(readElement(saltField)) };
}

/**
 * Digest the signature itself is made with.
 * @param fallback the digest named beside it (CMS), null where none is (certificates)
 * @returns null where it is not known
 */
export function digestOfScheme(algorithm: AlgorithmIdentifier, fallback: string | null): string | null {
  if (algorithm.oid === oids.rsassaPss) {
    try {
      return readPss(algorithm.parameters)?.digest ?? null;
    } catch {
      // broken parameters name no digest
      return null;
    }
  }
  const scheme = signatureSchemes[algorithm.oid];
  return scheme === undefined ? null : (scheme.digest ?? fallback);
}

const rememberedKeys = new Map<string, Promise<CryptoKey>>();

function importKey(key: PublicKey, algorithm: RsaHashedImportParams | EcKeyImportParams): Promise<CryptoKey> {
  const remember = `${JSON.stringify(algorithm)}:${hexOf(key.key)}`;
  const known = rememberedKeys.get(remember);
  if (known !== undefined) return known;
  // a key certified for PSS alone carries an OID WebCrypto does not import; the key itself is plain RSA
  const isRsa = algorithm.name !== 'ECDSA';
  const identifier = isRsa
    ? encodeElement(0x30, joinBytes([oidBytes.rsa, Uint8Array.of(5, 0)]))
    : encodeElement(0x30, joinBytes([oidBytes.ec, key.algorithm.parameters ?? new Uint8Array()]));
  const spki = encodeElement(0x30, joinBytes([identifier, encodeElement(3, joinBytes([Uint8Array.of(0), key.key]))]));
  const imported = subtle.importKey('spki', bufferOf(spki), algorithm, false, ['verify']);
  if (rememberedKeys.size >= limits.rememberedCertificates) rememberedKeys.clear();
  rememberedKeys.set(remember, imported);
  return imported;
}

const oidBytes = {
  rsa: Uint8Array.of(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1),
  ec: Uint8Array.of(6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1),
};

/** The same pair at the fixed width WebCrypto takes; null where a number does not fit. */
function fixedWidth(numbers: readonly [Uint8Array, Uint8Array], bits: number): Uint8Array | null {
  const width = Math.ceil(bits / 8);
  const pair = new Uint8Array(width * 2);
  for (const [index, content] of numbers.entries()) {
    const start = content.findIndex((byte) => byte !== 0);
    const significant = start === -1 ? new Uint8Array() : content.subarray(start);
    if (significant.length === 0 || significant.length > width) return null;
    pair.set(significant, (index + 1) * width - significant.length);
  }
  return pair;
}

async function verifyRsa(key: PublicKey, digest: string, pss: PssParameters | null, signature: Uint8Array, data: Uint8Array): Promise<SignatureOutcome> {
  const hash = webDigestName(digest);
  const byHand = (): Promise<SignatureOutcome> => (pss === null ? verifyPkcs1(key, digest, signature, data) : verifyPss(key, pss, signature, data));
  if (key.bits === 0) return 'unsupported';
  if (hash === null || (pss !== null && pss.mask !== digest)) return byHand();
  const name = pss === null ? 'RSASSA-PKCS1-v1_5' : 'RSA-PSS';
  const imported = await importKey(key, { name, hash }).catch(() => null);
  // sizes and exponents that the platform refuses
  if (imported === null) return byHand();
  const parameters = pss === null ? { name } : { name, saltLength: pss.saltLength };
  if (await subtle.verify(parameters, imported, bufferOf(signature), bufferOf(data))) return 'valid';
  // the platform knows one of the two lawful ways to name a digest
  return pss === null && (await byHand()) === 'valid' ? 'valid' : 'invalid';
}

/** RFC 8410, RFC 8419; throws where the platform does not have it yet. */
async function verifyEd25519(key: PublicKey, signature: Uint8Array, data: Uint8Array): Promise<SignatureOutcome> {
  const imported = await subtle.importKey('raw', bufferOf(key.key), 'Ed25519', false, ['verify']);
  return (await subtle.verify('Ed25519', imported, bufferOf(signature), bufferOf(data))) ? 'valid' : 'invalid';
}

async function verifyEcdsa(key: PublicKey, digest: string, signature: Uint8Array, data: Uint8Array): Promise<SignatureOutcome> {
  const hash = webDigestName(digest);
  const parameters = key.algorithm.parameters;
  const curve = parameters?.[0] === tags.oid ? curves[oidFromContent(contentOf(readElement(parameters)))] : undefined;
  if (hash === null || curve === undefined) return 'unsupported';
  const numbers = readSignaturePair(signature);
  const pair = numbers === null ? null : fixedWidth(numbers, curve.bits);
  if (pair === null) return 'invalid';
  const imported = await importKey(key, { name: 'ECDSA', namedCurve: curve.name });
  return (await subtle.verify({ name: 'ECDSA', hash }, imported, bufferOf(pair), bufferOf(data))) ? 'valid' : 'invalid';
}

/**
 * One public-key signature over `data`.
 * @param digest the digest named beside the signature (CMS digestAlgorithm); null for certificates and lists
 * @returns `unsupported` where key, digest or parameters are beyond the platform
 */
export async function verifySignature(key: PublicKey, algorithm: AlgorithmIdentifier, digest: string | null, signature: Uint8Array, data: Uint8Array): Promise<SignatureOutcome> {
  try {
    if (algorithm.oid === oids.rsassaPss) {
      const pss = readPss(algorithm.parameters);
      if (pss === null || (key.algorithm.oid !== oids.rsaEncryption && key.algorithm.oid !== oids.rsassaPss)) return 'unsupported';
      return await verifyRsa(key, pss.digest, pss, signature, data);
    }
    const scheme = signatureSchemes[algorithm.oid];
    const named = scheme?.digest ?? digest;
    if (scheme === undefined || named === null) return 'unsupported';
    switch (scheme.key) {
      case 'rsa':
        return key.algorithm.oid === oids.rsaEncryption ? await verifyRsa(key, named, null, signature, data) : 'invalid';
      case 'ecdsa':
        return key.algorithm.oid === oids.ecPublicKey ? await verifyEcdsa(key, named, signature, data) : 'invalid';
      case 'ed25519':
        return key.algorithm.oid === oids.ed25519 ? await verifyEd25519(key, signature, data) : 'invalid';
      case 'dsa':
        return key.algorithm.oid === oids.dsa ? await verifyDsa(key, named, signature, data) : 'invalid';
    }
  } catch {
    // WebCrypto throws on keys it refuses (sizes, exponents) and our reader on broken numbers
    return 'unsupported';
  }
}
