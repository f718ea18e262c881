import { describe, expect, test } from 'vitest';
import { pkcs1Message } from './pkcs1-message';

const secret = Uint8Array.of(1, 2, 3);
const encrypted = new Uint8Array(64).fill(9);
const content = Uint8Array.from({ length: 16 }, (_none, index) => index + 1);

/** RFC 8017, 7.2.1: 00 02 PS 00 M */
function block(padding: number, first = 0, second = 2): Uint8Array {
  return Uint8Array.of(first, second, ...new Array<number>(padding).fill(0xa5), 0, ...content);
}

describe('the message of a PKCS #1 block', () => {
  test('is what comes after the first zero behind at least eight bytes', () => {
    expect(pkcs1Message(block(8), secret, encrypted)).toEqual(content);
    expect(pkcs1Message(block(45), secret, encrypted)).toEqual(content);
    expect(pkcs1Message(Uint8Array.of(...block(45), 0, 7), secret, encrypted)).toEqual(Uint8Array.of(...content, 0, 7));
  });

  test.each([
    ['too little padding', block(7)], ['no zero', new Uint8Array(64).fill(2).fill(0, 0, 1)], ['another first byte', block(45, 1)], ['a signature block', block(45, 0, 1)], ['nothing', new Uint8Array(0)], ['an early zero too', Uint8Array.of(0, 2, 5, 0, ...block(30))],
  ])('of one with %s is made up, from secret and ciphertext alone', (_what, wrong) => {
    const made = pkcs1Message(wrong, secret, encrypted);
    expect([16, 24, 32]).toContain(made.length);
    expect(made).toEqual(pkcs1Message(new Uint8Array(64), secret, encrypted));
    expect(made).not.toEqual(pkcs1Message(wrong, secret, Uint8Array.of(1)));
    expect(made).not.toEqual(pkcs1Message(wrong, Uint8Array.of(4), encrypted));
  });
});
