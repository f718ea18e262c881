import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectTls } from 'node:tls';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endProcessesOf, reserveInstance } from './instance-folder';
import { LineConnection } from './line-connection';
import { startMailServer, type MailServer } from './mail-server';
import { sendMail } from './send-mail';

const letter = (subject: string): Uint8Array => Buffer.from(`From: unit1@test.test\r\nTo: clerk@test.test\r\nSubject: ${subject}\r\n\r\nKính gửi\r\n`);

async function imapLogin(server: MailServer, user: string, password = 'test'): Promise<{ readonly line: LineConnection; readonly answer: string }> {
  const line = await LineConnection.open(server.imapPort);
  await line.readLine();
  return { line, answer: await imapCommand(line, `LOGIN ${user} ${password}`) };
}

async function imapCommand(line: LineConnection, text: string): Promise<string> {
  line.write(`t ${text}\r\n`);
  for (;;) {
    const answer = await line.readLine();
    if (answer.startsWith('t ')) return answer;
  }
}

async function untilCount(server: MailServer, user: string, count: number): Promise<void> {
  for (let wait = 0; wait < 200 && (await server.receivedCount(user)) < count; wait += 1) await pause(100);
  expect(await server.receivedCount(user)).toBe(count);
}

/** What a client that trusts the instance's root, and asks for "localhost", finds wrong. */
async function tlsFailure(server: MailServer): Promise<string> {
  const socket = connectTls({ host: '127.0.0.1', port: server.imapsPort, ca: server.caPem, servername: 'localhost' });
  try {
    await once(socket, 'secureConnect');
    return 'none';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error);
  } finally {
    socket.destroy();
  }
}

