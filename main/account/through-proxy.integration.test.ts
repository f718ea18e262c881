import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestProxy, type TestProxy, type TestProxyOptions } from '../../scripts/desk/test-proxy';
import { startMailServer, type MailServer } from '../../scripts/servers/mail-server';
import type { Encryption } from '../../core/model/account';
import type { MailLogin } from '../net/mail-login';
import type { Route } from '../net/proxy-routes';
import { checkSmtp } from '../outbox/check-smtp';
import { openSmtpSession } from '../outbox/smtp-session';
import { probeImap } from '../sync/probe-imap';

/** only the proxy knows it */
const host = 'mail.office.invalid';
let server: MailServer;
let fingerprint: string;
const proxies: TestProxy[] = [];

async function proxy(kind: 'socks5' | 'http', options: TestProxyOptions = {}): Promise<{ readonly proxy: TestProxy; readonly route: Route }> {
  const started = await startTestProxy(kind, { names: { [host]: '127.0.0.1' }, ...options });
  proxies.push(started);
  return { proxy: started, route: { kind, host: '127.0.0.1', port: started.port } };
}

function login(port: number, encryption: Encryption, ...routes: readonly Route[]): MailLogin {
  return { server: { host, port, encryption }, user: 'clerk', password: 'test', trust: { anchors: [], acceptedFingerprint: fingerprint }, routes: () => Promise.resolve(routes) };
}

beforeAll(async () => {
  server = await startMailServer({ users: ['clerk'], mechanisms: ['plain', 'scram-sha-256'] });
  fingerprint = await new Promise<string>((resolve) => {
    const socket = connect({ port: server.imapsPort, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(new X509Certificate(socket.getPeerCertificate().raw).fingerprint256.replaceAll(':', '').toLowerCase());
      socket.destroy();
    });
  });
});
afterEach(async () => {
  for (const one of proxies.splice(0)) await one.close();
});
afterAll(async () => {
  await server.stop();
});

describe.each(['socks5', 'http'] as const)('through a %s proxy', (kind) => {
  it.each([['tls', 'imapsPort'], ['starttls', 'imapPort'], ['none', 'imapPort']] as const)('the mailbox is reached by a name that only the proxy knows (%s)', async (encryption, port) => {
    const { proxy: used, route } = await proxy(kind);
    expect(await probeImap(login(server[port], encryption, route))).toMatchObject({ ok: true });
    expect(used.asked()).toEqual([`${host}:${server[port]}`]);
  });

  it.each([['tls', 'smtpsPort'], ['starttls', 'submissionPort']] as const)('mail goes out (%s)', async (encryption, port) => {
    const { proxy: used, route } = await proxy(kind);
    const session = await openSmtpSession(login(server[port], encryption, route));
    expect(await session.hand({ sender: 'clerk@test.test', recipient: 'clerk@test.test', raw: 'Subject: t\r\n\r\nt\r\n' })).toMatchObject({ outcome: 'taken' });
    session.close();
    expect(used.asked()).toEqual([`${host}:${server[port]}`]);
  });

  it('a certificate that is not trusted is shown as the server has it', async () => {
    const { route } = await proxy(kind);
    const strange = { ...login(server.imapsPort, 'tls', route), trust: { anchors: [server.caPem], acceptedFingerprint: null } };
    expect(await probeImap(strange)).toMatchObject({ ok: false, failure: { code: 'certificateName', certificate: { fingerprint } } });
  });

  it('that refuses, the failure is the proxy’s and not the server’s', async () => {
    const { route } = await proxy(kind, { refuses: true });
    const said = kind === 'http' ? /HTTP 403/ : /not ?allowed/i;
    expect(await probeImap(login(server.imapsPort, 'tls', route))).toMatchObject({ ok: false, failure: { code: 'proxyFailed', serverSaid: expect.stringMatching(said) } });
    expect(await checkSmtp(login(server.submissionPort, 'starttls', route))).toMatchObject({ ok: false, failure: { code: 'proxyFailed', serverSaid: expect.stringMatching(said) } });
  });

  it('that does not know the name, the failure is the proxy’s too', async () => {
    const { route } = await proxy(kind, { names: {} });
    expect(await probeImap(login(server.imapsPort, 'tls', route))).toMatchObject({ ok: false, failure: { code: 'proxyFailed' } });
    expect(await checkSmtp(login(server.submissionPort, 'starttls', route))).toMatchObject({ ok: false, failure: { code: 'proxyFailed' } });
  });
});

describe('where a proxy is gone', () => {
  const gone: Route = { kind: 'http', host: '127.0.0.1', port: 1 };

  it('nothing is tried behind its back', async () => {
    expect(await probeImap(login(server.imapsPort, 'tls', gone))).toMatchObject({ ok: false, failure: { code: 'proxyFailed', host } });
    expect(await checkSmtp(login(server.submissionPort, 'starttls', gone))).toMatchObject({ ok: false, failure: { code: 'proxyFailed', host } });
  });

  it('the next way of the list is taken', async () => {
    const { route } = await proxy('socks5');
    expect(await probeImap(login(server.imapsPort, 'tls', gone, route))).toMatchObject({ ok: true });
    expect(await checkSmtp(login(server.submissionPort, 'starttls', gone, route))).toMatchObject({ ok: true });
  });

  it('the answer of a server that was reached is not carried to the next way', async () => {
    const first = await proxy('http');
    const second = await proxy('socks5');
    const wrong = { ...login(server.imapsPort, 'tls', first.route, second.route), password: 'not this' };
    expect(await probeImap(wrong)).toMatchObject({ ok: false, failure: { code: 'passwordWrong' } });
    expect(second.proxy.asked()).toEqual([]);
  });
});

describe('a line that others can read', () => {
  it('carries no password off this machine: SCRAM or nothing', async () => {
    const { route } = await proxy('socks5');
    expect(await probeImap(login(server.imapPort, 'none', route))).toMatchObject({ ok: true });
    const plain = await startMailServer({ users: ['clerk'] });
    try {
      expect(await probeImap(login(plain.imapPort, 'none', route))).toMatchObject({ ok: false, failure: { code: 'plainNotAllowed' } });
      expect(await checkSmtp(login(plain.submissionPort, 'none', route))).toMatchObject({ ok: false, failure: { code: 'plainNotAllowed' } });
    } finally {
      await plain.stop();
    }
  });
});
