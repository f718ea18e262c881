import { hkdfSync, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { deriveKey } from './derive-keys';

it('a derived key is HKDF-SHA256 without salt, so that keys made before stay the same', () => {
  for (const [label, length] of [['vault', 32], ['journal', 32], ['vanthu key id', 8], ['', 1]] as const) {
    const key = randomBytes(32);
    expect(deriveKey(key, label, length)).toEqual(Buffer.from(hkdfSync('sha256', key, '', label, length)));
  }
  expect(() => deriveKey(randomBytes(32), 'x', 33)).toThrow('one block');
});
