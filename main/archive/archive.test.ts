import { randomBytes, createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { systemClock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { ExportReport, ImportReport } from '../../core/contract/commands';
import type { AccountId, DeviceId, IsoTime, LetterId } from '../../core/model/ids';
import type { KeptLetter } from '../../core/model/letter';
import { openJournal, type Journal } from '../journal/open-journal';
import { replay } from '../journal/replay';
import { deriveKeys } from '../vault/derive-keys';
import { mountSmallDisk } from '../vault/fixtures/mount-small-disk';
import { openVault, type Vault } from '../vault/open-vault';
import { archiveHandlers, type ArchiveHandlers } from './archive-handlers';

const accountId = 'fedcba9876543210' as AccountId;

/** One profile: a real vault and a real journal in a folder of their own. */
class Desk {
  readonly progress: unknown[] = [];
  freeBytes = Number.MAX_SAFE_INTEGER;
  folder: string | null = null;
  handlers: ArchiveHandlers;

  private constructor(readonly dir: string, readonly vault: Vault, readonly journal: Journal) {
    const open = archiveHandlers({
      chooseSources: () => Promise.resolve(null), chooseFolder: () => Promise.resolve(this.folder), wasDropped: (path) => !path.includes('forbidden'),
      tell: (progress) => {
        this.progress.push(progress);
        this.onProgress();
      },
      freeBytes: () => Promise.resolve(this.freeBytes),
    });
    this.handlers = open(() => ({ vault, journal, accounts: { record: () => ({}) as never } }));
  }

  onProgress: () => void = () => undefined;

  static async at(dir: string): Promise<Desk> {
    const keys = deriveKeys(randomBytes(32));
    const vault = await openVault({ dir: join(dir, 'vault'), keys });
    const opened = await openJournal({ dir: join(dir, 'journal'), keys, deviceId: '0123456789abcdef' as DeviceId, vault, clock: systemClock });
    if (!opened.ok) throw new Error(opened.failure.code);
    return new Desk(dir, vault, opened.value.journal);
  }

  async import(...paths: readonly string[]): Promise<ImportReport> {
    const answer = await this.handlers['archive.import']({ accountId, what: 'folder', paths: [...paths] });
    if (!answer.ok || answer.value === null) throw new Error('not imported');
    return answer.value;
  }

  async export(format: 'eml' | 'mbox' | 'maildir', folder: string, letters: readonly { readonly letterId: LetterId; readonly name: string; readonly beside: string }[], goOn = false): Promise<ExportReport> {
    this.folder = folder;
    const answer = await this.handlers['archive.export']({ format, letters: [...letters], goOn });
    if (!answer.ok || answer.value === null) throw new Error('not exported');
    return answer.value;
  }

  /** what the journal was told of, in order */
  async kept(): Promise<readonly KeptLetter[]> {
    const letters: KeptLetter[] = [];
    await replay(this.journal, (event) => {
      if (event.kind === 'letter.kept') letters.push(event.letter);
    });
    return letters;
  }

  async raw(letterId: LetterId): Promise<string> {
    const read = await this.vault.readRange(letterId, 0, Number.MAX_SAFE_INTEGER);
    if (!read.ok) throw new Error(read.failure.code);
    return Buffer.from(read.value).toString('latin1');
  }

  async keepFromServer(raw: string, uid: number, more: Partial<KeptLetter> = {}): Promise<LetterId> {
    const put = await this.vault.putBatch(accountId, [Buffer.from(raw, 'latin1')]);
    const file = put.ok ? put.value[0] : undefined;
    if (!file) throw new Error('not kept');
    const at = '2026-11-20T01:00:00.000Z' as IsoTime;
    const { letterId, digest, size } = file;
    await this.journal.append({ kind: 'letter.kept', letter: { letterId, accountId, digest, size, location: { folder: 'INBOX', uidValidity: '7', uid }, internalDate: at, keptAt: at, flags: [], ...more } });
    return letterId;
  }
}

let dir: string;
let desk: Desk;
let desks: Desk[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vanthu-archive-'));
  desks = [];
  desk = await newDesk('books');
});
afterEach(async () => {
  for (const each of desks) await each.journal.close();
  await rm(dir, { recursive: true, force: true });
});

async function newDesk(name: string): Promise<Desk> {
  const made = await Desk.at(join(dir, name));
  desks.push(made);
  return made;
}

const letter = (n: number, more = ''): string => `Received: from a by b; Fri, 20 Nov 2026 0${n}:00:00 +0000\r\nFrom: unit${n}@so.gov.vn\r\nSubject: Letter ${n}\r\n${more}\r\nBody ${n}\r\n`;
const fromLine = 'From unit1@so.gov.vn Fri Nov 20 08:00:00 2026\r\n';

async function put(path: string, content: string): Promise<string> {
  const whole = join(dir, path);
  await mkdir(join(whole, '..'), { recursive: true });
  await writeFile(whole, content, 'latin1');
  return whole;
}

describe('importing', () => {
  test('an mbox file keeps each letter byte for byte, with its time and its flags, and a second time nothing', async () => {
    const file = await put('in/Công văn đi.mbox', `${fromLine}X-Mozilla-Status: 0005\r\nX-Mozilla-Status2: 00000000\r\n${letter(1)}\r\n${fromLine}X-Mozilla-Status: 0009\r\n${letter(2)}\r\n${fromLine}Status: RO\n\n>From here\n\n`);
    expect(await desk.import(file)).toEqual({ kept: 2, known: 0, problems: [], cancelled: false });
    const kept = await desk.kept();
    expect(await Promise.all(kept.map(({ letterId }) => desk.raw(letterId)))).toEqual([letter(1), 'Status: RO\n\nFrom here\n']);
    expect(kept[0]).toMatchObject({ origin: 'import', accountId, location: { folder: 'Công văn đi', uidValidity: 'import', uid: 1 }, internalDate: '2026-11-20T08:00:00.000Z', flags: ['\\Seen', '\\Flagged'] });
    const { head } = desk.journal;
    expect(await desk.import(file)).toMatchObject({ kept: 0, known: 2 });
    expect(desk.journal.head).toBe(head);
    expect(desk.progress.at(-1)).toBeNull();
  });

  test('folders of every program are read, and what is no mail in them is passed over', async () => {
    await put('in/Mail/Inbox', `${fromLine}${letter(1)}\r\n`);
    await put('in/Mail/Inbox.msf', 'From nowhere\n');
    await put('in/Mail/Archives.sbd/2025', `From \r\n${letter(2)}\r\n`);
    await put('in/Mail/prefs.js', 'user_pref("a", 1);');
    await put('in/Maildir/cur/1700000000.M1.host:2,FS', letter(3));
    await put('in/Maildir/new/1700000001.M1.host', letter(4));
    await put('in/Maildir/tmp/1700000002.M1.host', 'half a let');
    await put('in/Maildir/.L&AbA-u.2025/cur/1700000003.M1.host;2,R', letter(5));
    await put('in/Maildir/.L&AbA-u.2025/new/x', letter(6));
    await put('in/saved/thư.eml', letter(7));
    await put('in/saved/ghi chú.md', '# Notes\n');
    await put('in/mh/12', letter(8));
    expect(await desk.import(join(dir, 'in'))).toEqual({ kept: 8, known: 0, problems: [], cancelled: false });
    const kept = await desk.kept();
    const rows = await Promise.all(kept.map(async ({ letterId, location, flags }) => `${(await desk.raw(letterId)).slice(-4, -2).trim()} ${location.folder} ${flags.join(' ')}`.trim()));
    expect(rows.sort()).toEqual([
      '1 in/Mail/Inbox', '2 in/Mail/Archives/2025', '3 in/Maildir \\Flagged \\Seen', '4 in/Maildir', '5 in/Maildir/Lưu/2025 \\Answered', '6 in/Maildir/Lưu/2025', '7 in/saved', '8 in/mh',
    ]);
    expect(new Set(kept.map(({ location }) => location.uid)).size).toBe(8);
  });

  test('a letter that is on the server stays as it is', async () => {
    await desk.keepFromServer(letter(1), 4);
    const { head } = desk.journal;
    expect(await desk.import(await put('in/a.eml', letter(1)))).toMatchObject({ kept: 0, known: 1 });
    expect(desk.journal.head).toBe(head);
  });

  test('line ends are kept as they are in the file, because the digest names the letter', async () => {
    await desk.import(await put('in/lf.eml', letter(1).replaceAll('\r\n', '\n')), await put('in/crlf.eml', letter(1)));
    const kept = await desk.kept();
    expect((await Promise.all(kept.map(({ letterId }) => desk.raw(letterId)))).sort()).toEqual([letter(1).replaceAll('\r\n', '\n'), letter(1)].sort());
  });

  test('what cannot be read is named, and everything else is kept', async () => {
    const outside = await put('outside/secret.eml', letter(9));
    const good = await put('in/good.eml', letter(1));
    await put('in/page.eml', '<html></html>');
    await symlink(outside, join(dir, 'in', 'out.eml'));
    await symlink(join(dir, 'in'), join(dir, 'in', 'loop'));
    await symlink(good, join(dir, 'in', 'again.eml'));
    execFileSync('mkfifo', [join(dir, 'in', 'pipe')]);
    const report = await desk.import(join(dir, 'in'), join(dir, 'nowhere'), join(dir, 'forbidden'), await put('text.doc', 'no mail'), await put('none.mbox', ''));
    expect(report).toMatchObject({ kept: 1, cancelled: false });
    expect(report.problems.map(({ name, code }) => `${name.split('/').at(-1) ?? ''}: ${code}`).sort()).toEqual([
      'forbidden: notChosen', 'none.mbox: empty', 'nowhere: noSuchFile', 'out.eml: linkOutside', 'page.eml: notMail', 'pipe: special', 'text.doc: notMail',
    ]);
  });

  test('a letter too large for memory goes to the vault as a stream, unquoted', async () => {
    const body = `>From the start\r\n${'x'.repeat(70)}\r\n`.repeat(Math.ceil(limits.streamLetterBytes / 80));
    await desk.import(await put('in/large.mbox', `${fromLine}${letter(1)}${body}\r\n${fromLine}${letter(2)}\r\n`));
    const kept = await desk.kept();
    const expected = createHash('sha256').update(Buffer.from(letter(1) + body.replaceAll('>From', 'From'), 'latin1')).digest('hex');
    expect(kept.map(({ digest }) => digest).includes(expected as never)).toBe(true);
    expect(kept).toHaveLength(2);
  });

  test('ends when it is cancelled, after the letter it is at, and goes on the next time', async () => {
    const file = await put('in/many.mbox', Array.from({ length: 900 }, (_, n) => `${fromLine}Subject: ${n}\r\n\r\n${n}\r\n\r\n`).join(''));
    desk.onProgress = () => void desk.handlers['archive.cancel']({});
    const report = await desk.import(file);
    expect(report.cancelled).toBe(true);
    expect(report.kept).toBeLessThan(900);
    desk.onProgress = () => undefined;
    expect(await desk.import(file)).toMatchObject({ kept: 900 - report.kept, known: report.kept, cancelled: false });
  });

  test('stops with a clear word while there is still room for the books, and keeps what it had', async () => {
    await desk.import(await put('in/a.eml', letter(1)));
    desk.freeBytes = limits.freeDiskBytes - 1;
    expect(await desk.import(await put('in/b.eml', letter(2)), await put('in/c.eml', letter(3)))).toMatchObject({ kept: 0, known: 0, problems: [{ code: 'diskFull' }] });
    desk.freeBytes = Number.MAX_SAFE_INTEGER;
    expect(await desk.import(join(dir, 'in'))).toMatchObject({ kept: 2, known: 1, problems: [] });
  });

  test('to a disk that becomes full names it, loses nothing, and goes on once there is room', async () => {
    const small = join(dir, 'small');
    await mkdir(small);
    if (!mountSmallDisk(small, 2)) return;
    const file = await put('in/many.mbox', Array.from({ length: 30 }, (_, n) => `${fromLine}${letter(n % 9)}${String(n).repeat(50_000)}\r\n\r\n`).join(''));
    try {
      const there = await newDesk('small/books');
      const report = await there.import(file);
      expect(report.problems).toEqual([{ name: 'many', code: 'diskFull' }]);
      expect(report.kept).toBeLessThan(30);
      execFileSync('mount', ['-o', 'remount,size=20m', small]);
      const rest = await there.import(file);
      expect(rest).toMatchObject({ problems: [], cancelled: false });
      expect(rest.kept + rest.known).toBe(30);
      expect((await there.kept()).length).toBe(30);
    } finally {
      for (const each of desks.splice(1)) await each.journal.close();
      execFileSync('umount', [small]);
    }
  });

  test('runs alone', async () => {
    const file = await put('in/a.eml', letter(1));
    const first = desk.import(file);
    expect(await desk.handlers['archive.import']({ accountId, what: 'files', paths: [file] })).toEqual({ ok: false, failure: { code: 'busy' } });
    await first;
  });
});

describe('exporting', () => {
  const names = (ids: readonly LetterId[]): { letterId: LetterId; name: string; beside: string }[] => ids.map((letterId, n) => ({ letterId, name: `Thư ${n + 1}`, beside: `Thư ${n + 1}: không ký số\n` }));

  test('writes .eml files with receipts and verdict beside them, and never over a file that is there', async () => {
    const ids = [await desk.keepFromServer(letter(1), 1), await desk.keepFromServer(letter(2), 2), await desk.keepFromServer(letter(3), 3)];
    const there = await put('out/36-QĐ.eml', 'mine');
    const report = await desk.export('eml', join(dir, 'out'), [
      { letterId: ids[0] as LetterId, name: '36/QĐ', beside: 'Đã báo nhận' }, { letterId: ids[1] as LetterId, name: '36/qđ', beside: '' }, { letterId: ids[2] as LetterId, name: `../../${'ế'.repeat(190)}`, beside: 'x' },
      { letterId: '0'.repeat(32) as LetterId, name: 'gone', beside: '' },
    ]);
    expect(report).toEqual({ written: 3, folder: join(dir, 'out'), problems: [{ letterId: '0'.repeat(32), code: 'missing' }], cancelled: false });
    expect(await readFile(there, 'utf8')).toBe('mine');
    const files = await readdir(join(dir, 'out'));
    expect(files.filter((name) => name.startsWith('36')).sort()).toEqual(['36-QĐ (2).eml', '36-QĐ (2).txt', '36-QĐ.eml', '36-qđ (3).eml']);
    expect(files.filter((name) => /^-\.\.-ế+\.(?:eml|txt)$/.test(name))).toHaveLength(2);
    expect(await readFile(join(dir, 'out', '36-QĐ (2).eml'), 'latin1')).toBe(letter(1));
    expect(await readFile(join(dir, 'out', '36-QĐ (2).txt'), 'utf8')).toBe('Đã báo nhận');
    expect(await readFile(join(dir, 'out', '36-qđ (3).eml'), 'latin1')).toBe(letter(2));
    expect((await stat(join(dir, 'out', '36-QĐ (2).eml'))).mtime.toISOString()).toBe('2026-11-20T01:00:00.000Z');
    expect(await readdir(dir)).not.toContain('etc');
  });

  test.each(['eml', 'mbox', 'maildir'] as const)('and importing (%s) again gives the same letters, byte for byte', async (format) => {
    const line = fc.constantFrom('From x\n', '>From y\r\n', '\r\n', '\n', 'text', '\r', '\0', 'From vanthu@invalid Fri Nov 20 01:00:00 2026\n', 'Status: D\n');
    const body = fc.array(line, { maxLength: 8 }).map((lines) => lines.join(''));
    let run = 0;
    await fc.assert(fc.asyncProperty(fc.uniqueArray(body, { minLength: 1, maxLength: 6 }), async (bodies) => {
      run += 1;
      const out = join(dir, `out${run}`);
      await mkdir(out);
      const from = await newDesk(`from${run}`);
      const to = await newDesk(`to${run}`);
      const ids: LetterId[] = [];
      for (const [n, text] of bodies.entries()) ids.push(await from.keepFromServer(`Subject: ${n}\r\nX: ${n % 2 === 0 ? 'y' : ''}\r\n\r\n${text}`, n + 1, { flags: n % 2 === 0 ? ['\\Seen'] : [] }));
      const half = Math.ceil(ids.length / 2);
      const all = names(ids);
      await from.export(format, out, all.slice(0, half));
      // a large export is handed over in batches
      if (half < ids.length) await from.export(format, out, all.slice(half), true);
      expect(await to.import(out)).toMatchObject({ kept: ids.length, known: 0, problems: [] });
      const facts = (letters: readonly KeptLetter[]): unknown => letters.map(({ digest, internalDate, flags }) => ({ digest, internalDate, flags: format === 'maildir' ? flags : [] })).sort((a, b) => (a.digest < b.digest ? -1 : 1));
      expect(facts(await to.kept())).toEqual(facts(await from.kept()));
      for (const made of [from, to]) await made.journal.close();
      desks = desks.filter((one) => one !== from && one !== to);
    }), { numRuns: 5 });
  });

  test('to a Maildir keeps flags and times; the texts lie beside it', async () => {
    const id = await desk.keepFromServer(letter(1), 1, { flags: ['\\Seen', '\\Flagged', '$MDNSent'] });
    await mkdir(join(dir, 'out'));
    await desk.export('maildir', join(dir, 'out'), names([id]));
    const [base] = (await readdir(join(dir, 'out'))).sort();
    const [file] = await readdir(join(dir, 'out', base ?? '', 'cur'));
    expect(file).toMatch(/:2,FS$/);
    expect((await stat(join(dir, 'out', base ?? '', 'cur', file ?? ''))).mtime.toISOString()).toBe('2026-11-20T01:00:00.000Z');
    expect(await readdir(join(dir, 'out', `${base ?? ''}-kem-theo`))).toEqual(['Thư 1.txt']);
  });

  test('ends when it is cancelled, and leaves no half letter', async () => {
    const ids: LetterId[] = [];
    for (let n = 1; n < 9; n += 1) ids.push(await desk.keepFromServer(letter(n), n));
    await mkdir(join(dir, 'out'));
    desk.onProgress = () => void desk.handlers['archive.cancel']({});
    const report = await desk.export('eml', join(dir, 'out'), names(ids));
    expect(report.cancelled).toBe(true);
    expect(report.written).toBeLessThan(8);
    expect((await readdir(join(dir, 'out'))).filter((name) => name.endsWith('.eml'))).toHaveLength(report.written);
  });

  test.each(['eml', 'mbox', 'maildir'] as const)('to a disk that becomes full (%s) says so and leaves whole letters only', async (format) => {
    const out = join(dir, 'small');
    await mkdir(out);
    if (!mountSmallDisk(out, 1)) return;
    try {
      const ids: LetterId[] = [];
      for (let n = 1; n < 6; n += 1) ids.push(await desk.keepFromServer(`${letter(n)}${'y'.repeat(300_000)}\r\n`, n));
      const report = await desk.export(format, out, names(ids));
      expect(report.problems).toEqual([{ letterId: ids[report.written], code: 'diskFull' }]);
      expect(report.written).toBeGreaterThan(0);
      const other = await newDesk('other');
      expect(await other.import(out)).toMatchObject({ kept: report.written, problems: [] });
      expect((await other.kept()).map(({ digest }) => digest).sort()).toEqual((await desk.kept()).slice(0, report.written).map(({ digest }) => digest).sort());
    } finally {
      execFileSync('umount', [out]);
    }
  });

  test('gives nothing out as the letter that is not what was kept', async () => {
    const id = await desk.keepFromServer(letter(1), 1, { digest: 'f'.repeat(64) as never });
    await mkdir(join(dir, 'out'));
    expect(await desk.export('eml', join(dir, 'out'), names([id]))).toMatchObject({ written: 0, problems: [{ code: 'damaged' }] });
    expect(await readdir(join(dir, 'out'))).toEqual([]);
  });

  test('to a folder that cannot be written to says so', async () => {
    const file = await put('a file', '');
    desk.folder = file;
    expect(await desk.handlers['archive.export']({ format: 'mbox', letters: [{ letterId: '0'.repeat(32) as LetterId, name: 'a', beside: '' }] })).toEqual({ ok: false, failure: { code: 'notWritable' } });
  });
});
