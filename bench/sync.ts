import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startMailServer, type MailServer } from '../scripts/servers/mail-server';
import { seededLetters } from './seeded-mailbox';

/**
 * First fetch of the same mailbox from the same Dovecot over TLS without compression, in turn: ours without windows (vault,
 * journal, cursor; fsync and sealing as in production) and mbsync with its fsync. A fresh target each time; medians.
 * Ours is timed from opening the books to "mailbox compared"; mbsync as a whole process.
 */
const run = promisify(execFile);
const letters = Number(process.argv[2] ?? 2000);
const rounds = Number(process.argv[3] ?? 3);
const user = 'clerk';

const server = await startMailServer({ users: [user] });
try {
  const count = await server.appendMany(user, 'INBOX', seededLetters(letters, 2026));
  // both find an indexed mailbox and a warm cache
  await mbsync(server);
  const ours: number[] = [];
  const theirs: number[] = [];
  let peak = 0;
  for (let round = 1; round <= rounds; round++) {
    const fetched = await headless(server);
    if (fetched.letters !== count) throw new Error(`ours kept ${fetched.letters} of ${count}`);
    ours.push(fetched.millis);
    peak = Math.max(peak, fetched.peakBytes);
    theirs.push(await mbsync(server));
    process.stdout.write(`round ${round}: ours ${seconds(ours.at(-1) ?? 0)} s, mbsync ${seconds(theirs.at(-1) ?? 0)} s\n`);
  }
  process.stdout.write(`figure sync.ours ${seconds(median(ours))} s\nfigure sync.mbsync ${seconds(median(theirs))} s\n`);
  process.stdout.write(`figure sync.peakMemory ${Math.round(peak / 2 ** 20)} MB\n`);
  process.stdout.write(`ratio sync.vs.mbsync ${(median(ours) / median(theirs)).toFixed(2)} target 1.0\n`);
} finally {
  await server.stop();
}

async function headless({ imapsPort, submissionPort, caPem }: MailServer): Promise<{ readonly millis: number; readonly letters: number; readonly peakBytes: number }> {
  const input = JSON.stringify({ server: { imapsPort, submissionPort, caPem }, user });
  const { stdout } = await run(process.execPath, ['--import', 'tsx', 'bench/sync-headless.ts', input], { maxBuffer: 1 << 20 });
  return JSON.parse(stdout) as { millis: number; letters: number; peakBytes: number };
}

/** @returns milliseconds */
async function mbsync({ imapsPort, caFile }: MailServer): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-mbsync-'));
  try {
    mkdirSync(join(folder, 'mail'));
    const config = join(folder, 'mbsyncrc');
    writeFileSync(config, [
      'IMAPAccount server', 'Host localhost', `Port ${imapsPort}`, `User ${user}`, 'Pass test', 'SSLType IMAPS', `CertificateFile ${caFile}`, 'AuthMechs LOGIN PLAIN', '',
      'IMAPStore far', 'Account server', '', 'MaildirStore near', `Path ${folder}/mail/`, `Inbox ${folder}/mail/INBOX`, '',
      'Channel inbox', 'Far :far:', 'Near :near:', 'Patterns INBOX', 'Create Near', 'Sync Pull', `SyncState ${folder}/state`, '',
    ].join('\n'));
    const begin = performance.now();
    await run('mbsync', ['-q', '-c', config, 'inbox'], { maxBuffer: 1 << 20 });
    const millis = performance.now() - begin;
    const got = ['new', 'cur'].flatMap((part) => readdirSync(join(folder, 'mail', 'INBOX', part))).length;
    if (got !== letters) throw new Error(`mbsync fetched ${got} of ${letters}`);
    return millis;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

function seconds(millis: number): string {
  return (millis / 1000).toFixed(2);
}
