import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { readAlgorithm } from './algorithm-identifier';
import { childrenOf, contentOf, expect, readElement, sameBytes, smallIntegerOf, tags } from './der';
import type { Element } from './der';
import { digestNames } from './oids';
import { derivePbkdf2, hmacDigestName } from './pbe';
import type { IterationAllowance } from './pbe';
import { bmpPassword, derivePkcs12, scriptCost } from './pkcs12-kdf';

const hashes = { md5, sha1, sha224, sha256, sha384, sha512 } as const;
/** RFC 9579 */
const pbmac1 = '1.2.840.113549.1.5.14';

export type MacOutcome = 'right' | 'wrong' | 'unsupported';

function macOf(digest: string, key: Uint8Array, data: Uint8Array): Uint8Array | null {
  const hash = Object.entries(hashes).find(([name]) => name === digest)?.[1];
  return hash === undefined ? null : hmac(hash, key, data);
}

async function checkPbmac1(parameters: Uint8Array | null, expected: Uint8Array, data: Uint8Array, password: string, allowance: IterationAllowance): Promise<MacOutcome> {
  const [derivation, scheme] = parameters === null ? [] : childrenOf(expect(readElement(parameters), tags.sequence));
  const digest = scheme === undefined ? null : hmacDigestName(readAlgorithm(scheme).oid);
  if (digest === null) return 'unsupported';
  const key = await derivePbkdf2(derivation, new TextEncoder().encode(password), expected.length, allowance);
  const mac = key === 'unsupported' ? null : macOf(digest, key, data);
  return mac === null ? 'unsupported' : sameBytes(mac, expected) ? 'right' : 'wrong';
}

/** MacData of a PFX (RFC 7292 4): tells a wrong password from everything else. Throws on the wrong shape. */
export async function checkMac(element: Element, data: Uint8Array, password: string, allowance: IterationAllowance): Promise<MacOutcome> {
  const [info, salt, count] = childrenOf(expect(element, tags.sequence));
  const [algorithm, value] = childrenOf(expect(info, tags.sequence));
  const { oid, parameters } = readAlgorithm(algorithm);
  const expected = contentOf(expect(value, tags.octetString));
  if (oid === pbmac1) return checkPbmac1(parameters, expected, data, password, allowance);
  const digest = digestNames[oid];
  const iterations = count === undefined ? 1 : smallIntegerOf(expect(count, tags.integer));
  if (digest === undefined || iterations < 1) return 'unsupported';
  for (const bytes of password === '' ? [bmpPassword(''), new Uint8Array()] : [bmpPassword(password)]) {
    if (!allowance.take(iterations * scriptCost)) return 'unsupported';
    const key = derivePkcs12({ digest, password: bytes, salt: contentOf(expect(salt, tags.octetString)), iterations }, 3, expected.length);
    const mac = key === null ? null : macOf(digest, key, data);
    if (mac === null) return 'unsupported';
    if (sameBytes(mac, expected)) return 'right';
  }
  return 'wrong';
}
