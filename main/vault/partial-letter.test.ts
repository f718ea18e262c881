import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AccountId } from '../../core/model/ids';
import type { Result } from '../../core/base/result';
import { deriveKeys } from './derive-keys';
import { openVault, type Vault } from './open-vault';

const accountId = '00112233445566aa' as AccountId;
let folder: string;
let profileKey: Uint8Array;

const open = (): Promise<Vault> => openVault({ dir: join(folder, 'vault'), keys: deriveKeys(profileKey) });
const files = async (): Promise<readonly string[]> => (await readdir(join(folder, 'vault', 'partial'))).map((name) => join(folder, 'vault', 'partial', name));

function value<Value>(result: Result<Value, { readonly code: string }>): Value {
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vanthu-partial-'));
  profileKey = randomBytes(32);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('the beginning of a letter', () => {
  it('is continued after a restart at the byte where it ended, and becomes the letter', async () => {
    const raw = randomBytes(900_000);
    await (async () => {
      const partial = value(await (await open()).beginPartial(accountId, 'INBOX/7/1', raw.length));
      value(await partial.append(raw.subarray(0, 300_000)));
      value(await partial.append(raw.subarray(300_000, 700_001)));
    })();
    const vault = await open();
    const partial = await vault.resumePartial(accountId, 'INBOX/7/1');
    expect(partial).toMatchObject({ offset: 700_001, whole: raw.length });
    if (!partial) return;
    value(await partial.append(raw.subarray(700_001)));
    const kept = value(await partial.finish());
    expect(kept).toMatchObject({ digest: createHash('sha256').update(raw).digest('hex'), size: raw.length, isNew: true });
    expect(Buffer.from(value(await vault.readRange(kept.letterId, 0, raw.length))).equals(raw)).toBe(true);
    expect(await vault.resumePartial(accountId, 'INBOX/7/1')).toBeNull();
    expect(await files()).toEqual([]);
  });

  it('belongs to one account, one key and one profile', async () => {
    const vault = await open();
    value(await (value(await vault.beginPartial(accountId, 'a', 10))).append(randomBytes(5)));
    expect(await vault.resumePartial(accountId, 'b')).toBeNull();
    expect(await vault.resumePartial('00112233445566bb' as AccountId, 'a')).toBeNull();
    profileKey = randomBytes(32);
    expect(await (await open()).resumePartial(accountId, 'a')).toBeNull();
  });

  it('is sealed and nameless on the disk', async () => {
    const vault = await open();
    const text = Buffer.from('Kính gửi Ủy ban nhân dân tỉnh'.repeat(20));
    value(await (value(await vault.beginPartial(accountId, 'INBOX/Công văn', 5000))).append(text));
    const [path] = await files();
    expect(path).toMatch(/[0-9a-f]{32}\.vtp$/);
    expect((await readFile(path ?? '')).includes(text.subarray(0, 12))).toBe(false);
  });

  it('torn or changed anywhere, never hands out a byte that did not arrive', async () => {
    const raw = randomBytes(3000);
    await fc.assert(fc.asyncProperty(fc.nat(), fc.constantFrom('cut', 'flip'), async (where, how) => {
      const vault = await open();
      const partial = value(await vault.beginPartial(accountId, 'k', raw.length));
      for (let at = 0; at < 2000; at += 500) value(await partial.append(raw.subarray(at, at + 500)));
      const [path = ''] = await files();
      const { size } = await stat(path);
      if (how === 'cut') await truncate(path, where % size);
      else {
        const bytes = await readFile(path);
        bytes[where % size] = (bytes[where % size] ?? 0) ^ 1;
        await writeFile(path, bytes);
      }
      const again = await vault.resumePartial(accountId, 'k');
      if (!again) return;
      expect(again.offset % 500).toBe(0);
      expect(again.offset).toBeLessThan(2000);
      value(await again.append(raw.subarray(again.offset)));
      expect(value(await again.finish()).digest).toBe(createHash('sha256').update(raw).digest('hex'));
    }), { numRuns: 40 });
  });

  it('is swept when nobody continued it for a week', async () => {
    const vault = await open();
    value(await vault.beginPartial(accountId, 'old', 10));
    const [old = ''] = await files();
    const now = new Date();
    await utimes(old, now, new Date(now.getTime() - 8 * 24 * 3600 * 1000));
    value(await vault.beginPartial(accountId, 'young', 10));
    await vault.sweepOrphans(new Set(), now);
    expect(await vault.resumePartial(accountId, 'old')).toBeNull();
    expect(await vault.resumePartial(accountId, 'young')).toMatchObject({ offset: 0, whole: 10 });
  });
});
