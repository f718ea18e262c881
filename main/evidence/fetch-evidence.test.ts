import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { limits } from '../../core/base/limits';
import { makeTestCertificate } from '../../scripts/servers/test-certificate';
import { startTestProxy } from '../../scripts/desk/test-proxy';
import type { Route } from '../net/proxy-routes';
import { fetchEvidence, type EvidenceQuestion, type FetchRules } from './fetch-evidence';
import { say, startRawServer, type RawServer } from './fixtures/raw-server';

const list = Uint8Array.of(0x30, 3, 2, 1, 7);
const direct: readonly Route[] = [{ kind: 'direct' }];
const toClose: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of toClose.splice(0)) await close();
});

async function server(speak: (socket: Socket, head: string) => void): Promise<RawServer> {
  const started = await startRawServer(speak);
  toClose.push(() => started.close());
  return started;
}

function rules(changes: Partial<FetchRules> = {}): FetchRules {
  return {
    resolve: () => Promise.resolve(['127.0.0.1']), routes: () => Promise.resolve(direct), privateHosts: ['127.0.0.1'], tlsAnchors: [], signal: new AbortController().signal, ...changes,
  };
}

/** What came of a question: 'bytes', 'same', or why not. */
async function outcome(url: string, changes: Partial<FetchRules> = {}, question: Partial<EvidenceQuestion> = {}): Promise<string> {
  const answer = await fetchEvidence({ what: 'crl', url, request: null, known: null, ...question }, rules(changes));
  return answer.ok ? answer.value.kind : answer.failure.code;
}

describe('a question to a server', () => {
  test('brings the bytes and what they are known by, and tells nothing of who asks', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', { etag: '"7"', 'last-modified': 'Thu, 12 Nov 2026 00:00:00 GMT' }, list));
    const answer = await fetchEvidence({ what: 'crl', url: `http://127.0.0.1:${port}/a/list.crl?x=1#y`, request: null, known: null }, rules());
    expect(answer).toEqual({ ok: true, value: { kind: 'bytes', bytes: list, validators: { etag: '"7"', lastModified: 'Thu, 12 Nov 2026 00:00:00 GMT' } } });
    const [first, ...fields] = (asked[0] ?? '').trim().toLowerCase().split('\r\n');
    expect(first).toBe('get /a/list.crl?x=1 http/1.1');
    expect(fields.sort()).toEqual(['accept-encoding: identity', 'accept: */*', 'connection: close', `host: 127.0.0.1:${port}`, 'user-agent: vanthu']);
  });

  test('posts what is asked of an OCSP responder', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', {}, list));
    expect(await outcome(`http://127.0.0.1:${port}/`, {}, { what: 'ocsp', request: Buffer.from('question') })).toBe('bytes');
    expect(asked[0]).toMatch(/^POST \/ HTTP\/1\.1\r\n[^]*content-type: application\/ocsp-request\r\ncontent-length: 8\r\n\r\nquestion$/i);
  });

  test('says what is known, and takes "not modified" only then', async () => {
    const { port, asked } = await server((socket) => say(socket, '304 Not Modified'));
    const url = `http://127.0.0.1:${port}/`;
    expect(await outcome(url, {}, { known: { etag: '"7"', lastModified: 'yesterday' } })).toBe('same');
    expect(asked[0]).toMatch(/if-none-match: "7"\r\nif-modified-since: yesterday\r\n/i);
    expect(await outcome(url)).toBe('redirect');
  });

  test.each<readonly [string, string, (socket: Socket) => void]>([
    ['a status that is no success', 'status', (socket) => say(socket, '404 Not Found', {}, list)],
    ['a web page instead', 'notEvidence', (socket) => say(socket, '200 OK', { 'content-type': 'text/html' }, '<html>Sign in to the network</html>')],
    ['nothing', 'notEvidence', (socket) => say(socket, '200 OK')],
    ['a packed answer, which nobody asked for', 'notEvidence', (socket) => say(socket, '200 OK', { 'content-encoding': 'gzip' }, list)],
    ['something that is no HTTP', 'notEvidence', (socket) => socket.end('* OK IMAP4rev1\r\n')],
    ['half of what it promised', 'closed', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n0')],
    ['a line that is cut before the answer', 'closed', (socket) => socket.destroy()],
    ['more than a list may have, and says so', 'tooLarge', (socket) => socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${limits.evidenceCrlBytes + 1}\r\n\r\n0`)],
    ['a head without end', 'tooLarge', (socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(limits.evidenceHeaderBytes + 1000)}`)],
    ['another protocol in the middle', 'closed', (socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n')],
  ])('that gets %s fails by name: %s', async (_what, code, speak) => {
    const { port } = await server(speak);
    expect(await outcome(`http://127.0.0.1:${port}/`)).toBe(code);
  });

  test('is broken off where the body does not end', async () => {
    const { port } = await server((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n0');
      const more = Buffer.alloc(64 * 1024);
      const pour = (): void => {
        while (!socket.destroyed && socket.write(more));
      };
      socket.on('drain', pour);
      pour();
    });
    expect(await outcome(`http://127.0.0.1:${port}/`, {}, { what: 'ocsp' })).toBe('tooLarge');
    expect(await outcome(`http://127.0.0.1:${port}/`, {}, { what: 'certificate' })).toBe('tooLarge');
  });

  test('waits for a silent server, and for one that drips, only so long', async () => {
    const silent = await server(() => undefined);
    expect(await outcome(`http://127.0.0.1:${silent.port}/`, { patience: { head: 50, total: 60_000 } })).toBe('timeout');
    const dripping = await server((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n');
      const timer = setInterval(() => socket.write('0'), 10);
      socket.once('close', () => clearInterval(timer));
    });
    expect(await outcome(`http://127.0.0.1:${dripping.port}/`, { patience: { head: 60_000, total: 300 } })).toBe('timeout');
  });

  test('ends with the program', async () => {
    const ending = new AbortController();
    const { port } = await server(() => ending.abort());
    expect(await outcome(`http://127.0.0.1:${port}/`, { signal: ending.signal })).toBe('timeout');
    expect(await outcome(`http://127.0.0.1:${port}/`, { signal: ending.signal })).toBe('timeout');
  });

  test('does not wait for a resolver that never answers', async () => {
    const ending = new AbortController();
    const resolve = (): Promise<never> => {
      ending.abort();
      return new Promise(() => undefined);
    };
    expect(await outcome('http://list.ca.vn/', { signal: ending.signal, resolve })).toBe('timeout');
    expect(await outcome('http://list.ca.vn/', { routes: () => new Promise(() => undefined), patience: { head: 50, total: 50 } })).toBe('timeout');
  });

  test('to a port where nobody listens fails by name', async () => {
    const { port, close } = await startRawServer(() => undefined);
    await close();
    expect(await outcome(`http://127.0.0.1:${port}/`)).toBe('notReached');
  });
});

