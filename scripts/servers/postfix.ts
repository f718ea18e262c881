import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Daemon } from './daemon';
import { postfixMainConfig, postfixMasterConfig, type PostfixConfig } from './postfix-config';
import type { SmtpServer } from './smtp-server-port';

/** Postfix insists on being started by root and drops its rights itself. */
export async function startPostfix(config: PostfixConfig): Promise<SmtpServer> {
  const etc = join(config.folder, 'postfix');
  for (const name of ['postfix', 'spool', 'postfix-data']) mkdirSync(join(config.folder, name), { recursive: true, mode: 0o755 });
  const owner = Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }));
  chownSync(join(config.folder, 'postfix-data'), owner, -1);
  writeFileSync(join(etc, 'main.cf'), postfixMainConfig(config));
  writeFileSync(join(etc, 'master.cf'), postfixMasterConfig(config));
  const pidFile = join(config.folder, 'spool', 'pid', 'master.pid');
  const daemon = new Daemon('/usr/sbin/postfix', ['-c', etc, 'start-fg'], {
    consoleLog: join(config.folder, 'postfix-console.log'),
    env: { MAIL_CONFIG: etc },
    // The start script stays in front of its master, which has a session of its own.
    mainPid: () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) || undefined : undefined),
  });
  await daemon.start(config.ports.submission);
  return {
    kind: 'postfix',
    logPath: join(config.folder, 'postfix.log'),
    start: () => daemon.start(config.ports.submission),
    stop: () => daemon.stop(),
  };
}
