import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Trouble } from './chaos-pipe';
import { startChaosProxy, type ChaosPlan, type ChaosProxy } from './chaos-proxy';
import { ResponseScanner } from './response-scanner';

let echo: Server;
let heard = '';
const proxies: ChaosProxy[] = [];

beforeAll(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      socket.write(bytes);
    });
  });
  echo.listen(0, '127.0.0.1');
  await once(echo, 'listening');
});
afterEach(async () => {
  heard = '';
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(() => {
  echo.close();
});

async function through(plan: ChaosPlan, target = (echo.address() as AddressInfo).port): Promise<{ readonly proxy: ChaosProxy; readonly line: Socket; readonly got: () => string }> {
  const proxy = await startChaosProxy(target, { seed: 7, plan });
  proxies.push(proxy);
  const line = connect(proxy.port, '127.0.0.1');
  let got = '';
  line.on('error', () => line.destroy());
  line.on('data', (bytes: Buffer) => (got += bytes.toString('latin1')));
  await once(line, 'connect');
  return { proxy, line, got: () => got };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

const text = 'abcdefghij'.repeat(1000);

describe('the bad line', () => {
  it('passes everything on where nothing is planned', async () => {
    const { line, got, proxy } = await through(() => []);
    line.write(text);
    await until(() => got().length === text.length);
    expect(got()).toBe(text);
    expect(proxy.octets()).toMatchObject({ toClient: text.length, toServer: text.length });
  });

  it.each(['toClient', 'toServer'] as const)('is cut after the very byte that was named, %s', async (side) => {
    const { line, got, proxy } = await through((connection) => (connection === 1 ? [{ kind: 'cut', side, after: 1234 }] : []));
    line.write(text);
    await once(line, 'close');
    expect(side === 'toClient' ? got() : heard).toBe(text.slice(0, 1234));
    expect(proxy.cuts()).toBe(1);
    const next = connect(proxy.port, '127.0.0.1');
    next.write('still there');
    const [bytes] = (await once(next, 'data')) as [Buffer];
    expect(bytes.toString()).toBe('still there');
    next.destroy();
  });

  it.each<readonly [string, readonly Trouble[]]>([
    ['a stall', [{ kind: 'stall', side: 'toClient', after: 500, millis: 30 }]],
    ['a narrow line', [{ kind: 'throttle', bytesPerSecond: 200_000 }]],
    ['a long line', [{ kind: 'latency', millis: 20 }]],
    ['lost segments', [{ kind: 'loss', share: 0.3, millis: 2 }]],
  ])('changes nothing of what comes over %s', async (_name, troubles) => {
    const { line, got } = await through(() => troubles);
    line.write(text);
    await until(() => got().length >= text.length);
    expect(got()).toBe(text);
  });

  it('puts garbage at the place that was named', async () => {
    const { line, got } = await through(() => [{ kind: 'garbage', side: 'toClient', after: 10, bytes: Buffer.from('<?>') }]);
    line.write(text);
    await until(() => got().length === text.length + 3);
    expect(got()).toBe(`${text.slice(0, 10)}<?>${text.slice(10)}`);
  });

  it('goes silent without anybody being told', async () => {
    const { line, got } = await through(() => [{ kind: 'halfOpen', side: 'toClient', after: 100 }]);
    line.write(text);
    await until(() => got().length === 100);
    line.write('anybody?');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(got()).toHaveLength(100);
    expect(line.destroyed).toBe(false);
    expect(heard).not.toContain('anybody?');
  });

  it('hangs up on everybody while the server is away, and cuts all lines on demand', async () => {
    const { line, proxy } = await through(() => []);
    proxy.setAway(true);
    const other = connect(proxy.port, '127.0.0.1');
    await once(other, 'close');
    proxy.cutAll();
    await once(line, 'close');
    expect(proxy.cuts()).toBe(1);
  });
});

describe('a line that speaks IMAP', () => {
  /** answers every command with two letters and a tagged OK */
  async function startMailbox(done: string[]): Promise<Server> {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.on('data', (bytes: Buffer) => {
        const tag = bytes.toString().split(' ')[0] ?? '';
        done.push(bytes.toString().trim());
        socket.write(`* 1 FETCH (UID 1 BODY[] {11}\r\na1 OK fake\r\n)\r\n* 2 FETCH (BODY[HEADER] {4}\r\nX: y UID 2)\r\n* OK [X {3}]\r\n${tag} OK done\r\n`);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  it('ends between what was done and the word that it was done', async () => {
    const done: string[] = [];
    const server = await startMailbox(done);
    const { line, got } = await through(() => [{ kind: 'cutBeforeTagged', command: /^UID STORE/ }], (server.address() as AddressInfo).port);
    line.write('a1 NOOP\r\n');
    await until(() => got().includes('a1 OK done'));
    line.write('a2 UID STORE 1 +FLAGS (x)\r\n');
    await once(line, 'close');
    expect(done).toEqual(['a1 NOOP', 'a2 UID STORE 1 +FLAGS (x)']);
    expect(got()).not.toContain('a2 OK');
    expect(got().match(/FETCH/g)).toHaveLength(4);
    server.close();
  });

  it('counts the octets of letters, not those of other literals', async () => {
    const server = await startMailbox([]);
    const { line, got, proxy } = await through(() => [], (server.address() as AddressInfo).port);
    line.write('a1 UID FETCH 1:2 (BODY.PEEK[])\r\n');
    await until(() => got().includes('a1 OK done'));
    expect(proxy.octets()).toMatchObject({ bodies: 15, headers: 4 });
    server.close();
  });

  it('is read alike in pieces of any size', () => {
    const said = Buffer.from('* 1 FETCH (BODY[] {5}\r\n{9}\r\n FLAGS ())\r\n* 2 EXISTS\r\nt1 OK [A {b}] done\r\n');
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 60, maxLength: 60 }), (sizes) => {
      const lines: string[] = [];
      let octets = 0;
      const scanner = new ResponseScanner({ onLine: ({ text: line, start }) => lines.push(`${start} ${line}`), onLiteral: (_before, more) => (octets += more) });
      let at = 0;
      for (const size of sizes) {
        scanner.push(said.subarray(at, at + size));
        at += size;
      }
      scanner.push(said.subarray(at));
      expect(octets).toBe(5);
      expect(lines.slice(1)).toEqual(['40 * 2 EXISTS', '52 t1 OK [A {b}] done']);
    }));
  });
});