describe('the test mail server', () => {
  let server: MailServer;
  beforeAll(async () => {
    server = await startMailServer({ domains: ['test.test', 'longan.example'] });
  });
  afterAll(async () => {
    await server.stop();
  });

  it('delivers what is submitted over STARTTLS and over TLS, in every domain, also with a null sender', async () => {
    const from = { user: 'unit1', password: 'test' };
    await sendMail({ protocol: 'submission', port: server.submissionPort, ...from }, { from: 'unit1@test.test', to: ['unit2@test.test'] }, letter('one'));
    await sendMail({ protocol: 'smtps', port: server.smtpsPort, ...from }, { from: '', to: ['unit2@longan.example'] }, letter('two'));
    await untilCount(server, 'unit2', 2);
    const texts = (await server.messages('unit2')).map(({ raw }) => Buffer.from(raw).toString());
    expect(texts.map((text) => /^Return-Path: (.*)\r$/m.exec(text)?.[1]).sort()).toEqual(['<>', '<unit1@test.test>']);
    expect(texts.every((text) => text.endsWith('Kính gửi\r\n'))).toBe(true);
  });

  it('refuses a wrong password on submission', async () => {
    const sent = sendMail({ protocol: 'submission', port: server.submissionPort, user: 'unit1', password: 'wrong' }, { from: '', to: ['clerk@test.test'] }, letter('x'));
    await expect(sent).rejects.toThrow('535');
  });

  it('tells a client in IDLE about a delivered letter', async () => {
    const { line, answer } = await imapLogin(server, 'head');
    expect(answer).toContain('t OK');
    await imapCommand(line, 'SELECT INBOX');
    line.write('t IDLE\r\n');
    expect(await line.readLine()).toMatch(/^\+/);
    await server.deliver('head', letter('now'), { from: 'unit1@test.test' });
    expect(await line.readLine()).toBe('* 1 EXISTS');
    await line.close();
  });

  it('keeps seeded messages byte for byte, in the order given', async () => {
    const seeded = Array.from({ length: 30 }, (_, index) => letter(`seed ${index}`));
    expect(await server.appendMany('clerk', 'INBOX', seeded)).toBe(30);
    const stored = await server.messages('clerk');
    expect(stored.map(({ uid }) => uid)).toEqual(seeded.map((_, index) => index + 1));
    expect(stored.map(({ raw }) => Buffer.from(raw).toString())).toEqual(seeded.map((raw) => Buffer.from(raw).toString()));
  });

  it('keeps mail and ports over a restart, and flags and UIDVALIDITY change as another client would change them', async () => {
    await server.addFlag('clerk', 'INBOX', 2, '$MDNSent');
    await server.restart();
    const { line, answer } = await imapLogin(server, 'clerk');
    expect(answer).toContain('t OK');
    await line.close();
    expect((await server.messages('clerk')).find(({ uid }) => uid === 2)?.flags).toContain('$MDNSent');
    await server.expunge('clerk', 'INBOX', 1);
    expect(await server.receivedCount('clerk')).toBe(29);
    const before = await uidValidity(server, 'clerk');
    await server.resetUidValidity('clerk');
    expect(await uidValidity(server, 'clerk')).toBeGreaterThan(before);
  });

  it('answers changed passwords and locked accounts as real servers do', async () => {
    await server.setPassword('unit2', 'other');
    const wrong = await imapLogin(server, 'unit2');
    expect(wrong.answer).toContain('[AUTHENTICATIONFAILED]');
    const right = await imapLogin(server, 'unit2', 'other');
    expect(right.answer).toContain('t OK');
    await server.lockAccount('unit2');
    const locked = await imapLogin(server, 'unit2', 'other');
    expect(locked.answer).toContain('locked');
    for (const { line } of [wrong, right, locked]) await line.close();
  });

  it('can hang, and can be away while SMTP queues', async () => {
    server.pauseImap();
    const line = await LineConnection.open(server.imapPort);
    await expect(line.readLine(300)).rejects.toThrow('no line');
    server.resumeImap();
    expect(await line.readLine()).toContain('* OK');
    await line.close();
    await server.stopImap();
    await expect(LineConnection.open(server.imapPort)).rejects.toThrow('ECONNREFUSED');
    await server.startImap();
    expect((await imapLogin(server, 'clerk')).answer).toContain('t OK');
  });

  it('runs beside another instance, which may refuse the null sender', async () => {
    const second = await startMailServer({ rejectNullSender: true, compress: true });
    const sent = sendMail({ protocol: 'submission', port: second.submissionPort, user: 'unit1', password: 'test' }, { from: '', to: ['clerk@test.test'] }, letter('x'));
    await expect(sent).rejects.toThrow('550');
    const { line } = await imapLogin(second, 'clerk');
    line.write('c CAPABILITY\r\n');
    expect(await line.readLine()).toContain('COMPRESS=DEFLATE');
    await line.close();
    await second.stop();
    expect(existsSync(dirname(second.caFile))).toBe(false);
  });

  it.each([
    ['trusted', 'none'],
    ['self-signed', 'none'],
    ['expired', 'CERT_HAS_EXPIRED'],
    ['wrong-name', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ] as const)('has a %s certificate when asked: a client that trusts its root finds %s', async (certificate, failure) => {
    const other = await startMailServer({ certificate });
    expect(await tlsFailure(other)).toBe(failure);
    await other.stop();
  });

  it('sweeps what a killed run left behind, folder and processes', async () => {
    const parent = dirname(dirname(server.caFile));
    const left = join(parent, '19990');
    mkdirSync(left);
    const orphan = spawn('sleep', ['600'], { env: { ...process.env, LEFT_IN: `${left}/` }, stdio: 'ignore' });
    const gone = new Promise((resolve) => orphan.once('exit', resolve));
    const shortLived = spawn('true');
    await new Promise((resolve) => shortLived.once('exit', resolve));
    writeFileSync(join(left, 'owner'), String(shortLived.pid));
    const instance = await reserveInstance();
    await gone;
    expect(existsSync(left)).toBe(false);
    await endProcessesOf(instance.path);
    instance.release();
  });
});

async function uidValidity(server: MailServer, user: string): Promise<number> {
  const { line } = await imapLogin(server, user);
  line.write('s STATUS INBOX (UIDVALIDITY)\r\n');
  const status = await line.readLine();
  await line.close();
  return Number(/UIDVALIDITY (\d+)/.exec(status)?.[1]);
}
