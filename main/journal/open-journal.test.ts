import { createHash, randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mountSmallDisk } from '../vault/fixtures/mount-small-disk';
import { systemClock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { AccountId, DeviceId, Digest, IsoTime, LetterId } from '../../core/model/ids';
import type { JournalEntry, JournalEvent } from '../../core/model/journal';
import { deriveKeys } from '../vault/derive-keys';
import type { Vault } from '../vault/open-vault';
import { openVault } from '../vault/open-vault';
import type { OpenedJournal } from './open-journal';
import { openJournal } from './open-journal';
import { headerBytes } from './segment-format';

const deviceId = '0123456789abcdef' as DeviceId;
const accountId = 'fedcba9876543210' as AccountId;
const keys = deriveKeys(randomBytes(32));

let folder: string;
let dir: string;
let vault: Vault;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-journal-'));
  dir = join(folder, 'journal');
  vault = await openVault({ dir: join(folder, 'vault'), keys });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function opened(at = dir): Promise<OpenedJournal> {
  const result = await openJournal({ dir: at, keys, deviceId, vault, clock: systemClock });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

async function keptLetter(text: string): Promise<{ readonly letterId: LetterId; readonly entry: JournalEntry }> {
  const put = await vault.putBatch(accountId, [Buffer.from(text)]);
  if (!put.ok) throw new Error(put.failure.code);
  const { letterId, digest, size } = put.value[0]!;
  const at = '2026-11-21T02:05:07.000Z' as IsoTime;
  const location = { folder: 'INBOX', uidValidity: '7', uid: 1 };
  return { letterId, entry: { kind: 'letter.kept', letter: { letterId, accountId, digest, size, location, internalDate: at, keptAt: at, flags: [] } } };
}

function anchor(name: string): JournalEntry {
  return { kind: 'anchor.removed', fingerprint: name };
}

/** One batch a call. */
async function journalOf(batches: readonly (readonly JournalEntry[])[]): Promise<readonly JournalEvent[]> {
  const { journal } = await opened();
  const events: JournalEvent[] = [];
  for (const batch of batches) events.push(...(await journal.append(...batch)));
  await journal.close();
  return events;
}

async function all(journal: OpenedJournal['journal']): Promise<readonly JournalEvent[]> {
  return journal.read(0, Number.MAX_SAFE_INTEGER);
}

const first = '000001.vtj';

/** Sizes of the file after each append, to know where batches end. */
async function fileWithEnds(): Promise<{ readonly bytes: Buffer; readonly ends: readonly number[]; readonly events: readonly (readonly JournalEvent[])[] }> {
  const { letterId, entry } = await keptLetter('Subject: a\r\n\r\n');
  const { journal } = await opened();
  const ends = [(await readFile(join(dir, first))).length];
  const events: (readonly JournalEvent[])[] = [];
  for (const batch of [[anchor('a'), entry], [anchor('b')], [{ kind: 'letter.damaged', letterId } as const, anchor('c'), anchor('d')]]) {
    events.push(await journal.append(...batch));
    ends.push((await readFile(join(dir, first))).length);
  }
  await journal.close();
  return { bytes: await readFile(join(dir, first)), ends, events };
}

describe('the journal', () => {
  it('gives back after reopening what was appended, in order and numbered from 1', async () => {
    const { letterId, entry } = await keptLetter('Subject: x\r\n\r\n');
    const { journal } = await opened();
    const events = [
      ...(await journal.append({ kind: 'device.created', deviceId }, entry)),
      ...(await Promise.all([
        journal.append({ kind: 'letter.displayed', letterId, digest: 'd'.repeat(64) as Digest }),
        journal.append(anchor('a'), anchor('b')),
      ])).flat(),
    ];
    await journal.close();
    const again = await opened();
    expect(again.notes).toEqual([]);
    expect(again.journal.head).toBe(5);
    expect(events.map((event) => [event.seq, event.kind])).toEqual([
      [1, 'device.created'], [2, 'letter.kept'], [3, 'letter.displayed'], [4, 'anchor.removed'], [5, 'anchor.removed'],
    ]);
    expect(await all(again.journal)).toEqual(events);
    expect(await again.journal.read(3, 1)).toEqual([events[3]]);
    expect(await again.journal.read(5, 10)).toEqual([]);
    await again.journal.close();
  });

  it('keeps the entries of each call adjacent and in order, however many calls run at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 450 }), { minLength: 1, maxLength: 6 }), async (sizes) => {
        await rm(dir, { recursive: true, force: true });
        const { journal } = await opened();
        const calls = sizes.map((size, call) => Array.from({ length: size }, (_, index) => anchor(`${call}/${index}`)));
        const answers = await Promise.all(calls.map((entries) => journal.append(...entries)));
        await journal.close();
        const again = await opened();
        const read = await all(again.journal);
        expect(read).toEqual(answers.flat());
        expect(read.map((event) => event.seq)).toEqual(read.map((_, index) => index + 1));
        expect(read).toMatchObject(calls.flat());
        const page = await again.journal.read(sizes[0]! - 1, 7);
        expect(page).toEqual(read.slice(sizes[0]! - 1, sizes[0]! + 6));
        await again.journal.close();
      }),
      { numRuns: 20 },
    );
  });

  it('tells listeners after each batch is on disk, until they leave', async () => {
    const { journal } = await opened();
    const heard: number[] = [];
    const stop = journal.onAdvanced((head, events) => heard.push(head, events.length));
    await journal.append(anchor('a'), anchor('b'));
    await journal.append(anchor('c'));
    stop();
    await journal.append(anchor('d'));
    expect(heard).toEqual([2, 2, 3, 1]);
    await journal.close();
    await expect(journal.append(anchor('e'))).rejects.toThrow('closed');
  });

  it('refuses to say that a letter is kept which the vault does not hold, and goes on', async () => {
    const { letterId, entry } = await keptLetter('x');
    await vault.erase(letterId);
    const { journal } = await opened();
    await expect(journal.append(anchor('a'), entry)).rejects.toThrow('in the vault before');
    expect(await journal.append(anchor('b'))).toMatchObject([{ seq: 1, fingerprint: 'b' }]);
    await journal.close();
  });

  it('goes on in a new segment beyond the limit, and the chain runs through', async () => {
    const long = 'x'.repeat(1024 * 1024);
    const count = Math.ceil(limits.journalSegmentBytes / long.length) * 2 + 1;
    const events = await journalOf(Array.from({ length: count }, (_, index) => [anchor(`${index}${long}`)]));
    expect((await readdir(dir)).length).toBe(3);
    const { journal, notes } = await opened();
    expect(notes).toEqual([]);
    const read = await all(journal);
    expect(read.map((event) => event.seq)).toEqual(events.map((event) => event.seq));
    await journal.close();
  });

  it('refuses the chain of another device, another profile key and a newer version by name', async () => {
    await journalOf([[anchor('a')]]);
    const other = await openJournal({ dir, keys, deviceId: 'aaaaaaaaaaaaaaaa' as DeviceId, vault, clock: systemClock });
    expect(other).toEqual({ ok: false, failure: { code: 'otherDevice', found: deviceId } });
    const stranger = await openJournal({ dir, keys: deriveKeys(randomBytes(32)), deviceId, vault, clock: systemClock });
    expect(stranger).toEqual({ ok: false, failure: { code: 'otherKey' } });
    const file = await readFile(join(dir, first));
    file.writeUInt16BE(2, 4);
    createHash('sha256').update(file.subarray(0, headerBytes - 32)).digest().copy(file, headerBytes - 32);
    await writeFile(join(dir, first), file);
    const newer = await openJournal({ dir, keys, deviceId, vault, clock: systemClock });
    expect(newer).toEqual({ ok: false, failure: { code: 'newerVersion', found: 2 } });
    expect(await readdir(dir)).toEqual([first]);
  });
});

