import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { startTestProxy } from '../../scripts/desk/test-proxy';
import { limits } from '../../core/base/limits';
import { dialThroughProxy } from './dial-through-proxy';

const open: { server: Server; sockets: Set<Socket> }[] = [];

/** A proxy whose every word is the test's. */
async function rawProxy(talk: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    talk(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ server, sockets });
  return (server.address() as AddressInfo).port;
}

afterEach(async () => {
  for (const { server, sockets } of open.splice(0)) {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

const patience = (): AbortSignal => AbortSignal.timeout(10_000);
const target = { host: 'mail.so.gov.vn', port: 993 };

function readAll(socket: Socket): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
    socket.on('close', () => resolve(text));
    socket.resume();
  });
}

describe('a line through a proxy', () => {
  it.each([
    ['http', Buffer.from('HTTP/1.1 200 Connection established\r\nVia: 1.1 p\r\n\r\n')],
    ['socks5', Buffer.from([5, 0, 5, 0, 0, 3, 4, 97, 98, 99, 100, 0, 80])],
  ] as const)('keeps what the server said first, wherever the bytes were cut (%s)', async (kind, answer) => {
    const greeting = '* OK ready\r\n';
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: answer.length + greeting.length - 1 }), { maxLength: 4 }), async (cuts) => {
      const whole = Buffer.concat([answer, Buffer.from(greeting)]);
      const ends = [...new Set(cuts)].sort((a, b) => a - b);
      const pieces = [...ends, whole.length].map((end, at) => whole.subarray(at === 0 ? 0 : ends[at - 1], end));
      const port = await rawProxy((socket) => {
        socket.setNoDelay(true);
        socket.resume();
        void (async () => {
          for (const piece of pieces) {
            socket.write(piece);
            await new Promise((resolve) => setImmediate(resolve));
          }
          socket.end();
        })();
      });
      const socket = await dialThroughProxy({ kind, host: '127.0.0.1', port }, target, patience());
      expect(await readAll(socket)).toBe(greeting);
    }), { numRuns: 25 });
  });

  it('hands the name over and looks nothing up', async () => {
    const proxy = await startTestProxy('socks5', { refuses: true });
    await expect(dialThroughProxy({ kind: 'socks5', host: '127.0.0.1', port: proxy.port }, target, patience())).rejects.toMatchObject({ code: 'PROXY_FAILED' });
    expect(proxy.asked()).toEqual(['mail.so.gov.vn:993']);
    await proxy.close();
  });

  it('is given up when the proxy says nothing', async () => {
    const proxy = await startTestProxy('http', { isDumb: true });
    await expect(dialThroughProxy({ kind: 'http', host: '127.0.0.1', port: proxy.port }, target, AbortSignal.timeout(50))).rejects.toMatchObject({ code: 'PROXY_FAILED', reason: expect.stringContaining('timeout') });
    await proxy.close();
  });

  it.each([
    ['http', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'HTTP 407'],
    ['http', 'SSH-2.0-x\r\n\r\n\r\n', 'no HTTP proxy'],
    ['http', `HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(limits.proxyAnswerBytes / 4)}`, 'too much'],
    ['socks5', Buffer.from([5, 255]), 'a login is required'],
    ['socks5', Buffer.from([4, 0]), 'no SOCKS 5'],
    ['socks5', Buffer.from([5, 0, 5, 5, 0, 1, 0, 0, 0, 0, 0, 0]), 'connection refused'],
    ['socks5', Buffer.from([5]), 'closed'],
  ] as const)('fails by name where a %s proxy says %j', async (kind, words, reason) => {
    const port = await rawProxy((socket) => {
      socket.resume();
      socket.write(words);
      if (reason === 'closed') socket.end();
    });
    await expect(dialThroughProxy({ kind, host: '127.0.0.1', port }, target, patience())).rejects.toMatchObject({ code: 'PROXY_FAILED', reason: expect.stringContaining(reason) });
  });

  it('never carries a name that would speak for itself', async () => {
    const port = await rawProxy((socket) => socket.destroy());
    await expect(dialThroughProxy({ kind: 'http', host: '127.0.0.1', port }, { host: 'a\r\nX: y', port: 1 }, patience())).rejects.toMatchObject({ code: 'PROXY_FAILED' });
  });
});
