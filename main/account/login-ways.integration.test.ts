import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Encryption } from '../../core/model/account';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import type { MailLogin } from '../net/mail-login';
import { checkSmtp } from '../outbox/check-smtp';
import { openSmtpSession } from '../outbox/smtp-session';
import { probeImap } from '../sync/probe-imap';

const password = 'Mật khẩu, 2026=';
let server: MailServer;
let plainOnly: MailServer;
let older: MailServer;
let tokens: Server;

const imap = (to: MailServer, encryption: Encryption = 'tls'): MailLogin['server'] => ({ host: 'localhost', port: encryption === 'tls' ? to.imapsPort : to.imapPort, encryption });
const smtp = (to: MailServer): MailLogin['server'] => ({ host: 'localhost', port: to.submissionPort, encryption: 'starttls' });
const login = (to: MailServer, at: MailLogin['server'], more: Partial<MailLogin> = {}): MailLogin => ({
  server: at, user: 'clerk', password, trust: { anchors: [to.caPem], acceptedFingerprint: null }, ...more,
});
const log = (to: MailServer): Promise<string> => readFile(to.imapLogPath, 'utf8');

/** Ways the server saw a user take, from its own log. */
async function ways(to: MailServer, user: string): Promise<readonly string[]> {
  return [...(await log(to)).matchAll(new RegExp(`imap-login: .*user=<${user}>, method=([A-Z0-9-]+)`, 'g'))].map((match) => match[1] ?? '');
}

/** The log comes after the answer. */
async function expectWays(to: MailServer, user: string, holds: (seen: readonly string[]) => void): Promise<void> {
  await vi.waitFor(async () => holds(await ways(to, user)), { timeout: 20_000, interval: 20 });
}

beforeAll(async () => {
  // RFC 7662: one token is good, for one name
  tokens = createServer((request, response) => {
    const isGood = new URL(request.url ?? '', 'http://localhost').searchParams.get('token') === 'good-token';
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(isGood ? { active: 'true', username: 'clerk' } : { active: 'false' }));
  });
  await new Promise<void>((resolve) => tokens.listen(0, '127.0.0.1', resolve));
  const introspectionUrl = `http://127.0.0.1:${(tokens.address() as AddressInfo).port}/?token=`;
  server = await startMailServer({ users: ['clerk', 'wrong', 'locked', 'first'], password, mechanisms: ['plain', 'login', 'scram-sha-1', 'scram-sha-256', 'xoauth2', 'oauthbearer'], introspectionUrl });
  older = await startMailServer({ users: ['clerk'], password, mechanisms: ['login', 'scram-sha-1', 'xoauth2'], introspectionUrl });
  plainOnly = await startMailServer({ users: ['clerk'], password, mechanisms: ['login'], extensions: false });
});
afterAll(async () => {
  await server.stop();
  await older.stop();
  await plainOnly.stop();
  tokens.close();
});

describe('a password', () => {
  it.each(['tls', 'starttls', 'none'] as const)('goes by SCRAM-SHA-256 where the server has it, so that it never travels (IMAP, %s)', async (encryption) => {
    expect(await probeImap(login(server, imap(server, encryption)))).toMatchObject({ ok: true });
    await expectWays(server, 'clerk', (seen) => expect(seen.at(-1)).toBe('SCRAM-SHA-256'));
  });

  it('goes the same way to the sending server', async () => {
    if (server.smtpKind !== 'postfix') return;
    const session = await openSmtpSession(login(server, smtp(server)));
    expect(await session.hand({ sender: 'clerk@test.test', recipient: 'first@test.test', raw: 'Subject: t\r\n\r\nt\r\n' })).toMatchObject({ outcome: 'taken' });
    session.close();
    await vi.waitFor(async () => expect(await readFile(server.smtpLogPath, 'utf8')).toMatch(/sasl_method=SCRAM-SHA-256, sasl_username=clerk/), { timeout: 20_000 });
  });

  it('is tried once and by one way only when the server says no', async () => {
    expect(await probeImap(login(server, imap(server), { user: 'wrong', password: 'not this' }))).toMatchObject({ ok: false, failure: { code: 'passwordWrong' } });
    await expectWays(server, 'wrong', (seen) => expect(seen).toEqual(['SCRAM-SHA-256']));
    expect(await checkSmtp(login(server, smtp(server), { user: 'wrong', password: 'not this' }))).toMatchObject({ ok: false, failure: { code: 'passwordWrong' } });
  });

  it('goes by SCRAM-SHA-1 where that is the best the server has, and a token by XOAUTH2', async () => {
    expect(await probeImap(login(older, imap(older)))).toMatchObject({ ok: true });
    expect(await probeImap(login(older, imap(older), { way: 'oauth2', password: 'good-token' }))).toMatchObject({ ok: true });
    await expectWays(older, 'clerk', (seen) => expect(seen).toEqual(['SCRAM-SHA-1', 'XOAUTH2']));
    if (older.smtpKind !== 'postfix') return;
    expect(await checkSmtp(login(older, smtp(older)))).toMatchObject({ ok: true });
    expect(await checkSmtp(login(older, smtp(older), { way: 'oauth2', password: 'good-token' }))).toMatchObject({ ok: true });
    expect(await checkSmtp(login(older, smtp(older), { way: 'oauth2', password: 'stale-token' }))).toMatchObject({ ok: false, failure: { code: 'passwordWrong' } });
  });

  it('still gets in where a server knows LOGIN and not one extension', async () => {
    expect(await probeImap(login(plainOnly, imap(plainOnly)))).toMatchObject({ ok: true, value: { idle: false, canClaim: false } });
    expect(await probeImap(login(plainOnly, imap(plainOnly, 'starttls')))).toMatchObject({ ok: true });
    await expectWays(plainOnly, 'clerk', (seen) => expect(seen).toEqual(['LOGIN', 'LOGIN']));
    expect(await checkSmtp(login(plainOnly, smtp(plainOnly)))).toMatchObject({ ok: true });
  });
});

describe('an access token', () => {
  const token = { way: 'oauth2', password: 'good-token' } as const;

  it('logs in to the mailbox, and to the sending server', async () => {
    expect(await probeImap(login(server, imap(server), token))).toMatchObject({ ok: true });
    await expectWays(server, 'clerk', (seen) => expect(seen.at(-1)).toBe('OAUTHBEARER'));
    if (server.smtpKind === 'postfix') expect(await checkSmtp(login(server, smtp(server), token))).toMatchObject({ ok: true });
  });

  it('that the server does not take is a refusal', async () => {
    const refused = { way: 'oauth2', password: 'stale-token' } as const;
    expect(await probeImap(login(server, imap(server), refused))).toMatchObject({ ok: false, failure: { code: 'passwordWrong' } });
    if (server.smtpKind === 'postfix') expect(await checkSmtp(login(server, smtp(server), refused))).toMatchObject({ ok: false, failure: { code: 'passwordWrong' } });
  });

  it('is not handed to a server that knows passwords only', async () => {
    expect(await probeImap(login(plainOnly, imap(plainOnly), token))).toMatchObject({ ok: false, failure: { code: 'loginNotOffered' } });
    expect(await checkSmtp(login(plainOnly, smtp(plainOnly), token))).toMatchObject({ ok: false, failure: { code: 'loginNotOffered' } });
  });
});

describe('an account that is locked', () => {
  it('is told apart from a wrong password, whatever way the password went', async () => {
    await server.lockAccount('locked');
    expect(await probeImap(login(server, imap(server), { user: 'locked' }))).toMatchObject({ ok: false, failure: { code: 'accountLocked' } });
  });
});
