import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { toModifiedUtf7 } from '../servers/modified-utf7';
import { startMailServer, type MailServer } from '../servers/mail-server';
import type { HeadlessReport, HeadlessTask } from './headless-desk';

/**
 * `npm run torture:large [LETTERS=100000] [FOLDERS=10000] [ATTACHMENTS=12]`: a mailbox of very many small letters, one of very many
 * folders with Vietnamese and Thai names, one of letters with 25 MB attached; memory of the process that holds the books.
 */
const [letters = 100_000, folders = 10_000, attachments = 12] = process.argv.slice(2).map(Number);
const run = promisify(execFile);
/** of the whole process, most of it Node's and the TypeScript loader's */
const memoryTarget = 300 * 2 ** 20;
const failures: string[] = [];

const server = await startMailServer({ users: ['many', 'folders', 'heavy'] });
const desks: string[] = [];
try {
  if (letters > 0) await manyLetters();
  if (folders > 0) await manyFolders();
  if (attachments > 0) await heavyLetters();
} finally {
  await server.stop();
  for (const folder of desks) await rm(folder, { recursive: true, force: true });
}
process.stdout.write(failures.length === 0 ? 'passed\n' : `FAILED: ${failures.join('; ')}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function manyLetters(): Promise<void> {
  await server.appendMany('many', 'INBOX', smallLetters(letters));
  const same = newDesk();
  const first = await headless(server, 'many', same, 'checked');
  say('letters', first, `${first.kept} of ${letters}`);
  if (first.kept !== letters) failures.push(`${first.kept} of ${letters} letters kept`);
  const again = await headless(server, 'many', same, 'checked');
  say('lettersAgain', again, `${again.kept} new`);
  if (again.kept !== 0) failures.push('letters were fetched twice');
}

async function manyFolders(): Promise<void> {
  const names = Array.from({ length: folders }, (_, at) => `${['Công văn đến', 'Quyết định', 'หนังสือราชการ', 'Thư & báo cáo', 'Hồ sơ ~tạm~'][at % 5] ?? ''} ${at}`);
  const maildir = join(dirname(server.imapLogPath), 'mail', 'folders', 'Maildir');
  // the first message makes the mailbox and its owner right; folders are then made as Dovecot would
  await server.appendMany('folders', 'INBOX', smallLetters(1));
  for (const name of names) for (const part of ['cur', 'new', 'tmp']) await mkdir(join(maildir, `.${toModifiedUtf7(name)}`, part), { recursive: true });
  if (process.getuid?.() === 0) await run('chown', ['-R', '--reference', maildir, maildir]);
  const report = await headless(server, 'folders', newDesk(), 'mirrored');
  const known = new Set(report.folders.map((path) => path.normalize('NFC')));
  const lost = names.filter((name) => !known.has(name.normalize('NFC')));
  say('folders', report, `${report.folders.length} listed`);
  if (lost.length > 0) failures.push(`${lost.length} folder names did not come back as they were given`);
}

async function heavyLetters(): Promise<void> {
  const file = 25 * 2 ** 20;
  const count = attachments;
  await server.appendMany('heavy', 'INBOX', heavy(count - 1, file, 1));
  // one letter with as many such files as fit below what most servers take
  await server.appendMany('heavy', 'INBOX', heavy(1, file, 3));
  const report = await headless(server, 'heavy', newDesk(), 'checked');
  say('attachments', report, `${report.kept} of ${count}`);
  if (report.kept !== count) failures.push(`${report.kept} of ${count} letters with large attachments kept`);
}

function say(what: string, { openMillis, syncMillis, keptBytes, peakBytes, idleBytes }: HeadlessReport, found: string): void {
  const [mb, seconds] = [(bytes: number): string => `${Math.round(bytes / 2 ** 20)} MB`, (millis: number): string => `${(millis / 1000).toFixed(1)} s`];
  process.stdout.write(`figure large.${what} ${found}\nfigure large.${what}.open ${seconds(openMillis)}\nfigure large.${what}.sync ${seconds(syncMillis)}\n`);
  process.stdout.write(`figure large.${what}.bytes ${mb(keptBytes)}\nfigure large.${what}.peakMemory ${mb(peakBytes)} (${mb(idleBytes)} before the books were opened)\n`);
  if (peakBytes > memoryTarget) failures.push(`${what}: more than ${mb(memoryTarget)} of memory`);
}

function newDesk(): { readonly folder: string; readonly profileKey: string } {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-large-'));
  desks.push(folder);
  return { folder, profileKey: randomBytes(32).toString('hex') };
}

async function headless({ imapsPort, submissionPort, caPem }: MailServer, user: string, same: { readonly folder: string; readonly profileKey: string }, until: HeadlessTask['until']): Promise<HeadlessReport> {
  const task: HeadlessTask = { server: { imapsPort, submissionPort, caPem }, options: { user, same }, until };
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'scripts/torture/headless-desk.ts', JSON.stringify(task)], { maxBuffer: 1 << 26 });
  return JSON.parse(stdout) as HeadlessReport;
}

function* smallLetters(count: number): Generator<Uint8Array> {
  for (let at = 0; at < count; at++) {
    yield Buffer.from(
      `From: unit1@test.test\r\nTo: clerk@test.test\r\nSubject: =?utf-8?B?${Buffer.from(`Công văn số ${at}`).toString('base64')}?=\r\nMessage-ID: <large.${at}@test.test>\r\n` +
        `Date: Sat, 21 Nov 2026 02:05:07 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\nKính gửi đơn vị, công văn số ${at}.\r\n`,
    );
  }
}

function* heavy(count: number, bytes: number, files: number): Generator<Uint8Array> {
  for (let at = 0; at < count; at++) {
    const parts = Array.from({ length: files }, () =>
      `--vt\r\nContent-Type: application/pdf; name="van-ban.pdf"\r\nContent-Disposition: attachment; filename="van-ban.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines(randomBytes(bytes).toString('base64'))}\r\n`);
    yield Buffer.from(`From: unit1@test.test\r\nTo: clerk@test.test\r\nSubject: Tai lieu ${files}.${at}\r\nMessage-ID: <heavy.${files}.${at}@test.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="vt"\r\n\r\n${parts.join('')}--vt--\r\n`);
  }
}

function lines(base64: string): string {
  const out: string[] = [];
  for (let at = 0; at < base64.length; at += 76) out.push(base64.slice(at, at + 76));
  return out.join('\r\n');
}
