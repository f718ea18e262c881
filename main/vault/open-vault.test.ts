import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountSmallDisk } from './fixtures/mount-small-disk';
import type { AccountId, LetterId } from '../../core/model/ids';
import { deriveKeys } from './derive-keys';
import { freeDiskBytes } from './free-disk-bytes';
import type { Vault } from './open-vault';
import { openVault } from './open-vault';

const accountId = 'fedcba9876543210' as AccountId;
const otherAccount = '0123456789abcdef' as AccountId;
const keys = deriveKeys(randomBytes(32));
const chunk = 64 * 1024;

let dir: string;
let vault: Vault;

/** Every letter in a file of its own, as large ones are and as all were in older versions. */
function openFiles(at: string, under = keys): Promise<Vault> {
  return openVault({ dir: at, keys: under, packLetterBytes: 0 });
}

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'vanthu-vault-')), 'vault');
  vault = await openFiles(dir);
});
afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }));

function pathOf(letterId: LetterId): string {
  return join(dir, letterId.slice(0, 2), `${letterId}.vtl`);
}

async function keep(raw: Uint8Array, into: Vault = vault): Promise<LetterId> {
  const put = await into.putBatch(accountId, [raw]);
  if (!put.ok) throw new Error(put.failure.code);
  return put.value[0]!.letterId;
}

/** Compared instead of large buffers: the test's own comparison would take longer than the vault. */
function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Digest of the whole letter, or the failure's code. */
async function whole(letterId: LetterId, from: Vault = vault): Promise<string> {
  const read = await from.readRange(letterId, 0, Number.MAX_SAFE_INTEGER);
  return read.ok ? digestOf(read.value) : read.failure.code;
}

async function range(letterId: LetterId, start: number, end: number): Promise<string> {
  const read = await vault.readRange(letterId, start, end);
  return read.ok ? digestOf(read.value) : read.failure.code;
}

