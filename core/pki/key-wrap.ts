import { joinBytes } from './der';
import { aesBlockDecipher } from './legacy-cipher';

/** RFC 3394 2.2.3.1 */
const check = 0xa6;

/**
 * AES key wrap undone (RFC 3394 2.2.2). WebCrypto hands keys out only for algorithms it knows and Chromium lacks 192 bits; a wrapped
 * key is a few blocks.
 * @returns null where the check value does not come out: not the right key
 */
export function unwrapAesKey(kek: Uint8Array, wrapped: Uint8Array): Uint8Array | null {
  const blocks = wrapped.length / 8 - 1;
  if (wrapped.length % 8 !== 0 || blocks < 2 || blocks > 16) return null;
  const decipher = aesBlockDecipher(kek);
  let a = wrapped.slice(0, 8);
  const registers = Array.from({ length: blocks }, (_, index) => wrapped.slice((index + 1) * 8, (index + 2) * 8));
  for (let round = 5; round >= 0; round -= 1) {
    for (let index = blocks; index >= 1; index -= 1) {
      const mixed = a.slice();
      const step = blocks * round + index;
      mixed[7] = (mixed[7] ?? 0) ^ (step & 0xff);
      mixed[6] = (mixed[6] ?? 0) ^ (step >> 8);
      const plain = decipher(joinBytes([mixed, registers[index - 1] ?? new Uint8Array(8)]));
      a = plain.slice(0, 8);
      registers[index - 1] = plain.slice(8, 16);
    }
  }
  return a.every((byte) => byte === check) ? joinBytes(registers) : null;
}