describe('redirects', () => {
  test('are followed, each address checked anew', async () => {
    const { port, asked } = await server((socket, head) => (head.startsWith('GET /a ') ? say(socket, '302 Found', { location: '/b' }) : say(socket, '200 OK', {}, list)));
    expect(await outcome(`http://127.0.0.1:${port}/a`)).toBe('bytes');
    expect(asked).toHaveLength(2);
  });

  test('without end are not followed for ever', async () => {
    const { port, asked } = await server((socket) => say(socket, '302 Found', { location: '/again' }));
    expect(await outcome(`http://127.0.0.1:${port}/`)).toBe('redirect');
    expect(asked).toHaveLength(limits.evidenceRedirects + 1);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data/', 'privateAddress'], ['http://[::1]/x', 'privateAddress'], ['http://127.0.0.2:8080/x', 'privateAddress'], ['http://0/', 'privateAddress'], ['http://inner.office.vn/x', 'privateAddress'],
    ['file:///etc/passwd', 'redirect'], ['http://user:word@127.0.0.1/x', 'redirect'], ['http://127.0.0.1:25/', 'redirect'], ['ldap://127.0.0.1/', 'redirect'],
  ])('to %s end there: %s', async (location, code) => {
    const { port } = await server((socket) => say(socket, '301 Moved Permanently', { location }));
    expect(await outcome(`http://127.0.0.1:${port}/`)).toBe(code);
  });

  test('take a posted question along only where it stays as it is', async () => {
    const { port, asked } = await server((socket, head) => (head.startsWith('POST /a ') ? say(socket, '307 Temporary Redirect', { location: '/b' }) : say(socket, '302 Found', { location: '/c' })));
    expect(await outcome(`http://127.0.0.1:${port}/a`, {}, { what: 'ocsp', request: Buffer.from('question') })).toBe('redirect');
    expect(asked.map((head) => head.split(' HTTP')[0])).toEqual(['POST /a', 'POST /b']);
  });
});

