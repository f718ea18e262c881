import { createHmac } from 'node:crypto';

/** lengths a content-encryption key has: AES-128, 3DES and AES-192, AES-256 */
const keyLengths = [16, 24, 32] as const;

/**
 * Takes the message out of a PKCS #1 v1.5 block (RFC 8017, 7.2.2). A block that is not padded right gives other bytes, always the same ones
 * for the same ciphertext, and never an error: an answer "wrongly padded" is all that Bleichenbacher's attack needs to decrypt, or to sign, with the key
 * (RFC 3218; the way out is that of draft-irtf-cfrg-rsa-guidance). Every byte of the block is looked at whatever the ones before it were.
 * @param block result of the bare RSA operation, as long as the modulus
 * @param secret known only here, bound to the key
 * @param encrypted what was decrypted
 */
export function pkcs1Message(block: Uint8Array, secret: Uint8Array, encrypted: Uint8Array): Uint8Array {
  let isWrong = (block[0] ?? 1) | ((block[1] ?? 0) ^ 2);
  let zeroAt = 0;
  for (let at = 2; at < block.length; at += 1) {
    // 1 where the byte is zero, without a branch
    const isZero = (((block[at] ?? 0) - 1) >> 31) & 1;
    const isFirst = isZero & (((zeroAt - 1) >> 31) & 1);
    zeroAt |= at * isFirst;
  }
  // eight bytes of padding at least: the zero stands at 10 or later (and zero where there is none)
  isWrong |= ((zeroAt - 10) >> 31) & 1;
  const found = new Uint8Array(block.subarray(zeroAt + 1));
  const other = otherMessage(secret, encrypted);
  return isWrong === 0 ? found : other;
}

function otherMessage(secret: Uint8Array, encrypted: Uint8Array): Uint8Array {
  const made = (label: string): Buffer => createHmac('sha256', secret).update(label).update(encrypted).digest();
  const length = keyLengths[(made('length')[0] ?? 0) % keyLengths.length] ?? 32;
  return new Uint8Array(made('message').subarray(0, length));
}
