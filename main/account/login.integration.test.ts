import { readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { refusedLogins } from '../../scripts/servers/refused-logins';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import { TestDesk, type DeskOptions } from '../../scripts/desk/test-desk';

let server: MailServer;
const desks: TestDesk[] = [];

async function openDesk(options?: DeskOptions): Promise<TestDesk> {
  const desk = new TestDesk(server, options);
  desks.push(desk);
  await desk.open();
  return desk;
}

async function isOffline(desk: TestDesk): Promise<void> {
  await desk.until('offline', ({ connection }) => connection.state === 'offline');
}

beforeAll(async () => {
  server = await startMailServer({ users: ['clerk', 'locked', 'wrong'], certificate: 'self-signed' });
});
afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.remove();
});
afterAll(async () => {
  await server.stop();
});

describe('a wrong password', () => {
  it('is tried exactly once, also over restarts, until a person asks or brings another one', async () => {
    const desk = await openDesk({ user: 'wrong', password: 'not this' });
    desk.sync.start();
    await desk.until('paused', ({ connection }) => connection.state === 'paused');
    expect(desk.status.connection).toMatchObject({ failure: { code: 'passwordWrong' } });
    await desk.leave();
    for (let restart = 0; restart < 2; restart++) {
      await desk.open();
      desk.sync.start();
      await desk.until('paused', ({ connection }) => connection.state === 'paused');
      await desk.leave();
    }
    await desk.open();
    expect(await refusedLogins(server, 1, 'wrong')).toBe(1);
    desk.sync.start();
    await desk.until('paused', ({ connection }) => connection.state === 'paused');
    await desk.gate.tryAgain();
    await desk.until('tried once more', async () => (await refusedLogins(server, 2, 'wrong')) === 2);
    await desk.until('paused', ({ connection }) => connection.state === 'paused');
    desk.password = 'test';
    desk.gate.opened();
    await desk.untilChecked();
    expect(await refusedLogins(server, 2, 'wrong')).toBe(2);
  });

  it('found out by one connection holds back another that starts at the same moment', async () => {
    const desk = await openDesk({ user: 'wrong', password: 'never seen before' });
    let tries = 0;
    const smtp = (): Promise<unknown> =>
      desk.gate.logIn(() => {
        tries += 1;
        return Promise.resolve({ ok: false, failure: { code: 'passwordWrong', host: 'localhost', port: 1, serverSaid: null, certificate: null } } as const);
      });
    const before = await refusedLogins(server, 0, 'wrong');
    desk.sync.start();
    await Promise.all([smtp(), smtp()]);
    await desk.until('paused', ({ connection }) => connection.state === 'paused');
    expect(tries + (await refusedLogins(server, before + 1 - tries, 'wrong')) - before).toBe(1);
  });

  it('found out while sending ends the open IMAP connection too', async () => {
    const desk = await openDesk();
    desk.sync.start();
    await desk.untilChecked();
    await desk.gate.logIn(() => Promise.resolve({ ok: false, failure: { code: 'passwordWrong', host: 'localhost', port: 1, serverSaid: null, certificate: null } } as const));
    await desk.until('paused', ({ connection }) => connection.state === 'paused');
  });
});

