import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { Daemon } from './daemon';
import { dovecotConfig, dovecotOauth2Config, type DovecotConfig } from './dovecot-config';
import type { MailOwner } from './maildir';

export interface Dovecot {
  readonly daemon: Daemon;
  readonly configFile: string;
  /** whom mail files belong to; undefined: the caller */
  readonly mailOwner: MailOwner | undefined;
  readonly logPath: string;
}

/** Dovecot as root under its usual users, as anybody else wholly under the caller. */
export async function startDovecot(config: Omit<DovecotConfig, 'users'>): Promise<Dovecot> {
  const isRoot = process.getuid?.() === 0;
  for (const name of ['run', 'state', 'mail']) mkdirSync(join(config.folder, name), { recursive: true, mode: 0o755 });
  const mailOwner = isRoot ? { uid: idOf('-u', 'mail'), gid: idOf('-g', 'mail') } : undefined;
  if (mailOwner) chownSync(join(config.folder, 'mail'), mailOwner.uid, mailOwner.gid);
  chmodSync(join(config.folder, 'mail'), 0o700);
  const own = userInfo().username;
  const ownGroup = execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim();
  const users = isRoot
    ? { mail: 'mail', mailGroup: 'mail', internal: 'dovecot', internalGroup: 'dovecot', login: 'dovenull' }
    : { mail: own, mailGroup: ownGroup, internal: own, internalGroup: ownGroup, login: own };
  const configFile = join(config.folder, 'dovecot.conf');
  writeFileSync(configFile, dovecotConfig({ ...config, users }));
  if (config.introspectionUrl !== undefined) writeFileSync(join(config.folder, 'oauth2.conf'), dovecotOauth2Config(config.introspectionUrl));
  const daemon = new Daemon('/usr/sbin/dovecot', ['-F', '-c', configFile], { consoleLog: join(config.folder, 'dovecot-console.log') });
  await daemon.start(config.ports.imap);
  return { daemon, configFile, mailOwner, logPath: join(config.folder, 'dovecot.log') };
}

function idOf(kind: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [kind, name], { encoding: 'utf8' }));
}