describe('after a letter is erased', () => {
  it('its events come as nothing, all others stay, and the chain still verifies', async () => {
    const one = await keptLetter('Subject: one\r\n\r\n');
    const two = await keptLetter('Subject: two\r\n\r\n');
    await journalOf([[one.entry, two.entry], [{ kind: 'ingest.attempted', letterId: one.letterId, part: '1' as never }, anchor('a')]]);
    await vault.erase(one.letterId);
    const { journal, notes } = await opened();
    expect(notes).toEqual([]);
    expect((await all(journal)).map((event) => event.seq)).toEqual([2, 4]);
    expect(journal.unreadable()).toEqual({ events: 2, letters: new Set([one.letterId]) });
    expect(await journal.read(0, 1)).toMatchObject([{ seq: 2 }]);
    await journal.close();
  });

  it('what still happens to it takes its place on the chain and is read by nobody', async () => {
    const { letterId, entry } = await keptLetter('Subject: one\r\n\r\n');
    const { journal } = await opened();
    await journal.append(entry);
    await vault.erase(letterId);
    await journal.append({ kind: 'letter.erased', letterId }, { kind: 'letter.displayed', letterId, digest: 'd'.repeat(64) as Digest });
    expect((await all(journal)).map((event) => event.seq)).toEqual([2]);
    await journal.close();
    expect((await opened()).notes).toEqual([]);
  });

  it('keeping it anew does not bring the old events back', async () => {
    const { letterId, entry } = await keptLetter('Subject: one\r\n\r\n');
    await journalOf([[entry]]);
    await vault.erase(letterId);
    await keptLetter('Subject: one\r\n\r\n');
    const { journal } = await opened();
    expect(await all(journal)).toEqual([]);
    await journal.append(entry);
    expect((await all(journal)).map((event) => event.seq)).toEqual([2]);
    await journal.close();
  });
});

