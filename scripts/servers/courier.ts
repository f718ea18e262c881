import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Server, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unpackedServer } from '../unpacked-servers.mjs';
import { courierDoor, courierLibraries, type CourierLogin } from './courier-login';
import { ImapHands } from './imap-hands';
import { handyParts, type ImapTestServer, type ImapTestServerOptions } from './imap-test-server';
import { endProcessesOf, reserveInstance } from './instance-folder';
import { mailPorts } from './mail-ports';
import { makeTestCertificate } from './test-certificate';

const special = ['Sent', 'Drafts', 'Trash', 'Junk'] as const;

/** A private Courier IMAP on loopback: UIDPLUS, IDLE, keywords and ACL, and nothing newer. Folders lie below `INBOX.`. */
export async function startCourier(options: ImapTestServerOptions = {}): Promise<ImapTestServer> {
  const program = unpackedServer('courier');
  if (!existsSync(program)) throw new Error('Courier is not there: node scripts/system-packages.mjs');
  const instance = await reserveInstance();
  const folder = instance.path;
  const ports = mailPorts(instance.portBase);
  const certificate = makeTestCertificate('trusted', folder);
  writeFileSync(join(folder, 'ca.pem'), certificate.caPem);
  const passwords = new Map((options.users ?? ['clerk']).map((name) => [name, options.password ?? 'test'] as const));
  const login: CourierLogin = { program, folder, watcher: String(instance.portBase), isPassword: (user, password) => passwords.get(user) === password, sessions: new Set<ChildProcess>() };
  const watcher = startWatcher(login);
  const hands = (user: string): Promise<ImapHands> => ImapHands.open(ports.imap, user, passwords.get(user) ?? '');
  let doors: readonly OpenDoor[] = [];
  const startImap = async (): Promise<void> => {
    doors = await Promise.all([
      open(courierDoor(login, null), ports.imap),
      open(courierDoor(login, { cert: certificate.certificatePem, key: certificate.keyPem }), ports.imaps),
    ]);
  };
  const stopImap = async (): Promise<void> => {
    const sessions = [...login.sessions];
    await Promise.all(doors.map((door) => door.close()));
    await Promise.all(sessions.map(async (child) => (child.exitCode ?? child.signalCode) === null && once(child, 'exit')));
    doors = [];
  };
  await startImap();
  for (const user of passwords.keys()) {
    const owner = await hands(user);
    for (const name of special) await owner.create(`INBOX.${name}`);
    await owner.close();
  }
  return {
    ...handyParts(hands),
    kind: 'courier',
    host: '127.0.0.1',
    imapPort: ports.imap,
    imapsPort: ports.imaps,
    submissionPort: ports.submission,
    caPem: certificate.caPem,
    caFile: join(folder, 'ca.pem'),
    folder: (...names) => ['INBOX', ...names].join('.'),
    hands,
    async setPassword(user, password) {
      passwords.set(user, password);
    },
    resetUidValidity: (user) => forgetUids(hands, join(folder, 'mail', user, 'Maildir'), user),
    startImap,
    stopImap,
    async stop() {
      await stopImap();
      watcher.kill();
      await endProcessesOf(folder);
      instance.release();
    },
  };
}

/** Courier learns of new mail from a file watcher; where none answers, every login waits seconds for one. */
function startWatcher({ program, folder, watcher }: CourierLogin): ChildProcess {
  const child = spawn(join(program, 'usr/libexec/gam_server'), ['--notimeout', watcher], {
    stdio: 'ignore',
    env: { LD_LIBRARY_PATH: courierLibraries(program), INSTANCE: `${folder}/` },
  });
  child.on('error', (error) => process.stderr.write(`Courier's file watcher: ${error.message}\n`));
  process.once('exit', () => child.kill());
  return child;
}

interface OpenDoor {
  close(): Promise<void>;
}

async function open(server: Server, port: number): Promise<OpenDoor> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Without its list of UIDs Courier numbers a mailbox anew, under the second of the next look. */
async function forgetUids(hands: (user: string) => Promise<ImapHands>, maildir: string, user: string): Promise<void> {
  const owner = await hands(user);
  const before = await owner.uidValidity('INBOX');
  await owner.close();
  for (let now = before; now === before; ) {
    await pause(300);
    rmSync(join(maildir, 'courierimapuiddb'), { force: true });
    const again = await hands(user);
    now = await again.uidValidity('INBOX');
    await again.close();
  }
}