async function* inPieces(raw: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < raw.length; at += size) yield raw.subarray(at, at + size);
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('a vault of files', () => {
  it('gives back every byte of letters of all sizes around the chunk border, also after reopening', async () => {
    const letters = [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 20 * chunk + 5].map((size) => randomBytes(size));
    const put = await vault.putBatch(accountId, letters);
    if (!put.ok) throw new Error(put.failure.code);
    const again = await openFiles(dir);
    for (const [index, raw] of letters.entries()) {
      const kept = put.value[index]!;
      expect(kept).toMatchObject({ size: raw.length, isNew: true });
      expect(await whole(kept.letterId, again)).toBe(digestOf(raw));
      expect(await again.size(kept.letterId)).toEqual({ ok: true, value: raw.length });
    }
  });

  it('reads any range as the slice of the original, clamped to it', async () => {
    const raw = randomBytes(3 * chunk + 777);
    const letterId = await keep(raw);
    const position = fc.integer({ min: -10, max: raw.length + 10 });
    await fc.assert(
      fc.asyncProperty(position, position, async (start, end) => {
        const from = Math.max(0, start);
        expect(await range(letterId, start, end)).toBe(digestOf(raw.subarray(from, Math.max(from, end))));
      }),
      { numRuns: 200 },
    );
  });

  it('opens only the chunks that a range touches', async () => {
    const raw = randomBytes(3 * chunk);
    const letterId = await keep(raw);
    const file = await readFile(pathOf(letterId));
    file.writeUInt8(file.readUInt8(file.length - 1) ^ 1, file.length - 1);
    await writeFile(pathOf(letterId), file);
    expect(await range(letterId, 10, chunk + 10)).toBe(digestOf(raw.subarray(10, chunk + 10)));
    expect(await range(letterId, 2 * chunk, 2 * chunk + 1)).toBe('damaged');
  });

  it('streams a letter to the same id, digest and bytes as one kept whole, however it is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3 * chunk }), fc.integer({ min: 1, max: 2 * chunk }), async (size, piece) => {
        const raw = randomBytes(size);
        const streamed = await vault.putStream(accountId, inPieces(raw, piece));
        if (!streamed.ok) throw new Error(streamed.failure.code);
        expect(await whole(streamed.value.letterId)).toBe(digestOf(raw));
        const put = await vault.putBatch(accountId, [raw]);
        expect(put).toEqual({ ok: true, value: [{ ...streamed.value, isNew: false }] });
      }),
      { numRuns: 30 },
    );
  });

  it('leaves nothing of a stream that broke off', async () => {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield randomBytes(chunk * 2);
      throw new Error('connection lost');
    }
    await expect(vault.putStream(accountId, broken())).rejects.toThrow('connection lost');
    expect(await filesIn(dir)).toEqual([]);
  });

  it('keeps a letter once: a duplicate is not new and its file is not written again', async () => {
    const raw = randomBytes(5000);
    const letterId = await keep(raw);
    const before = await readFile(pathOf(letterId));
    const put = await vault.putBatch(accountId, [raw, raw]);
    expect(put.ok && put.value.map((file) => file.isNew)).toEqual([false, false]);
    expect(await readFile(pathOf(letterId))).toEqual(before);
  });

  it('keeps a letter once when many writers bring it at the same moment', async () => {
    const raw = randomBytes(chunk + 1);
    const results = await Promise.all([
      vault.putBatch(accountId, [raw]),
      vault.putBatch(accountId, [raw, randomBytes(10), raw]),
      vault.putStream(accountId, inPieces(raw, 1000)),
    ]);
    const kept = results.flatMap((result) => (result.ok ? result.value : [])).filter((file) => file.size === raw.length);
    expect(kept.filter((file) => file.isNew)).toHaveLength(1);
    const key = await vault.journalKey(kept[0]!.letterId);
    expect(await (await openFiles(dir)).journalKey(kept[0]!.letterId)).toEqual(key);
  });

  it('keeps the same letter of two accounts apart', async () => {
    const raw = randomBytes(100);
    const letterId = await keep(raw);
    const other = await vault.putBatch(otherAccount, [raw]);
    expect(other.ok && other.value[0]).toMatchObject({ isNew: true });
    expect(other.ok && other.value[0]!.letterId).not.toBe(letterId);
  });

  it('notices a file cut anywhere', async () => {
    const letterId = await keep(randomBytes(chunk + 300));
    const file = await readFile(pathOf(letterId));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), async (length) => {
        await writeFile(pathOf(letterId), file.subarray(0, length));
        expect(await whole(letterId)).toBe('damaged');
        expect(await vault.size(letterId)).toMatchObject({ ok: false, failure: { code: 'damaged' } });
      }),
      { numRuns: 100 },
    );
  });

  it('notices every flipped bit and every byte added at the end', async () => {
    const letterId = await keep(randomBytes(chunk + 300));
    const file = await readFile(pathOf(letterId));
    const headerOrAnywhere = fc.oneof(fc.integer({ min: 0, max: 110 }), fc.integer({ min: 0, max: file.length - 1 }));
    await fc.assert(
      fc.asyncProperty(headerOrAnywhere, fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        const flipped = Buffer.from(file);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
        await writeFile(pathOf(letterId), flipped);
        expect(await whole(letterId)).toBe('damaged');
      }),
      { numRuns: 200 },
    );
    await writeFile(pathOf(letterId), Buffer.concat([file, Buffer.from([0])]));
    expect(await whole(letterId)).toBe('damaged');
  });

  it('notices chunks exchanged within a file and between files', async () => {
    const one = await keep(randomBytes(3 * chunk));
    const two = await keep(randomBytes(3 * chunk));
    const file = await readFile(pathOf(one));
    const other = await readFile(pathOf(two));
    const stride = chunk + 16;
    const header = file.length - 3 * stride;
    const chunkOf = (from: Buffer, index: number): Buffer => from.subarray(header + index * stride, header + (index + 1) * stride);
    const head = file.subarray(0, header);
    const mixtures = [
      [head, chunkOf(file, 1), chunkOf(file, 0), chunkOf(file, 2)],
      [head, chunkOf(file, 0), chunkOf(file, 2), chunkOf(file, 1)],
      [head, chunkOf(file, 0), chunkOf(other, 1), chunkOf(file, 2)],
      [other.subarray(0, header), chunkOf(file, 0), chunkOf(file, 1), chunkOf(file, 2)],
    ];
    for (const mixture of mixtures) {
      await writeFile(pathOf(one), Buffer.concat(mixture));
      expect(await whole(one)).toBe('damaged');
    }
  });

  it('notices a whole file put in the place of another', async () => {
    const one = await keep(randomBytes(100));
    const two = await keep(randomBytes(100));
    await rename(pathOf(one), pathOf(two));
    expect(await whole(two)).toBe('damaged');
    expect(await whole(one)).toBe('missing');
  });

  it('opens nothing with the key of another profile', async () => {
    const letterId = await keep(randomBytes(100));
    const stranger = await openFiles(dir, deriveKeys(randomBytes(32)));
    expect(await whole(letterId, stranger)).toBe('damaged');
    expect(await stranger.journalKey(letterId)).toBeNull();
  });

  it('mends a damaged letter that is fetched again, under the key that seals its journal', async () => {
    const raw = randomBytes(2 * chunk);
    const letterId = await keep(raw);
    const key = await vault.journalKey(letterId);
    const file = await readFile(pathOf(letterId));
    for (const damaged of [file.subarray(0, file.length - 1), Buffer.concat([file.subarray(0, 500), randomBytes(file.length - 500)])]) {
      await writeFile(pathOf(letterId), damaged);
      const fresh = await openFiles(dir);
      expect(await fresh.journalKey(letterId)).toEqual(key);
      const put = await fresh.putBatch(accountId, [raw]);
      expect(put.ok && put.value[0]).toMatchObject({ letterId, isNew: true });
      expect(await whole(letterId, fresh)).toBe(digestOf(raw));
      expect(await fresh.journalKey(letterId)).toEqual(key);
    }
    await writeFile(pathOf(letterId), Buffer.alloc(10));
    expect(await keep(raw)).toBe(letterId);
    expect(await whole(letterId)).toBe(digestOf(raw));
  });

  it('erases file and key, twice without complaint, and keeps the letter anew under another key', async () => {
    const raw = randomBytes(1000);
    const letterId = await keep(raw);
    const key = await vault.journalKey(letterId);
    expect(await vault.erase(letterId)).toMatchObject({ ok: true });
    expect(await vault.erase(letterId)).toMatchObject({ ok: true });
    expect(await vault.has(letterId)).toBe(false);
    expect(await vault.journalKey(letterId)).toBeNull();
    expect(await whole(letterId)).toBe('missing');
    expect(await filesIn(dir)).toEqual([]);
    await keep(raw);
    expect(await vault.journalKey(letterId)).not.toEqual(key);
  });

  it('sweeps what the journal does not know after seven days, stale temporary files at once, and nothing else', async () => {
    const [known, oldOrphan, newOrphan] = [await keep(randomBytes(1)), await keep(randomBytes(2)), await keep(randomBytes(3))];
    const now = new Date();
    const days = (count: number): Date => new Date(now.getTime() - count * 24 * 3600 * 1000);
    await utimes(pathOf(known), days(30), days(30));
    await utimes(pathOf(oldOrphan), days(7.1), days(7.1));
    await utimes(pathOf(newOrphan), days(6.9), days(6.9));
    await writeFile(join(dir, 'incoming', 'left-by-a-crash'), 'x');
    expect(await vault.sweepOrphans(new Set([known]), now)).toEqual({ orphans: 1, temporaries: 1 });
    expect([await vault.has(known), await vault.has(oldOrphan), await vault.has(newOrphan)]).toEqual([true, false, true]);
  });

  it('does not sweep an old orphan that was fetched again and waits for its journal entry', async () => {
    const [one, two] = [randomBytes(50), randomBytes(60)];
    const ids = [await keep(one), await keep(two)];
    const old = new Date(Date.now() - 30 * 24 * 3600 * 1000);
    for (const letterId of ids) await utimes(pathOf(letterId), old, old);
    await keep(one);
    await vault.putStream(accountId, inPieces(two, 7));
    expect(await vault.sweepOrphans(new Set(), new Date())).toEqual({ orphans: 0, temporaries: 0 });
  });

  it('does not sweep the temporary file of a stream that is still coming', async () => {
    const raw = randomBytes(chunk * 3);
    let swept: unknown = null;
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield raw.subarray(0, chunk * 2);
      swept = await vault.sweepOrphans(new Set(), new Date());
      yield raw.subarray(chunk * 2);
    }
    const put = await vault.putStream(accountId, slow());
    expect(swept).toEqual({ orphans: 0, temporaries: 0 });
    expect(put.ok && (await whole(put.value.letterId))).toBe(digestOf(raw));
  });

  it('makes files that only their owner may read', async () => {
    const letterId = await keep(randomBytes(10));
    expect((await stat(pathOf(letterId))).mode & 0o777).toBe(0o600);
    expect((await stat(dir)).mode & 0o077).toBe(0);
  });

  it('never makes a path of anything but a letter id', async () => {
    await expect(vault.readRange('../../etc/passwd' as LetterId, 0, 1)).rejects.toThrow('not a letter id');
  });

  it('knows how much the disk still takes', async () => {
    expect(await freeDiskBytes(dir)).toBeGreaterThan(0);
  });
});

describe('a vault of files on a full disk', () => {
  it('says so, keeps what it had, leaves no half letter, and goes on when there is room', async ({ skip }) => {
    const disk = join(dir, '..', 'disk');
    await mkdir(disk);
    if (!mountSmallDisk(disk, 6)) skip();
    try {
      const small = await openFiles(join(disk, 'vault'));
      const first = randomBytes(500_000);
      const kept = await keep(first, small);
      const many = Array.from({ length: 40 }, () => randomBytes(300_000));
      expect(await small.putBatch(accountId, many)).toEqual({ ok: false, failure: { code: 'diskFull' } });
      expect(await small.putStream(accountId, inPieces(randomBytes(9_000_000), 5000))).toEqual({ ok: false, failure: { code: 'diskFull' } });
      expect(await whole(kept, small)).toBe(digestOf(first));
      expect(await readdir(join(disk, 'vault', 'incoming'))).toEqual([]);
      expect(await filesIn(disk)).toHaveLength(1);
      const late = await keep(many[0]!, small);
      expect(await whole(late, small)).toBe(digestOf(many[0]!));
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
