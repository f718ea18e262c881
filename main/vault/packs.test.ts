import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../core/base/limits';
import type { AccountId, Digest, LetterId } from '../../core/model/ids';
import { deriveKeys } from './derive-keys';
import { mountSmallDisk } from './fixtures/mount-small-disk';
import { letterIdOf } from './letter-file';
import type { Vault } from './open-vault';
import { openVault } from './open-vault';
import { lettersStart, packHeadBytes, slotBytes, slotsPerPack } from './pack-format';

const accountId = 'fedcba9876543210' as AccountId;
const keys = deriveKeys(randomBytes(32));
const chunk = limits.vaultChunkBytes;
const day = 24 * 3600 * 1000;

let dir: string;
let vault: Vault;

const reopen = (at = dir): Promise<Vault> => openVault({ dir: at, keys });

beforeEach(async () => {
  dir = join(await mkdtemp(join(tmpdir(), 'vanthu-packs-')), 'vault');
  vault = await reopen();
});
afterEach(() => rm(join(dir, '..'), { recursive: true, force: true }));

function idOf(raw: Uint8Array): LetterId {
  return letterIdOf(keys.letterId, accountId, createHash('sha256').update(raw).digest('hex') as Digest);
}

async function keepAll(letters: readonly Uint8Array[], into = vault): Promise<readonly LetterId[]> {
  const put = await into.putBatch(accountId, letters);
  if (!put.ok) throw new Error(put.failure.code);
  return put.value.map(({ letterId }) => letterId);
}

async function keep(raw: Uint8Array, into = vault): Promise<LetterId> {
  return (await keepAll([raw], into))[0] as LetterId;
}

/** 'whole', or the code of the failure; other bytes than those that were kept are never an answer. */
async function stateOf(raw: Uint8Array, from = vault): Promise<string> {
  const read = await from.readRange(idOf(raw), 0, Number.MAX_SAFE_INTEGER);
  if (!read.ok) return read.failure.code;
  if (!Buffer.from(read.value).equals(raw)) throw new Error('other bytes than were kept');
  return 'whole';
}

async function packFiles(at = dir): Promise<readonly string[]> {
  return (await readdir(join(at, 'packs'))).sort().map((name) => join(at, 'packs', name));
}

async function onlyPack(): Promise<string> {
  const [path, ...others] = await packFiles();
  if (path === undefined || others.length > 0) throw new Error('one pack was expected');
  return path;
}

async function change(path: string, at: number, by: (byte: number) => number = (byte) => byte ^ 1): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(by(bytes.readUInt8(at)), at);
  await writeFile(path, bytes);
}

const slotAt = (index: number): number => packHeadBytes + index * slotBytes;

