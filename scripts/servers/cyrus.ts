import { execFileSync } from 'node:child_process';
import { chownSync, chmodSync, cpSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unpackedServer } from '../unpacked-servers.mjs';
import { cyrusConf, imapdConf } from './cyrus-config';
import { Daemon } from './daemon';
import { ImapHands } from './imap-hands';
import { handyParts, type ImapTestServer, type ImapTestServerOptions } from './imap-test-server';
import { endProcessesOf, reserveInstance, type InstanceFolder } from './instance-folder';
import { mailPorts } from './mail-ports';
import { startSaslauthd } from './saslauthd';
import { makeTestCertificate } from './test-certificate';

const adminPassword = 'admin';

/** A private Cyrus IMAP server on loopback: CONDSTORE, QRESYNC, OBJECTID, ACL, SPECIAL-USE, QUOTA. */
export async function startCyrus(options: ImapTestServerOptions = {}): Promise<ImapTestServer> {
  const instance = await reserveInstance();
  try {
    return await startIn(instance, options);
  } catch (error) {
    await endProcessesOf(instance.path);
    instance.release();
    throw error;
  }
}

async function startIn(instance: InstanceFolder, options: ImapTestServerOptions): Promise<ImapTestServer> {
  const folder = instance.path;
  const ports = mailPorts(instance.portBase);
  const isRoot = process.getuid?.() === 0;
  const user = isRoot ? 'mail' : userInfo().username;
  const certificate = makeTestCertificate('trusted', folder);
  writeFileSync(join(folder, 'server.crt'), certificate.certificatePem);
  writeFileSync(join(folder, 'server.key'), certificate.keyPem, { mode: 0o600 });
  writeFileSync(join(folder, 'ca.pem'), certificate.caPem);
  const owned = ['conf', 'spool', 'sock', 'proc', 'tmp', 'sieve'].map((name) => join(folder, name));
  for (const path of owned) mkdirSync(path, { mode: 0o755 });
  if (isRoot) for (const path of [folder, ...owned, join(folder, 'server.key')]) chownSync(path, idOf('-u', user), idOf('-g', user));
  const program = programFor(folder, isRoot);
  const config = { folder, ports, program, user };
  writeFileSync(join(folder, 'imapd.conf'), imapdConf(config));
  writeFileSync(join(folder, 'cyrus.conf'), cyrusConf(config));

  const passwords = new Map([...(options.users ?? ['clerk']).map((name) => [name, options.password ?? 'test'] as const), ['admin', adminPassword] as const]);
  const sasl = await startSaslauthd(join(folder, 'sock', 'mux'), (name, password) => passwords.get(name) === password);
  chmodSync(join(folder, 'sock', 'mux'), 0o777);
  const multiarch = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].flatMap((arch) => [join(program, 'usr/lib', arch), join(program, 'lib', arch)]);
  const daemon = new Daemon(
    join(program, 'usr/lib/cyrus/bin/master'),
    ['-D', '-C', join(folder, 'imapd.conf'), '-M', join(folder, 'cyrus.conf'), '-p', join(folder, 'conf', 'master.pid')],
    { consoleLog: join(folder, 'cyrus-console.log'), env: { LD_LIBRARY_PATH: [...multiarch, join(program, 'usr/lib')].join(':') } },
  );
  await daemon.start(ports.imap);
  const hands = (name: string): Promise<ImapHands> => ImapHands.open(ports.imap, name, passwords.get(name) ?? '');
  return {
    ...handyParts(hands),
    kind: 'cyrus',
    host: '127.0.0.1',
    imapPort: ports.imap,
    imapsPort: ports.imaps,
    submissionPort: ports.submission,
    caPem: certificate.caPem,
    caFile: join(folder, 'ca.pem'),
    folder: (...names) => names.join('/'),
    hands,
    async setPassword(name, password) {
      passwords.set(name, password);
    },
    resetUidValidity: (name) => resetInbox(hands, name),
    startImap: () => daemon.start(ports.imap),
    stopImap: () => daemon.stop(),
    async stop() {
      await daemon.stop();
      await new Promise((resolve) => sasl.close(resolve));
      await endProcessesOf(folder);
      instance.release();
    },
  };
}

/** Cyrus runs as a user that may not look into every folder where a project can lie: then a copy lies beside its mail. */
function programFor(folder: string, isRoot: boolean): string {
  const program = unpackedServer('cyrus');
  if (!existsSync(program)) throw new Error('Cyrus is not there: node scripts/system-packages.mjs');
  let isReachable = true;
  for (let path = program; path !== dirname(path); path = dirname(path)) isReachable &&= (statSync(path).mode & 0o001) !== 0;
  if (!isRoot || isReachable) return program;
  const copy = join(folder, 'program');
  for (const part of ['usr/lib', 'lib']) if (existsSync(join(program, part))) cpSync(join(program, part), join(copy, part), { recursive: true, verbatimSymlinks: true });
  return copy;
}

/** UIDVALIDITY is the second in which a mailbox was made: the mailbox is made again, in a later one, and filled again. */
async function resetInbox(hands: (user: string) => Promise<ImapHands>, user: string): Promise<void> {
  const owner = await hands(user);
  const [before, messages] = [await owner.uidValidity('INBOX'), await owner.messages('INBOX')];
  await owner.close();
  while (Math.floor(Date.now() / 1000) <= Number(before)) await pause(100);
  const admin = await hands('admin');
  await admin.command(`SETACL user/${user} admin lrswipkxtecdan`);
  await admin.command(`DELETE user/${user}`);
  await admin.close();
  const again = await hands(user);
  for (const { raw, flags, receivedAt } of messages) await again.append('INBOX', raw, flags, receivedAt);
  if ((await again.uidValidity('INBOX')) === before) throw new Error('Cyrus kept its UIDVALIDITY');
  await again.close();
}

function idOf(kind: '-u' | '-g', name: string): number {
  return Number(execFileSync('id', [kind, name], { encoding: 'utf8' }));
}
