import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { LineConnection } from './line-connection';
import type { MailServer } from './mail-server';

const patienceMillis = 20_000;
const marker = 'marker-';

/**
 * How often the server refused a login (of one user, or of all). Dovecot writes its word only after the refused client has gone, so
 * this waits until at least `expected` are there, and then for the word on a refusal of its own that came after them: what
 * would be one too many is in the log by then as well.
 */
export async function refusedLogins(server: Pick<MailServer, 'imapLogPath' | 'imapsPort'>, expected: number, user: string | null = null): Promise<number> {
  const count = async (of: string | null): Promise<number> => (await refusals(server)).filter((line) => (of === null ? !line.includes(marker) : line.includes(`user=<${of}>`))).length;
  const deadline = Date.now() + patienceMillis;
  while ((await count(user)) < expected && Date.now() < deadline) await pause(50);
  const own = `${marker}${randomBytes(4).toString('hex')}`;
  const connection = await LineConnection.open(server.imapsPort, { tls: true });
  await connection.readLine();
  connection.write(`a LOGIN ${own} refused\r\n`);
  while (!(await connection.readLine()).startsWith('a ')) continue;
  await connection.close();
  while ((await count(own)) < 1 && Date.now() < deadline) await pause(50);
  return count(user);
}

async function refusals({ imapLogPath }: Pick<MailServer, 'imapLogPath'>): Promise<readonly string[]> {
  const log = await readFile(imapLogPath, 'utf8');
  return log.split('\n').filter((line) => line.includes('imap-login') && /auth failed, \d+ attempts/.test(line));
}