describe('a vault of packs', () => {
  it('gives back every byte and range of letters of all sizes, also after reopening', async () => {
    const letters = [0, 1, chunk - 1, chunk, chunk + 1, 3 * chunk, 10 * chunk + 5].map((size) => randomBytes(size));
    await keepAll(letters);
    const again = await reopen();
    for (const raw of letters) {
      expect(await stateOf(raw, again)).toBe('whole');
      expect(await again.size(idOf(raw))).toEqual({ ok: true, value: raw.length });
      for (const [start, end] of [[0, 1], [chunk - 1, chunk + 1], [-5, 10], [raw.length - 3, raw.length + 9]] as const) {
        const read = await again.readRange(idOf(raw), start, end);
        expect(read.ok && Buffer.from(read.value).equals(raw.subarray(Math.max(0, start), Math.max(0, end)))).toBe(true);
      }
    }
    expect(await packFiles()).toHaveLength(1);
  });

  it('puts a large letter into a file of its own beside them', async () => {
    const letters = [randomBytes(limits.packLetterBytes - 1), randomBytes(limits.packLetterBytes)];
    const ids = await keepAll(letters);
    expect(await readdir(join(dir, (ids[1] as LetterId).slice(0, 2)))).toEqual([`${ids[1]}.vtl`]);
    const again = await reopen();
    for (const raw of letters) expect(await stateOf(raw, again)).toBe('whole');
  });

  it('opens a vault of the version before, keeps nothing twice of it and goes on', async () => {
    const old = [randomBytes(10), randomBytes(5000), randomBytes(chunk * 2)];
    const before = await openVault({ dir, keys, packLetterBytes: 0 });
    const ids = await keepAll(old, before);
    const journalKeys = await Promise.all(ids.map((id) => before.journalKey(id)));
    const now = await reopen();
    const put = await now.putBatch(accountId, [...old, randomBytes(7)]);
    expect(put.ok && put.value.map(({ isNew }) => isNew)).toEqual([false, false, false, true]);
    expect(await Promise.all(ids.map((id) => now.journalKey(id)))).toEqual(journalKeys);
    for (const raw of old) expect(await stateOf(raw, now)).toBe('whole');
    await now.erase(ids[0] as LetterId);
    expect(await stateOf(old[0] as Buffer, await reopen())).toBe('missing');
  });

  it('begins another pack when one is full, of bytes or of letters', async () => {
    const letters = Array.from({ length: slotsPerPack + 10 }, (_, index) => Buffer.from(`letter ${index}`));
    await keepAll(letters);
    expect(await packFiles()).toHaveLength(2);
    const again = await reopen();
    for (const raw of letters) expect(await again.size(idOf(raw))).toEqual({ ok: true, value: raw.length });
    await keep(randomBytes(20), again);
    expect(await packFiles()).toHaveLength(2);
  });

  it('keeps a letter once, in one batch, in many at the same moment and in a stream', async () => {
    const raw = randomBytes(3000);
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield raw;
    }
    const results = await Promise.all([vault.putBatch(accountId, [raw, randomBytes(5), raw]), vault.putBatch(accountId, [raw]), vault.putStream(accountId, stream())]);
    const kept = results.flatMap((put) => (put.ok ? put.value : [])).filter(({ size }) => size === raw.length);
    expect(kept.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(await (await reopen()).journalKey(idOf(raw))).toEqual(await vault.journalKey(idOf(raw)));
  });

  it('writes nothing in clear, and nothing that names the letter without the profile key', async () => {
    const raw = Buffer.from('Kính gửi Ủy ban nhân dân tỉnh. '.repeat(50));
    await keep(raw);
    const bytes = await readFile(await onlyPack());
    expect(bytes.includes(raw.subarray(0, 16))).toBe(false);
    expect(bytes.includes(createHash('sha256').update(raw).digest())).toBe(false);
    const stranger = await openVault({ dir, keys: deriveKeys(randomBytes(32)) });
    expect((await stranger.readRange(idOf(raw), 0, 10)).ok).toBe(false);
    expect(await stranger.journalKey(idOf(raw))).toBeNull();
  });

  it('makes packs that only their owner may read', async () => {
    await keep(randomBytes(10));
    expect((await stat(await onlyPack())).mode & 0o777).toBe(0o600);
    expect((await stat(join(dir, 'packs'))).mode & 0o077).toBe(0);
  });
});

