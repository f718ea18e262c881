import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { MailServer } from '../scripts/servers/mail-server';

/** mbsync with its default fsync into a fresh Maildir. @returns milliseconds of the whole process */
export async function runMbsync(server: Pick<MailServer, 'imapPort' | 'imapsPort' | 'caFile'>, user: string, tls: boolean, letters: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'vanthu-mbsync-'));
  try {
    mkdirSync(join(folder, 'mail'));
    const config = join(folder, 'mbsyncrc');
    const line = tls ? ['SSLType IMAPS', `Port ${server.imapsPort}`, `CertificateFile ${server.caFile}`] : ['SSLType None', `Port ${server.imapPort}`];
    writeFileSync(config, [
      'IMAPAccount server', 'Host localhost', `User ${user}`, 'Pass test', ...line, 'AuthMechs LOGIN PLAIN', '',
      'IMAPStore far', 'Account server', '', 'MaildirStore near', `Path ${folder}/mail/`, `Inbox ${folder}/mail/INBOX`, '',
      'Channel inbox', 'Far :far:', 'Near :near:', 'Patterns INBOX', 'Create Near', 'Sync Pull', `SyncState ${folder}/state`, '',
    ].join('\n'));
    const begin = performance.now();
    await promisify(execFile)('mbsync', ['-q', '-c', config, 'inbox'], { maxBuffer: 1 << 20 });
    const millis = performance.now() - begin;
    const got = ['new', 'cur'].flatMap((part) => readdirSync(join(folder, 'mail', 'INBOX', part))).length;
    if (got !== letters) throw new Error(`mbsync fetched ${got} of ${letters}`);
    return millis;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
