import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { ConnectionFailure, Encryption } from '../../core/model/account';
import { scriptedCertificate, startScriptedServer, type ScriptedServer } from '../../scripts/desk/scripted-server';
import { explainLine } from './explain-line';
import type { LineTo } from './look-at-server';

const certificate = scriptedCertificate();
const strange = scriptedCertificate('wrong-name');
const open: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

async function scripted(script: Parameters<typeof startScriptedServer>[0], options: Parameters<typeof startScriptedServer>[1]): Promise<ScriptedServer> {
  const server = await startScriptedServer(script, options);
  open.push(() => server.close());
  return server;
}

const to = (port: number, encryption: Encryption, anchors: readonly string[] = []): LineTo => ({ server: { host: 'localhost', port, encryption }, trust: { anchors, acceptedFingerprint: null } });
const error = (code: string): Error => Object.assign(new Error(code), { code });
const explain = (code: string, line: LineTo): Promise<ConnectionFailure> => explainLine(error(code), line, 'imap', 100);

/** What the sign-in page of a hotel or an airport answers to whatever is asked. */
const portal = (_request: unknown, response: { writeHead(status: number, headers: Readonly<Record<string, string>>): { end(): unknown } }): unknown =>
  response.writeHead(302, { Location: 'http://login.wifi.example/', 'Content-Length': '0' }).end();

describe('the sign-in page of a network in the place of a mail server', () => {
  it('is told by its redirection in clear text, on a port for TLS and on one for STARTTLS', async () => {
    const port = await listening(createHttp(portal));
    expect(await explain('ERR_SSL_WRONG_VERSION_NUMBER', to(port, 'tls'))).toMatchObject({ code: 'captivePortal' });
    expect(await explain('GREETING_TIMEOUT', to(port, 'starttls'))).toMatchObject({ code: 'captivePortal' });
  });

  it('is told by a page behind a certificate of its own, which is shown', async () => {
    const port = await listening(createHttps({ key: strange.keyPem, cert: strange.certificatePem }, portal));
    expect(await explain('ERR_TLS_CERT_ALTNAME_INVALID', to(port, 'tls', [strange.caPem]))).toMatchObject({ code: 'captivePortal', certificate: { subject: expect.stringContaining('mail.elsewhere.example') } });
  });

  it('is told by the status made for it', async () => {
    const port = await listening(createHttp((_request, response) => response.writeHead(511).end()));
    expect(await explain('GREETING_TIMEOUT', to(port, 'starttls'))).toMatchObject({ code: 'captivePortal' });
  });

  it('is not seen in a web server that is what it says it is', async () => {
    const port = await listening(createHttps({ key: certificate.keyPem, cert: certificate.certificatePem }, portal));
    expect(await explain('GREETING_TIMEOUT', to(port, 'tls', [certificate.caPem]))).toMatchObject({ code: 'notThisProtocol' });
  });

  it('is not seen in a web server that only has an error to show', async () => {
    const port = await listening(createHttp((_request, response) => response.writeHead(400).end()));
    expect(await explain('ERR_SSL_WRONG_VERSION_NUMBER', to(port, 'tls'))).toMatchObject({ code: 'notThisProtocol' });
  });
});

describe('a certificate that is not trusted', () => {
  it.each(['tls', 'starttls'] as const)('is shown exactly, with whoever issued it, where somebody reads along (%s)', async (encryption) => {
    const server = await scripted(async (line) => {
      await line.say('* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n');
      const said = await line.read();
      if (said?.includes('STARTTLS')) {
        await line.say('a OK go\r\n');
        await line.startTls();
      }
      await line.read();
    }, { tls: encryption === 'tls', certificate });
    const failure = await explain('UNABLE_TO_VERIFY_LEAF_SIGNATURE', to(server.port, encryption));
    expect(failure).toMatchObject({ code: 'certificateNotTrusted', certificate: { subject: 'CN=localhost', issuer: 'CN=VanThu Test Root', fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });

  it('keeps its name where the server is gone by the time it is looked at', async () => {
    expect(await explain('DEPTH_ZERO_SELF_SIGNED_CERT', to(1, 'tls'))).toMatchObject({ code: 'certificateNotTrusted', certificate: null });
  });
});

describe('a second look', () => {
  it('is given to failures that it can explain, and to no other', async () => {
    const server = await scripted(async (line) => void (await line.read()), { certificate });
    for (const code of ['ENOTFOUND', 'ECONNREFUSED', 'ECONNRESET', 'LINE_TAMPERED', 'PROXY_FAILED', 'LOGIN_NOT_OFFERED']) await explain(code, to(server.port, 'tls'));
    expect(server.connections()).toBe(0);
  });

  it('sends nothing that names the person', async () => {
    const server = await scripted(async (line) => {
      for (let said = await line.read(); said !== null && said !== ''; ) said = await line.read();
    }, { certificate });
    await explain('GREETING_TIMEOUT', to(server.port, 'none'));
    expect(server.heard().split('\n').filter((line) => line !== '')).toEqual(['GET / HTTP/1.1', 'Host: localhost', 'Connection: close']);
  });
});