describe('erasing from a pack', () => {
  it('destroys key and bytes in place and leaves the neighbours alone', async () => {
    const [before, gone, after] = [randomBytes(4000), randomBytes(chunk + 9), randomBytes(3000)];
    await keepAll([before, gone, after]);
    const path = await onlyPack();
    const was = await readFile(path);
    expect(await vault.erase(idOf(gone))).toMatchObject({ ok: true });
    expect(await vault.erase(idOf(gone))).toMatchObject({ ok: true });
    const is = await readFile(path);
    expect(is.includes(was.subarray(slotAt(1) + 4, slotAt(1) + 20))).toBe(false);
    expect(is.subarray(slotAt(1) + 4, slotAt(2) - 4).every((byte) => byte === 0)).toBe(true);
    const start = lettersStart + before.length + 16;
    expect(is.subarray(start, start + gone.length + 32).every((byte) => byte === 0)).toBe(true);
    for (const at of [vault, await reopen()]) {
      expect(await Promise.all([before, gone, after].map((raw) => stateOf(raw, at)))).toEqual(['whole', 'missing', 'whole']);
      expect(await at.journalKey(idOf(gone))).toBeNull();
      expect(await at.has(idOf(gone))).toBe(false);
    }
  });

  it('keeps the letter anew under another key', async () => {
    const raw = randomBytes(500);
    await keep(raw);
    const key = await vault.journalKey(idOf(raw));
    await vault.erase(idOf(raw));
    await keep(raw);
    expect(await vault.journalKey(idOf(raw))).not.toEqual(key);
    expect(await stateOf(raw, await reopen())).toBe('whole');
  });

  it('sweeps what the journal does not know after seven days, and adopts what is fetched again', async () => {
    const [known, orphan, back] = [randomBytes(10), randomBytes(20), randomBytes(30)];
    await keepAll([known, orphan, back]);
    const later = await reopen();
    const now = Date.now();
    expect(await later.sweepOrphans(new Set([idOf(known)]), new Date(now + 6.9 * day))).toEqual({ orphans: 0, temporaries: 0 });
    expect(await later.sweepOrphans(new Set([idOf(known), idOf(back)]), new Date(now + 7.1 * day))).toEqual({ orphans: 1, temporaries: 0 });
    expect(await Promise.all([known, orphan, back].map((raw) => stateOf(raw, later)))).toEqual(['whole', 'missing', 'whole']);
  });
});

describe('compacting packs', () => {
  const letters = (count: number): readonly Uint8Array[] => Array.from({ length: count }, () => randomBytes(600));

  async function twoPacks(): Promise<{ readonly kept: readonly Uint8Array[]; readonly erased: readonly Uint8Array[] }> {
    const all = letters(slotsPerPack + 5);
    await keepAll(all);
    const erased = all.slice(0, slotsPerPack - 100);
    await vault.sweepOrphans(new Set(all.slice(slotsPerPack - 100).map(idOf)), new Date(Date.now() + 8 * day));
    return { kept: all.slice(slotsPerPack - 100), erased };
  }

  it('moves what lives out of a pack that is mostly dead, under the same keys, and removes it', async () => {
    const { kept, erased } = await twoPacks();
    const journalKey = await vault.journalKey(idOf(kept[0] as Uint8Array));
    expect(await vault.compact()).toBe(1);
    expect(await packFiles()).toHaveLength(1);
    for (const at of [vault, await reopen()]) {
      for (const raw of kept) expect(await stateOf(raw, at)).toBe('whole');
      expect(await stateOf(erased[0] as Uint8Array, at)).toBe('missing');
      expect(await at.journalKey(idOf(kept[0] as Uint8Array))).toEqual(journalKey);
      expect(await at.compact()).toBe(0);
    }
  });

  it('ended between copy and removal, leaves each letter once, and erased stays erased', async () => {
    const { kept } = await twoPacks();
    const [first] = await packFiles();
    await copyFile(first as string, join(dir, 'as-it-was'));
    await vault.compact();
    // the removal never reached the disk, and the last letters of the copy did not either
    await copyFile(join(dir, 'as-it-was'), first as string);
    const [, second] = await packFiles();
    await truncate(second as string, (await stat(second as string)).size - 1500);
    const again = await reopen();
    for (const raw of kept) expect(await stateOf(raw, again)).toBe('whole');
    for (const raw of kept) await again.erase(idOf(raw));
    const third = await reopen();
    for (const raw of kept) expect(await stateOf(raw, third)).toBe('missing');
  });
});

