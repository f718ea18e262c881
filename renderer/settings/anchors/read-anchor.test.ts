import { expect, it } from 'vitest';
import { pemOf, readAnchor } from './read-anchor';

it('a file without a certificate is refused, not guessed at', async () => {
  expect(await readAnchor('anh.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47]))).toBeNull();
  expect(await readAnchor('rong.cer', new Uint8Array())).toBeNull();
});

it('PEM is written in lines of 64 characters', () => {
  const lines = pemOf(new Uint8Array(100).fill(1)).trimEnd().split('\n');
  expect([lines[0], lines.at(-1)]).toEqual(['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----']);
  expect(lines.slice(1, -1).map((line) => line.length)).toEqual([64, 64, 8]);
});