describe('a torn tail', () => {
  it('is cut to the last whole batch wherever the write stopped, and nothing else is lost', async () => {
    const { bytes, ends, events } = await fileWithEnds();
    for (let length = ends[0]!; length <= bytes.length; length += 1) {
      await writeFile(join(dir, first), bytes.subarray(0, length));
      const { journal, notes } = await opened();
      const whole = ends.filter((end) => end <= length).length - 1;
      expect(await all(journal)).toEqual(events.slice(0, whole).flat());
      const torn = length - ends[whole]!;
      expect(notes).toEqual(torn === 0 ? [] : [{ code: 'tailCut', bytes: torn }]);
      await journal.close();
      expect((await readFile(join(dir, first))).length).toBe(ends[whole]);
    }
  });

  it('is cut where the file grew before its bytes came, and writing goes on', async () => {
    const { bytes, ends, events } = await fileWithEnds();
    for (const written of [0, 2, 30, 100]) {
      const torn = Buffer.from(bytes);
      torn.fill(0, ends[2]! + written);
      await writeFile(join(dir, first), torn);
      const { journal, notes } = await opened();
      expect(notes).toMatchObject([{ code: 'tailCut' }]);
      const [next] = await journal.append(anchor('next'));
      await journal.close();
      const again = await opened();
      expect(again.notes).toEqual([]);
      expect(await all(again.journal)).toEqual([...events.slice(0, 2).flat(), next]);
      await again.journal.close();
    }
  });
});

