import { createCipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decryptAesCbc, decryptAesGcm, decryptRc2, decryptTripleDes } from './legacy-cipher';

const bytes = (length: number, step = 7): Uint8Array => Uint8Array.from({ length }, (_, index) => (index * step + 3) & 0xff);
const [key, iv8, iv16, nonce] = [bytes(24), bytes(8, 5), bytes(16, 11), bytes(12, 13)];

function encrypted(cipher: string, iv: Uint8Array, plain: Uint8Array): Uint8Array {
  const made = createCipheriv(cipher, key, iv);
  return new Uint8Array(Buffer.concat([made.update(plain), made.final()]));
}

describe.each([0, 1, 15, 16, 2047, 2048, 2049, 10_000])('%i bytes', (length) => {
  const plain = bytes(length);

  test('come back from 3DES and AES-192 as they were', () => {
    expect(decryptTripleDes(key, iv8, encrypted('des-ede3-cbc', iv8, plain))).toEqual(plain);
    expect(decryptAesCbc(key, iv16, encrypted('aes-192-cbc', iv16, plain))).toEqual(plain);
  });

  test('come back from AES-192-GCM, and not where tag or additional data differ', () => {
    const made = createCipheriv('aes-192-gcm', key, nonce);
    made.setAAD(iv8);
    const sealed = new Uint8Array(Buffer.concat([made.update(plain), made.final()]));
    const tag = new Uint8Array(made.getAuthTag());
    expect(decryptAesGcm(key, nonce, sealed, tag, iv8)).toEqual(plain);
    expect(decryptAesGcm(key, nonce, sealed, tag, iv16)).toBeNull();
    expect(decryptAesGcm(key, nonce, sealed, tag.map((byte, index) => (index === 15 ? byte ^ 1 : byte)), iv8)).toBeNull();
  });
});

test('RC2 answers as RFC 2268 has it', () => {
  // RFC 2268 5: 64-bit key 3000000000000000, 64 effective bits, plaintext 1000000000000001 -> 30649edf9be7d2c2; here with a block of padding to be refused
  const hex = (text: string): Uint8Array => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  expect(decryptRc2(hex('3000000000000000'), 64, hex('1000000000000001').map((byte) => byte ^ 8), hex('30649edf9be7d2c2'))).toEqual(new Uint8Array());
});

test('padding that is not n times n is refused whole', () => {
  const plain = bytes(16);
  const made = createCipheriv('aes-192-cbc', key, iv16).setAutoPadding(false);
  const wrong = Uint8Array.from([...plain, ...bytes(13), 1, 2, 3]);
  expect(decryptAesCbc(key, iv16, new Uint8Array(Buffer.concat([made.update(wrong), made.final()])))).toBeNull();
  expect(decryptAesCbc(key, iv16, new Uint8Array())).toBeNull();
  expect(decryptAesCbc(key, iv16, new Uint8Array(17))).toBeNull();
});