describe('a damaged pack', () => {
  it('cut at any byte, as a crash leaves it, keeps every letter written before the cut and takes new ones', async () => {
    const early = [randomBytes(40), randomBytes(0), randomBytes(90)];
    await keepAll(early);
    const path = await onlyPack();
    const answered = await readFile(path);
    const late = [randomBytes(20), randomBytes(10)];
    await keepAll(late);
    const full = await readFile(path);
    // slots and letters of the second batch reach the disk in any order: every prefix of either
    const ends: readonly (readonly [slots: number, letters: number])[] = [
      ...Array.from({ length: full.length - answered.length + 1 }, (_, at) => [2 * slotBytes, at] as const),
      ...Array.from({ length: 65 }, (_, at) => [4 * at, full.length - answered.length] as const),
      ...Array.from({ length: 17 }, (_, at) => [16 * at, 0] as const),
    ];
    for (const [slots, bytes] of ends) {
      const torn = Buffer.from(full.subarray(0, answered.length + bytes));
      torn.fill(0, slotAt(3) + slots, slotAt(5));
      await writeFile(path, torn);
      const again = await reopen();
      for (const raw of early) expect(await stateOf(raw, again)).toBe('whole');
      for (const raw of late) expect(['whole', 'damaged', 'missing']).toContain(await stateOf(raw, again));
      expect(again.damagedSlots).toBe(0);
      const next = randomBytes(50);
      await keepAll([...late, next], again);
      for (const raw of [...early, ...late, next]) expect(await stateOf(raw, again)).toBe('whole');
    }
    const last = await reopen();
    for (const raw of [...early, ...late]) expect(await stateOf(raw, last)).toBe('whole');
  });

  it('cut at any byte of the whole file loses no letter that stood whole before the cut, and never shows other bytes', async () => {
    const letters = [randomBytes(100), randomBytes(200), randomBytes(300)];
    await keepAll(letters);
    const path = await onlyPack();
    const full = await readFile(path);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.integer({ min: 0, max: slotAt(4) }), fc.integer({ min: lettersStart, max: full.length })), async (length) => {
        for (const other of await packFiles()) await rm(other);
        await writeFile(path, full.subarray(0, length));
        const again = await reopen();
        let end = lettersStart;
        for (const raw of letters) {
          end += raw.length + 16;
          expect(await stateOf(raw, again)).toMatch(length >= end ? 'whole' : /damaged|missing/);
        }
        await keepAll(letters, again);
        for (const raw of letters) expect(await stateOf(raw, await reopen())).toBe('whole');
      }),
      { numRuns: 30 },
    );
  });

  it('costs only the letters that the damage hits, wherever it lies, and says how many cannot be told', async () => {
    const letters = Array.from({ length: 6 }, () => randomBytes(150));
    await keepAll(letters);
    const path = await onlyPack();
    const full = await readFile(path);
    const anywhere = fc.oneof(fc.integer({ min: 0, max: slotAt(5) - 1 }), fc.integer({ min: lettersStart, max: full.length - 1 }));
    await fc.assert(
      fc.asyncProperty(anywhere, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        for (const other of await packFiles()) await rm(other);
        await writeFile(path, full);
        await change(path, at, (byte) => byte ^ mask);
        const again = await reopen();
        const hit = at < packHeadBytes ? null : at < lettersStart ? Math.floor((at - packHeadBytes) / slotBytes) : Math.floor((at - lettersStart) / 166);
        for (const [index, raw] of letters.entries()) {
          expect(await stateOf(raw, again)).toMatch(index === hit ? /damaged|missing/ : 'whole');
        }
        expect(again.damagedSlots).toBe(at >= packHeadBytes && at < lettersStart ? 1 : 0);
        await keepAll(letters, again);
        for (const raw of letters) expect(await stateOf(raw, await reopen())).toBe('whole');
      }),
      { numRuns: 60 },
    );
  });

  it('notices letters exchanged within a pack', async () => {
    const letters = [randomBytes(150), randomBytes(150)];
    await keepAll(letters);
    const path = await onlyPack();
    const full = await readFile(path);
    const one = lettersStart;
    const two = one + 166;
    await writeFile(path, Buffer.concat([full.subarray(0, one), full.subarray(two, two + 166), full.subarray(one, two)]));
    for (const raw of letters) expect(await stateOf(raw, await reopen())).toBe('damaged');
    const slots = Buffer.from(full);
    full.copy(slots, slotAt(0), slotAt(1), slotAt(2));
    full.copy(slots, slotAt(1), slotAt(0), slotAt(1));
    await writeFile(path, slots);
    // a slot says where its letter lies; its own place means nothing
    for (const raw of letters) expect(await stateOf(raw, await reopen())).toBe('whole');
  });

  it('is mended under the key that seals the journal, also where a stream brings the letter', async () => {
    const raw = randomBytes(400);
    await keep(raw);
    const key = await vault.journalKey(idOf(raw));
    await change(await onlyPack(), lettersStart + 5);
    const again = await reopen();
    expect(await stateOf(raw, again)).toBe('damaged');
    expect(await again.journalKey(idOf(raw))).toEqual(key);
    await keep(raw, again);
    for (const at of [again, await reopen()]) {
      expect(await stateOf(raw, at)).toBe('whole');
      expect(await at.journalKey(idOf(raw))).toEqual(key);
    }
    await change(await onlyPack(), lettersStart + 416 + 5);
    const third = await reopen();
    expect(await stateOf(raw, third)).toBe('damaged');
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield raw;
    }
    await third.putStream(accountId, stream());
    for (const at of [third, await reopen()]) expect(await stateOf(raw, at)).toBe('whole');
    await third.erase(idOf(raw));
    expect(await stateOf(raw, await reopen())).toBe('missing');
  });

  it('that vanished while the program runs costs its letters until they are fetched again', async () => {
    const raw = randomBytes(400);
    await keep(raw);
    await rm(await onlyPack());
    expect(await stateOf(raw)).toBe('missing');
    await keep(raw);
    for (const at of [vault, await reopen()]) expect(await stateOf(raw, at)).toBe('whole');
  });

  it('of a newer version is left alone', async () => {
    const raw = randomBytes(40);
    await keep(raw);
    const path = await onlyPack();
    const { crc32 } = await import('node:zlib');
    const bytes = await readFile(path);
    bytes.writeUInt16BE(2, 4);
    bytes.writeUInt32BE(crc32(bytes.subarray(0, slotBytes - 4)), slotBytes - 4);
    await writeFile(path, bytes);
    const older = await reopen();
    await keep(randomBytes(50), older);
    await older.compact();
    expect((await readFile(path)).equals(bytes)).toBe(true);
  });
});