describe('what failed is said by name', () => {
  it('a locked account is not a wrong password', async () => {
    await server.lockAccount('locked');
    const desk = await openDesk({ user: 'locked' });
    desk.sync.start();
    await desk.until('paused', ({ connection }) => connection.state === 'paused');
    expect(desk.status.connection).toMatchObject({ failure: { code: 'accountLocked' } });
  });

  it('a name that does not exist', async () => {
    const desk = await openDesk({ imap: { host: 'no-such-host.invalid' } });
    desk.sync.start();
    await isOffline(desk);
    expect(desk.status.connection).toMatchObject({ failure: { code: expect.stringMatching(/^(nameNotFound|unreachable)$/) } });
  });

  it('a port where nobody listens', async () => {
    const desk = await openDesk({ imap: { port: 1 } });
    desk.sync.start();
    await isOffline(desk);
    expect(desk.status.connection).toMatchObject({ failure: { code: 'refused' } });
  });

  it('TLS spoken to a port that does not speak it', async () => {
    const desk = await openDesk({ imap: { port: server.imapPort } });
    desk.sync.start();
    await isOffline(desk);
    expect(desk.status.connection).toMatchObject({ failure: { code: 'notThisProtocol' } });
  });

  it('a server without STARTTLS never sees the password', async () => {
    const heard: string[] = [];
    const plain = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.write('* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n');
      socket.on('data', (bytes) => {
        heard.push(bytes.toString());
        const [tag, command] = bytes.toString().split(' ');
        if (command?.startsWith('CAPABILITY')) socket.write('* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n');
        socket.write(`${tag} OK done\r\n`);
      });
    });
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const desk = await openDesk({ password: 'a secret word', imap: { host: '127.0.0.1', port: (plain.address() as AddressInfo).port, encryption: 'starttls' } });
    desk.sync.start();
    await isOffline(desk);
    expect(desk.status.connection).toMatchObject({ failure: { code: 'tlsNotOffered' } });
    expect(heard.join('')).not.toMatch(/LOGIN|AUTHENTICATE/);
    await desk.leave();
    plain.close();
  });

  it('plain text goes nowhere but to this machine', async () => {
    const desk = await openDesk({ imap: { host: 'mail.test.test', port: server.imapPort, encryption: 'none' } });
    desk.sync.start();
    await isOffline(desk);
    expect(desk.status.connection).toMatchObject({ failure: { code: 'plainNotAllowed' } });
  });
});

describe('a certificate nobody vouches for', () => {
  it.each([['tls', 'imapsPort'], ['starttls', 'imapPort']] as const)('is shown, and taken only if a person accepted exactly this one (%s)', async (encryption, port) => {
    const imap = { port: server[port], encryption };
    const desk = await openDesk({ imap, policy: { tlsAnchors: [] } });
    desk.sync.start();
    await isOffline(desk);
    const { connection } = desk.status;
    if (connection.state !== 'offline' || !connection.failure.certificate) throw new Error('no certificate shown');
    expect(connection.failure.code).toBe('certificateNotTrusted');
    const { fingerprint, validTo, subject } = connection.failure.certificate;
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(subject).not.toBe('');
    expect(Date.parse(validTo)).toBeGreaterThan(Date.now());

    const place = `localhost:${server[port]}`;
    const logins = async (): Promise<number> => (await readFile(server.imapLogPath, 'utf8')).split('\n').filter((line) => line.includes('user=<clerk>')).length;
    const before = await logins();
    const strange = await openDesk({ imap, policy: { tlsAnchors: [] }, acceptedCertificates: { [place]: 'ab'.repeat(32) } });
    strange.sync.start();
    await isOffline(strange);
    expect(strange.status.connection).toMatchObject({ failure: { code: 'certificateNotTrusted' } });
    expect(await logins()).toBe(before);

    const accepted = await openDesk({ imap, policy: { tlsAnchors: [] }, acceptedCertificates: { [place]: fingerprint } });
    accepted.sync.start();
    await accepted.untilChecked();
  });
});

describe.each([['expired', 'certificateExpired'], ['wrong-name', 'certificateName']] as const)('a certificate that is %s', (kind, code) => {
  it('is named as such and can be accepted by its fingerprint alone', async () => {
    const other = await startMailServer({ users: ['clerk'], certificate: kind });
    try {
      const desk = new TestDesk(other);
      desks.push(desk);
      await desk.open();
      desk.sync.start();
      await isOffline(desk);
      const { connection } = desk.status;
      if (connection.state !== 'offline') throw new Error('not offline');
      expect(connection.failure.code).toBe(code);
      const accepted = new TestDesk(other, { acceptedCertificates: { [`localhost:${other.imapsPort}`]: connection.failure.certificate?.fingerprint ?? '' } });
      desks.push(accepted);
      await accepted.open();
      accepted.sync.start();
      await accepted.untilChecked();
      for (const one of desks.splice(0)) await one.remove();
    } finally {
      await other.stop();
    }
  });
});
