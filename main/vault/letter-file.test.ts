import { createHmac, hkdfSync, randomBytes, webcrypto } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AccountId, Digest, LetterId } from '../../core/model/ids';
import { deriveKeys } from './derive-keys';
import { chunkCount, ChunkSealer, journalKeyOf, letterIdOf, newLetterFileKeys, sealChunks, sealHeader } from './letter-file';

describe('a chunk', () => {
  it('opens only at its place, in its file, with its flag', () => {
    const keys = newLetterFileKeys();
    const sealer = new ChunkSealer(keys);
    const { ciphertext, tag } = sealer.seal(3, false, Buffer.from('plain'));
    const sealed = Buffer.concat([ciphertext, tag]);
    expect(sealer.open(3, false, sealed)?.toString()).toBe('plain');
    expect(sealer.open(2, false, sealed)).toBeNull();
    expect(sealer.open(3, true, sealed)).toBeNull();
    expect(new ChunkSealer({ ...keys, fileId: randomBytes(16) }).open(3, false, sealed)).toBeNull();
    expect(new ChunkSealer({ ...keys, letterKey: randomBytes(32) }).open(3, false, sealed)).toBeNull();
  });
});

describe('a letter file', () => {
  it('can be opened with nothing but the documented format, so that old vaults stay readable', async () => {
    const profileKey = randomBytes(32);
    const keys = deriveKeys(profileKey);
    const letterId = 'ab'.repeat(16) as LetterId;
    const raw = randomBytes(64 * 1024 + 10);
    const letter = newLetterFileKeys();
    const header = sealHeader(keys.letterWrap, keys.keyId, letterId, { ...letter, chunkSize: 64 * 1024, size: raw.length });
    const file = Buffer.concat([header, ...sealChunks(letter, raw)]);

    const { subtle } = webcrypto;
    const key = (bytes: ArrayBuffer) => subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']);
    const hkdf = (from: Uint8Array, label: string) => hkdfSync('sha256', from, '', label, 32);
    const wrapAad = Buffer.concat([file.subarray(0, 44), Buffer.from(letterId)]);
    const wrap = { name: 'AES-GCM', iv: file.subarray(44, 56), additionalData: wrapAad };
    const letterKey = Buffer.from(await subtle.decrypt(wrap, await key(hkdf(profileKey, 'vanthu letter wrap')), file.subarray(56, 104)));
    const chunkKey = await key(hkdf(letterKey, 'vault'));
    const plain: Buffer[] = [];
    for (const [index, [start, end, last]] of ([[104, 104 + 65552, 0], [104 + 65552, file.length, 1]] as const).entries()) {
      const iv = Buffer.alloc(12);
      iv.writeUInt32BE(index, 8);
      const additionalData = Buffer.concat([file.subarray(20, 36), iv.subarray(8), Buffer.from([last])]);
      plain.push(Buffer.from(await subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, chunkKey, file.subarray(start, end))));
    }
    expect(Buffer.concat(plain).equals(raw)).toBe(true);
    expect(journalKeyOf(letterKey).equals(Buffer.from(hkdf(letterKey, 'journal')))).toBe(true);
  });

  it('has one chunk for an empty letter and no empty chunk after a full one', () => {
    expect([0, 1, 65536, 65537].map((size) => chunkCount(size, 65536))).toEqual([1, 1, 1, 2]);
  });
});

describe('a letter id', () => {
  it('is the first half of an HMAC of account and digest', () => {
    const key = randomBytes(32);
    const digest = 'd'.repeat(64) as Digest;
    const expected = createHmac('sha256', key).update(Buffer.concat([Buffer.from('fedcba9876543210'), Buffer.from([0]), Buffer.from(digest)])).digest('hex');
    expect(letterIdOf(key, 'fedcba9876543210' as AccountId, digest)).toBe(expected.slice(0, 32));
  });
});