describe('packs on a disk that does not take more', () => {
  it('say so when it is full in the middle of a batch, keep what they had, and go on when there is room', async ({ skip }) => {
    const disk = join(dir, '..', 'disk');
    await mkdir(disk);
    if (!mountSmallDisk(disk, 6)) skip();
    try {
      const small = await reopen(join(disk, 'vault'));
      const first = randomBytes(500_000);
      await keep(first, small);
      const many = Array.from({ length: 40 }, () => randomBytes(300_000));
      expect(await small.putBatch(accountId, many)).toEqual({ ok: false, failure: { code: 'diskFull' } });
      for (const at of [small, await reopen(join(disk, 'vault'))]) {
        expect(await stateOf(first, at)).toBe('whole');
        for (const raw of many) expect(await stateOf(raw, at)).toBe('missing');
        await keep(many[0] as Buffer, at);
        expect(await stateOf(many[0] as Buffer, at)).toBe('whole');
        await at.erase(idOf(many[0] as Buffer));
      }
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('can be read where nothing may be written, and say so when asked to write', async ({ skip }) => {
    const disk = join(dir, '..', 'disk');
    await mkdir(disk);
    if (!mountSmallDisk(disk, 6)) skip();
    try {
      const [small, large] = [randomBytes(5000), randomBytes(limits.packLetterBytes + 1)];
      const writable = await reopen(join(disk, 'vault'));
      await keepAll([small, large], writable);
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const locked = { ok: false, failure: { code: 'readOnly' } };
      async function* stream(): AsyncGenerator<Uint8Array> {
        yield randomBytes(10);
      }
      for (const at of [writable, await reopen(join(disk, 'vault'))]) {
        for (const raw of [small, large]) expect(await stateOf(raw, at)).toBe('whole');
        expect(await at.putBatch(accountId, [randomBytes(10)])).toEqual(locked);
        expect(await at.putBatch(accountId, [randomBytes(limits.packLetterBytes)])).toEqual(locked);
        expect(await at.putStream(accountId, stream())).toEqual(locked);
        for (const raw of [small, large]) expect(await at.erase(idOf(raw))).toEqual(locked);
        for (const raw of [small, large]) expect(await stateOf(raw, at)).toBe('whole');
        expect(await at.compact()).toBe(0);
      }
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
