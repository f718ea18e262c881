import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../core/base/clock';
import type { AccountId, DeviceId, Digest } from '../../core/model/ids';
import { openJournal } from '../journal/open-journal';
import { deriveKeys } from './derive-keys';
import { openEvidenceStore } from './evidence-store';
import { KeySlots } from './key-slots';
import { openVault } from './open-vault';
import { readSealedFile, writeSealedFile } from './sealed-file';
import { openSecrets } from './secrets';

const accountId = 'fedcba9876543210' as AccountId;
const deviceId = '0123456789abcdef' as DeviceId;
const key = randomBytes(32);
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-sealed-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const damaged = { ok: false, failure: { code: 'damaged' } };

describe('a sealed file', () => {
  it('gives back what was written last and leaves no temporary file', async () => {
    const path = join(folder, 'cursor');
    expect(await readSealedFile(path, key)).toEqual({ ok: false, failure: { code: 'missing' } });
    for (const text of ['', 'one', 'two'.repeat(1000)]) {
      await writeSealedFile(path, key, Buffer.from(text));
      expect(await readSealedFile(path, key)).toEqual({ ok: true, value: Buffer.from(text) });
    }
    expect(await readdir(folder)).toEqual(['cursor']);
  });

  it('is damaged when cut, changed, opened with another key, or put in another file’s place', async () => {
    const path = join(folder, 'cursor');
    await writeSealedFile(path, key, Buffer.from('value'));
    const bytes = await readFile(path);
    expect(await readSealedFile(path, randomBytes(32))).toEqual(damaged);
    for (let length = 0; length < bytes.length; length += 1) {
      await writeFile(path, bytes.subarray(0, length));
      expect(await readSealedFile(path, key)).toEqual(damaged);
      const flipped = Buffer.from(bytes);
      flipped.writeUInt8(flipped.readUInt8(length) ^ 1, length);
      await writeFile(path, flipped);
      expect(await readSealedFile(path, key)).toEqual(damaged);
    }
    await writeFile(path, bytes);
    await rename(path, join(folder, 'other'));
    expect(await readSealedFile(join(folder, 'other'), key)).toEqual(damaged);
  });
});

describe('passwords', () => {
  it('are there after reopening, last write winning, and gone when forgotten', async () => {
    const path = join(folder, 'secrets.sealed');
    const { secrets } = await openSecrets(path, key);
    expect(secrets.password(accountId)).toBeNull();
    await Promise.all(['one', 'two', 'mật khẩu'].map((password) => secrets.setPassword(accountId, password)));
    expect((await openSecrets(path, key)).secrets.password(accountId)).toBe('mật khẩu');
    await secrets.forget(accountId);
    expect((await openSecrets(path, key)).secrets.password(accountId)).toBeNull();
  });

  it('are asked for again where the file is damaged', async () => {
    const path = join(folder, 'secrets.sealed');
    await writeFile(path, 'not a sealed file');
    const { secrets, notes } = await openSecrets(path, key);
    expect(notes).toEqual([{ code: 'secretsDamaged' }]);
    await secrets.setPassword(accountId, 'new');
    expect((await openSecrets(path, key)).notes).toEqual([]);
  });
});

describe('evidence', () => {
  it('is found by its digest, kept once, and not named after it', async () => {
    const store = await openEvidenceStore(join(folder, 'evidence'), key);
    const bytes = randomBytes(1000);
    const digest = await store.put(bytes);
    expect(await store.put(bytes)).toBe(digest);
    expect(await store.get(digest)).toEqual({ ok: true, value: bytes });
    expect(await store.get('0'.repeat(64) as Digest)).toEqual({ ok: false, failure: { code: 'missing' } });
    const names = await readdir(join(folder, 'evidence'));
    expect(names).toHaveLength(1);
    expect(names[0]).not.toContain(digest.slice(0, 16));
  });
});

describe('the profile folder', () => {
  it('reveals no word of letters, addresses, passwords or passphrases', async () => {
    const token = 'LeThiTokenDuyNhat77';
    const slots = new KeySlots(join(folder, 'keys.json'));
    const { profileKey } = await slots.createProfile([{ kind: 'passphrase', passphrase: `p-${token}` }]);
    const keys = deriveKeys(profileKey);
    const vault = await openVault({ dir: join(folder, 'vault'), keys });
    const raw = Buffer.from(`From: ${token}@example.test\r\nSubject: ${token}\r\n\r\n${token}\r\n`.repeat(3000));
    const put = await vault.putBatch(accountId, [raw]);
    if (!put.ok) throw new Error(put.failure.code);
    await vault.putStream(accountId, (async function* () { yield raw; yield raw; })());
    const journal = await openJournal({ dir: join(folder, 'journal'), keys, deviceId, vault, clock: systemClock });
    if (!journal.ok) throw new Error(journal.failure.code);
    await journal.value.journal.append(
      { kind: 'anchor.added', pem: token, fingerprint: token, source: token },
      { kind: 'ingest.attempted', letterId: put.value[0]!.letterId, part: token as never },
    );
    await journal.value.journal.close();
    await (await openSecrets(join(folder, 'secrets.sealed'), keys.secrets)).secrets.setPassword(accountId, token);
    await (await openEvidenceStore(join(folder, 'evidence'), keys.evidence)).put(Buffer.from(token));
    await writeSealedFile(join(folder, 'cursor'), keys.journal, Buffer.from(token));

    const found = await filesHolding(token);
    expect(found).toEqual([]);
    // the search itself is tried: a plain copy is found in each encoding
    for (const [index, plain] of [Buffer.from(token), Buffer.from(token, 'utf16le'), Buffer.from(raw.toString('base64'))].entries()) {
      await writeFile(join(folder, `plain-${index}`), plain);
    }
    expect(await filesHolding(token)).toHaveLength(3);
  });
});

/** Base64 of a token depends on where it begins: the middle of each of the three alignments is searched. */
function encodings(token: string): readonly Buffer[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), Buffer.from(token)]).toString('base64');
    return Buffer.from(text.slice(4, -4));
  });
  return [Buffer.from(token, 'utf8'), Buffer.from(token, 'utf16le'), ...base64];
}

async function filesHolding(token: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const found: string[] = [];
  for (const entry of entries) {
    const bytes = entry.isFile() ? await readFile(join(entry.parentPath, entry.name)) : Buffer.alloc(0);
    if (entry.name.includes(token) || encodings(token).some((encoded) => bytes.includes(encoded))) found.push(entry.name);
  }
  return found;
}