describe('private addresses', () => {
  test('are not even knocked at, by number or by name', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', {}, list));
    const strict = { privateHosts: [] };
    expect(await outcome(`http://127.0.0.1:${port}/`, strict)).toBe('privateAddress');
    expect(await outcome(`http://2130706433:${port}/`, strict)).toBe('privateAddress');
    expect(await outcome(`http://list.ca.vn:${port}/`, strict)).toBe('privateAddress');
    // one public address among them makes the others no better
    expect(await outcome(`http://list.ca.vn:${port}/`, { ...strict, resolve: () => Promise.resolve(['1.1.1.1', '127.0.0.1']) })).toBe('privateAddress');
    expect(asked).toEqual([]);
  });

  test('are reached where the policy names the host', async () => {
    const { port } = await server((socket) => say(socket, '200 OK', {}, list));
    expect(await outcome(`http://list.ca.vn:${port}/`, { privateHosts: ['.ca.vn'] })).toBe('bytes');
  });

  test('do not come in by a name that answers otherwise the second time: it is asked for once, and the line goes where the answer said', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', {}, list));
    const answers = [['127.0.0.1'], ['127.0.0.2']];
    const given: (readonly string[])[] = [];
    const resolve = (): Promise<readonly string[]> => {
      given.push(answers[given.length] ?? []);
      return Promise.resolve(given.at(-1) ?? []);
    };
    expect(await outcome(`http://list.ca.vn:${port}/`, { privateHosts: ['list.ca.vn'], resolve })).toBe('bytes');
    expect([given, asked.length]).toEqual([[['127.0.0.1']], 1]);
  });

  test('do not come in by a second look after a redirect either', async () => {
    const { port, asked } = await server((socket) => say(socket, '302 Found', { location: 'http://second.ca.vn:8080/x' }));
    const resolve = (host: string): Promise<readonly string[]> => Promise.resolve(host === 'first.ca.vn' ? ['127.0.0.1'] : ['10.0.0.1']);
    expect(await outcome(`http://first.ca.vn:${port}/`, { privateHosts: ['first.ca.vn'], resolve })).toBe('privateAddress');
    expect(asked).toHaveLength(1);
  });
});

describe('TLS', () => {
  test('is checked with the anchors of the office, and is not left for clear text', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'vanthu-tls-'));
    const { caPem, certificatePem, keyPem } = makeTestCertificate('trusted', folder);
    rmSync(folder, { recursive: true, force: true });
    const tls = createTlsServer({ cert: certificatePem, key: keyPem }, (request, response) => (request.url === '/down' ? response.writeHead(302, { location: 'http://127.0.0.1:8/' }).end() : response.end(list)));
    await new Promise<void>((resolve) => tls.listen(0, '127.0.0.1', resolve));
    toClose.push(() => new Promise((resolve) => tls.close(resolve)));
    const url = `https://127.0.0.1:${(tls.address() as AddressInfo).port}`;
    expect(await outcome(`${url}/`, { tlsAnchors: [caPem] })).toBe('bytes');
    expect(await outcome(`${url}/down`, { tlsAnchors: [caPem] })).toBe('redirect');
    expect(await outcome(`${url}/`)).toBe('tlsFailed');
  });
});

describe('through a proxy', () => {
  const never = (): Promise<never> => Promise.reject(new Error('no name is looked up here'));

  test('of the web the whole address is handed over, and no name is looked up here', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', {}, list));
    const routes = (): Promise<readonly Route[]> => Promise.resolve([{ kind: 'http', host: '127.0.0.1', port }]);
    expect(await outcome('http://crl.ca.vn/list.crl', { resolve: never, routes, privateHosts: [] })).toBe('bytes');
    expect(asked[0]).toMatch(/^GET http:\/\/crl\.ca\.vn\/list\.crl HTTP\/1\.1\r\nhost: crl\.ca\.vn\r\n/i);
  });

  test('with SOCKS the name goes to the proxy', async () => {
    const { port } = await server((socket) => say(socket, '200 OK', {}, list));
    const proxy = await startTestProxy('socks5', { names: { 'crl.ca.vn': '127.0.0.1' } });
    toClose.push(() => proxy.close());
    const routes = (): Promise<readonly Route[]> => Promise.resolve([{ kind: 'socks5', host: '127.0.0.1', port: proxy.port }]);
    expect(await outcome(`http://crl.ca.vn:${port}/list.crl`, { resolve: never, routes, privateHosts: [] })).toBe('bytes');
    expect(proxy.asked()).toEqual([`crl.ca.vn:${port}`]);
  });

  test('names of the inner network and private addresses are not asked for, unless the policy names them', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', {}, list));
    const routes = (): Promise<readonly Route[]> => Promise.resolve([{ kind: 'http', host: '127.0.0.1', port }]);
    for (const url of ['http://intranet/x', 'http://127.0.0.1/x', 'http://169.254.169.254/x', 'http://metadata.internal/x', 'http://[fe80::1]/x']) {
      expect(await outcome(url, { resolve: never, routes, privateHosts: [] })).toBe('privateAddress');
    }
    expect(asked).toEqual([]);
    expect(await outcome('http://intranet/x', { resolve: never, routes, privateHosts: ['intranet'] })).toBe('bytes');
  });

  test('that fails is named as what failed', async () => {
    const refusing = await startTestProxy('http', { refuses: true });
    toClose.push(() => refusing.close());
    const routes = (): Promise<readonly Route[]> => Promise.resolve([{ kind: 'http', host: '127.0.0.1', port: refusing.port }]);
    expect(await outcome('https://crl.ca.vn/x', { resolve: never, routes })).toBe('proxyFailed');
  });
});
