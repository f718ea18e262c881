import type { Certificate } from './certificate';
import { bytesOf, childrenOf, contentOf, expect, integerHexOf, isContext, oidFromContent, oidOf, readElement, sameBytes, tags, wholeBitsOf } from './der';
import { curves, oids } from './oids';
import { bufferOf, subtle } from './web-crypto';

function modulusOf(rsaPublicKey: Uint8Array): string {
  return integerHexOf(childrenOf(expect(readElement(rsaPublicKey), tags.sequence))[0]);
}

/** Uncompressed point of an EC key that may or may not carry it (RFC 5915 3). */
async function pointOf(pkcs8: Uint8Array, ecPrivateKey: Uint8Array, curve: string): Promise<Uint8Array | null> {
  const carried = childrenOf(expect(readElement(ecPrivateKey), tags.sequence)).find((field) => isContext(field, 1));
  if (carried !== undefined) return wholeBitsOf(childrenOf(carried)[0]);
  const key = await subtle.importKey('pkcs8', bufferOf(pkcs8), { name: 'ECDH', namedCurve: curve }, true, ['deriveBits']);
  const { x = '', y = '' } = await subtle.exportKey('jwk', key);
  const bytes = (text: string): Uint8Array => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  return Uint8Array.of(4, ...bytes(x), ...bytes(y));
}

/**
 * Is this private key (PKCS #8) the certificate's?
 * @returns null where it cannot be told: a kind of key or a point in a form not known here
 */
export async function belongsTo({ publicKey }: Certificate, pkcs8: Uint8Array): Promise<boolean | null> {
  try {
    const [, algorithm, secret] = childrenOf(expect(readElement(pkcs8), tags.sequence));
    const [oid, parameters] = childrenOf(expect(algorithm, tags.sequence));
    const inner = contentOf(expect(secret, tags.octetString));
    if (oidOf(oid) === oids.rsaEncryption) {
      const isRsa = publicKey.algorithm.oid === oids.rsaEncryption || publicKey.algorithm.oid === oids.rsassaPss;
      return isRsa && modulusOf(publicKey.key) === integerHexOf(childrenOf(expect(readElement(inner), tags.sequence))[1]);
    }
    if (oidOf(oid) !== oids.ecPublicKey || publicKey.algorithm.oid !== oids.ecPublicKey || parameters === undefined) return null;
    if (publicKey.algorithm.parameters === null || !sameBytes(bytesOf(parameters), publicKey.algorithm.parameters)) return false;
    const curve = parameters.tag === tags.oid ? curves[oidFromContent(contentOf(parameters))] : undefined;
    const point = curve === undefined ? null : await pointOf(pkcs8, inner, curve.name);
    return point === null || point[0] !== publicKey.key[0] ? null : sameBytes(point, publicKey.key);
  } catch {
    // a key that nobody could use
    return null;
  }
}