describe('damage', () => {
  it('of any single bit is noticed: no event comes back changed, numbers are never given twice, and later opens verify', async () => {
    const { bytes, ends, events } = await fileWithEnds();
    const flat = events.flat();
    // the frame of the last batch is where damage looks most like a torn tail
    const last = ends.at(-2)!;
    const anywhere = fc.integer({ min: 0, max: bytes.length - 1 });
    const lastMagic = fc.integer({ min: last, max: last + 3 });
    const lastLength = fc.integer({ min: last + 4, max: last + 7 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(anywhere, lastLength, lastMagic), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
        await rm(dir, { recursive: true, force: true });
        await mkdir(dir);
        const flipped = Buffer.from(bytes);
        flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at);
        await writeFile(join(dir, first), flipped);
        const { journal, notes } = await opened();
        const hit = at < headerBytes ? 0 : ends.findIndex((end) => at < end) - 1;
        const good = events.slice(0, hit).flat();
        expect(await all(journal)).toEqual(good);
        expect(notes).toMatchObject([{ code: 'segmentQuarantined', fromSeq: good.length + 1 }]);
        expect(await readFile(join(dir, `${first}.damaged`))).toEqual(flipped);
        const [next] = await journal.append(anchor('next'));
        expect(next!.seq).toBeGreaterThan(flat.length);
        await journal.close();
        const again = await opened();
        expect(again.notes).toEqual([]);
        expect(await all(again.journal)).toEqual([...good, next]);
        await again.journal.close();
      }),
      { numRuns: 150 },
    );
  });

  async function threeSegments(): Promise<readonly JournalEvent[]> {
    const long = 'x'.repeat(limits.journalSegmentBytes / 4);
    return journalOf(Array.from({ length: 11 }, (_, index) => [anchor(`${index}${long}`), anchor(`${index}`)]));
  }

  it('in the middle of an older segment costs what follows in that segment only; the break is recorded', async () => {
    const events = await threeSegments();
    expect(await readdir(dir)).toEqual([first, '000002.vtj', '000003.vtj']);
    const path = join(dir, '000002.vtj');
    const second = await readFile(path);
    second.writeUInt8(second.readUInt8(second.length - 300) ^ 4, second.length - 300);
    await writeFile(path, second);
    const { journal, notes } = await opened();
    expect(notes).toEqual([{ code: 'segmentQuarantined', fromSeq: 15, toSeq: 16 }]);
    const left = [...events.slice(0, 14), ...events.slice(16)].map((event) => event.seq);
    expect((await all(journal)).map((event) => event.seq)).toEqual(left);
    await journal.append(anchor('next'));
    await journal.close();
    const again = await opened();
    expect(again.notes).toEqual([]);
    expect((await all(again.journal)).map((event) => event.seq)).toEqual([...left, 23]);
    await again.journal.close();
  });

  it('of a whole segment, lost, cut short or with a broken header, is said once and the rest is read', async () => {
    const events = await threeSegments();
    const seqs = events.map((event) => event.seq);
    const pristine = join(folder, 'pristine');
    await cp(dir, pristine, { recursive: true });
    const damages: readonly (readonly [(path: string) => Promise<void>, number])[] = [
      [(path) => rm(path), 9],
      [(path) => truncate(path, 50), 9],
      [async (path) => writeFile(path, Buffer.concat([Buffer.alloc(20), (await readFile(path)).subarray(20)])), 9],
      [async (path) => truncate(path, (await readFile(path)).length - 1), 15],
    ];
    for (const [damage, fromSeq] of damages) {
      await rm(dir, { recursive: true });
      await cp(pristine, dir, { recursive: true });
      await damage(join(dir, '000002.vtj'));
      const { journal, notes } = await opened();
      expect(notes).toEqual([{ code: 'segmentQuarantined', fromSeq, toSeq: 16 }]);
      expect((await all(journal)).map((event) => event.seq)).toEqual(seqs.filter((seq) => seq < fromSeq || seq > 16));
      await journal.close();
      expect((await opened()).notes).toEqual([]);
    }
  });

  it('under a running program is never returned as an event', async () => {
    const { bytes, ends } = await fileWithEnds();
    const { journal } = await opened();
    const flipped = Buffer.from(bytes);
    for (let at = ends[1]! + 80; at < ends[2]! - 32; at += 1) flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
    await writeFile(join(dir, first), flipped);
    expect((await all(journal)).map((event) => event.seq)).toEqual([1, 2, 4, 5, 6]);
    expect(journal.unreadable().events).toBe(1);
    await journal.close();
  });
});

describe('on a full disk', () => {
  it('an append is refused as a whole, nothing answered is lost, and writing goes on when there is room', async ({ skip }) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    if (!mountSmallDisk(disk, 2)) skip();
    try {
      const at = join(disk, 'journal');
      const { journal } = await opened(at);
      const kept = await journal.append(anchor('a'), anchor('b'));
      await writeFile(join(disk, 'ballast'), Buffer.alloc(1_500_000));
      const big = 'x'.repeat(900_000);
      await expect(journal.append(anchor('c'), anchor(big))).rejects.toMatchObject({ name: 'JournalWriteError', code: 'diskFull' });
      expect(await all(journal)).toEqual(kept);
      await rm(join(disk, 'ballast'));
      const [late] = await journal.append(anchor('d'));
      expect(late!.seq).toBe(3);
      await journal.close();
      const again = await opened(at);
      expect(again.notes).toEqual([]);
      expect(await all(again.journal)).toEqual([...kept, late]);
      await again.journal.close();
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});

describe('where nothing may be written', () => {
  it('the journal can be read, and an append says so and is whole once writing is allowed again', async ({ skip }) => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    if (!mountSmallDisk(disk, 2)) skip();
    try {
      const at = join(disk, 'journal');
      const before = await opened(at);
      const kept = await before.journal.append(anchor('a'), anchor('b'));
      await before.journal.close();
      execFileSync('mount', ['-o', 'remount,ro', disk]);
      const { journal } = await opened(at);
      expect(await all(journal)).toEqual(kept);
      await expect(journal.append(anchor('c'))).rejects.toMatchObject({ name: 'JournalWriteError', code: 'readOnly' });
      execFileSync('mount', ['-o', 'remount,rw', disk]);
      const [late] = await journal.append(anchor('d'));
      expect(late!.seq).toBe(3);
      await journal.close();
    } finally {
      execFileSync('umount', [disk]);
    }
  });
});
