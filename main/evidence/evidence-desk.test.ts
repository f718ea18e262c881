import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Clock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { KeptEvidence } from '../../core/model/evidence';
import type { DeviceId, LetterId } from '../../core/model/ids';
import type { RevocationPolicy } from '../../core/model/policy';
import { startPublicKeyServer } from '../../scripts/servers/public-key-server';
import { addService, createTestCa, ocspRequest, renewCrls, sampleUnits } from '../../scripts/test-ca.mjs';
import { composeNetwork, type Network } from '../compose-network';
import { Log } from '../log/log';
import { openBooks, type Books } from '../open-books';
import { PolicyFile } from '../policy/policy-file';
import { say, startRawServer } from './fixtures/raw-server';

const profileKey = randomBytes(32);
const letter = 'a'.repeat(32) as LetterId;
const hour = 60 * 60_000;
/** at noon, when people work */
const noon = new Date(2026, 10, 18, 12).getTime();
let now = noon;
const clock: Clock = { now: () => new Date(now) };
let dir = '';
let books: Books;
let network: Network;
let policy: PolicyFile;
const toClose: (() => Promise<unknown>)[] = [];

async function open(revocation: Partial<RevocationPolicy> = {}): Promise<void> {
  await writeFile(join(dir, 'policy.json'), JSON.stringify({ revocation: { privateHosts: ['127.0.0.1'], ...revocation } }));
  policy = new PolicyFile(join(dir, 'policy.json'));
  await policy.load();
  network = composeNetwork(() => policy.current);
  const opened = await openBooks({ profileKey, deviceId: '0123456789abcdef' as DeviceId, dir: join(dir, 'books'), policy, network, clock, log: new Log(join(dir, 'log')), version: '0.0.0' });
  if (!opened.ok) throw new Error(opened.failure.code);
  books = opened.value;
}

async function close(): Promise<void> {
  policy.close();
  await books.close();
}

beforeEach(async () => {
  now = noon;
  dir = await mkdtemp(join(tmpdir(), 'vanthu-evidence-'));
});
afterEach(async () => {
  await close();
  for (const one of toClose.splice(0)) await one();
  await rm(dir, { recursive: true, force: true });
});

async function kept(): Promise<readonly KeptEvidence[]> {
  return (await books.journal.read(0, 10_000)).flatMap((event) => (event.kind === 'evidence.kept' ? [event.evidence] : []));
}

/** The program works by itself; the test only waits until it came so far. */
function until(came: () => boolean | Promise<boolean>): Promise<void> {
  return vi.waitFor(async () => {
    if (!(await came())) throw new Error('not yet');
  }, { timeout: 20_000, interval: 10 });
}

/** So many lists are kept, and the last answer is written down at the present hour. */
async function came(lists: number): Promise<void> {
  await until(async () => (await kept()).length === lists);
  await until(() => books.evidenceDesk.status().fetchedAt === new Date(now).toISOString() && books.evidenceDesk.status().waiting === 0);
}

describe('with the servers of an authority', () => {
  test('what verdicts want is fetched, kept and journalled once', async () => {
    await open();
    const server = await startPublicKeyServer();
    toClose.push(() => server.close());
    const ca = createTestCa(join(dir, 'ca'), { units: sampleUnits.slice(0, 1), accessUrl: server.url });
    server.serve({ ca, responders: [addService(ca, 'ocsp')] });
    const about = 'b'.repeat(64) as KeptEvidence['digest'];
    const crl = { what: 'crl', urls: [`${server.url}/crl/agencies.crl`] } as const;
    const ocsp = { what: 'ocsp', urls: [`${server.url}/ocsp/agencies`], about, request: new Uint8Array(ocspRequest(ca, 'education')) } as const;
    const certificate = { what: 'certificate', urls: ['ldap://nowhere/cn=x', `${server.url}/cert/agencies.cer`] } as const;
    books.evidenceDesk.want(letter, [crl, ocsp, certificate]);
    books.evidenceDesk.want(letter, [crl]);
    await until(async () => (await kept()).length === 3);
    const found = await kept();
    expect(found.map(({ what, about: of }) => [what, of]).sort()).toEqual([['certificate', null], ['crl', null], ['ocsp', about]]);
    for (const { digest, size } of found) {
      const bytes = await books.evidence.get(digest);
      expect(bytes.ok && [bytes.value.length, bytes.value[0]]).toEqual([size, 0x30]);
    }
    await until(() => books.evidenceDesk.status().waiting === 0);
    expect(books.evidenceDesk.status()).toEqual({ waiting: 0, fetchedAt: new Date(noon).toISOString(), failures: [] });

    // the same list again is no event: the server says it is the same, also after a restart
    now += hour;
    await books.evidenceDesk.refresh(null);
    expect(server.asked.filter((line) => line.startsWith('GET /crl/'))).toEqual(['GET /crl/agencies.crl 200', 'GET /crl/agencies.crl 304']);
    await close();
    await open();
    now += hour;
    await books.evidenceDesk.refresh(null);
    expect(server.asked.at(-1)).toBe('GET /crl/agencies.crl 304');
    expect(await kept()).toHaveLength(3);

    // a new one is
    renewCrls(ca, { from: new Date(now) });
    now += hour;
    await books.evidenceDesk.refresh(null);
    expect((await kept()).map(({ what }) => what).sort()).toEqual(['certificate', 'crl', 'crl', 'ocsp']);
  });

  test('a list in use is asked for once a day while people work', async () => {
    await open();
    const { port, asked } = await startAnswering((count) => Uint8Array.of(0x30, 3, 2, 1, count));
    books.evidenceDesk.want(letter, [{ what: 'crl', urls: [`http://127.0.0.1:${port}/`] }]);
    await came(1);
    // the first may be older than the letter it was wanted for; the one after it is not
    now += 2 * hour;
    books.evidenceDesk.lookAfterLists();
    await came(2);
    now += 2 * hour;
    books.evidenceDesk.lookAfterLists();
    // at night nobody works
    now = noon + 36 * hour;
    books.evidenceDesk.lookAfterLists();
    expect(asked).toHaveLength(2);
    now = noon + 48 * hour;
    books.evidenceDesk.lookAfterLists();
    await came(3);
    books.evidenceDesk.lookAfterLists();
    expect(asked).toHaveLength(3);
  });
});

test('a large list in use is not taken daily: each stays on the disk for good', async () => {
  await open();
  const { port, asked } = await startAnswering((count) => Buffer.concat([Buffer.of(0x30, count), Buffer.alloc(2 * 1024 * 1024)]));
  books.evidenceDesk.want(letter, want(port));
  await came(1);
  now += 2 * hour;
  books.evidenceDesk.lookAfterLists();
  await came(2);
  for (const days of [1, 1]) {
    now += days * 24 * hour;
    books.evidenceDesk.lookAfterLists();
  }
  expect(asked).toHaveLength(2);
  now += 24 * hour;
  books.evidenceDesk.lookAfterLists();
  await came(3);
});

async function startAnswering(body: (count: number) => Uint8Array): ReturnType<typeof startRawServer> {
  let count = 0;
  const server = await startRawServer((socket) => say(socket, '200 OK', {}, body((count += 1))));
  toClose.push(() => server.close());
  return server;
}

const list = Uint8Array.of(0x30, 3, 2, 1, 7);
const want = (port: number) => [{ what: 'crl', urls: [`http://127.0.0.1:${port}/`] }] as const;

test('a person who asks for a letter that told nothing here gets everything asked for that may concern it', async () => {
  await open({ fetch: 'onRequest' });
  const { port } = await startAnswering(() => list);
  books.evidenceDesk.want(letter, want(port));
  await books.evidenceDesk.refresh('c'.repeat(32) as LetterId);
  expect(await kept()).toHaveLength(1);
});

describe('policy', () => {
  test('onRequest leaves what is wanted until a person asks', async () => {
    await open({ fetch: 'onRequest' });
    const { port, asked } = await startAnswering(() => list);
    books.evidenceDesk.want(letter, want(port));
    network.online.maybeOnline();
    expect([books.evidenceDesk.status().waiting, asked]).toEqual([1, []]);
    expect(await kept()).toEqual([]);
    await books.evidenceDesk.refresh(letter);
    expect(await kept()).toHaveLength(1);
  });

  test('never means not even then', async () => {
    await open({ fetch: 'never' });
    const { port, asked } = await startAnswering(() => list);
    books.evidenceDesk.want(letter, want(port));
    await books.evidenceDesk.refresh(null);
    expect([books.evidenceDesk.status().waiting, asked]).toEqual([0, []]);
  });

  test('that names no host of the own network keeps questions out of it', async () => {
    await open({ privateHosts: [] });
    const { port, asked } = await startAnswering(() => list);
    books.evidenceDesk.want(letter, want(port));
    await until(() => books.evidenceDesk.status().failures.length > 0);
    expect([books.evidenceDesk.status().failures, asked, await kept()]).toEqual([[{ host: '127.0.0.1', code: 'privateAddress' }], [], []]);
  });
});

describe('a server that fails', () => {
  test.each<readonly [string, string, Parameters<typeof startRawServer>[0]]>([
    ['sends a list without end', 'tooLarge', (socket) => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n0');
      const pour = (): void => {
        while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
      };
      socket.on('drain', pour);
      pour();
    }],
    ['sends us round in circles', 'redirect', (socket) => say(socket, '302 Found', { location: '/' })],
    ['sends us to the metadata of a cloud', 'privateAddress', (socket) => say(socket, '302 Found', { location: 'http://169.254.169.254/latest/meta-data/' })],
    ['answers with a page', 'notEvidence', (socket) => say(socket, '200 OK', {}, '<html>')],
  ])('because it %s is named, and nothing of it is kept', async (_what, code, speak) => {
    await open();
    const server = await startRawServer(speak);
    toClose.push(() => server.close());
    books.evidenceDesk.want(letter, [{ what: 'certificate', urls: [`http://127.0.0.1:${server.port}/`] }]);
    await until(() => books.evidenceDesk.status().failures.length > 0);
    expect(books.evidenceDesk.status()).toEqual({ waiting: 1, fetchedAt: null, failures: [{ host: '127.0.0.1', code }] });
    expect(await kept()).toEqual([]);
  });

  test('is left alone for a while, and asked when the network is another one', async () => {
    await open();
    let isUp = false;
    const server = await startRawServer((socket) => (isUp ? say(socket, '200 OK', {}, list) : socket.destroy()));
    toClose.push(() => server.close());
    books.evidenceDesk.want(letter, want(server.port));
    await until(() => books.evidenceDesk.status().failures.length > 0);
    books.evidenceDesk.want(letter, want(server.port));
    expect([server.asked.length, books.evidenceDesk.status().waiting]).toEqual([1, 1]);
    isUp = true;
    await until(async () => {
      network.online.maybeOnline();
      return (await kept()).length === 1;
    });
    expect(books.evidenceDesk.status()).toMatchObject({ waiting: 0, failures: [] });
  });

  test('makes room for the next address of the same list', async () => {
    await open();
    const broken = await startRawServer((socket) => say(socket, '500 No'));
    const { port } = await startAnswering(() => list);
    toClose.push(() => broken.close());
    books.evidenceDesk.want(letter, [{ what: 'crl', urls: [`http://localhost:${broken.port}/`, `http://127.0.0.1:${port}/`] }]);
    await until(async () => (await kept()).length === 1);
    expect((await kept())[0]?.url).toBe(`http://127.0.0.1:${port}/`);
  });
});

test('the same bytes are told once for each address, and an answer that stays the same is asked for ever more rarely', async () => {
  await open();
  const [one, other] = [await startAnswering(() => list), await startAnswering(() => list)];
  books.evidenceDesk.want(letter, [...want(one.port), ...want(other.port)]);
  await until(() => one.asked.length === 1 && other.asked.length === 1);
  await until(async () => (await kept()).length === 2);
  await until(() => books.evidenceDesk.status().fetchedAt !== null);
  for (const hours of [0.5, 0.4]) {
    now += hours * hour;
    books.evidenceDesk.want(letter, want(one.port));
    network.online.maybeOnline();
  }
  expect([one.asked.length, await kept()]).toEqual([1, [expect.objectContaining({ what: 'crl' }), expect.objectContaining({ what: 'crl' })]]);
});

test('a list is told as a list, also where a stranger had it fetched as a certificate', async () => {
  await open();
  const { port } = await startAnswering(() => list);
  const urls = [`http://127.0.0.1:${port}/`];
  books.evidenceDesk.want(letter, [{ what: 'certificate', urls }]);
  await until(async () => (await kept()).length === 1);
  await until(() => books.evidenceDesk.status().waiting === 0);
  books.evidenceDesk.want(letter, [{ what: 'crl', urls }]);
  await until(async () => (await kept()).length === 2);
  expect((await kept()).map(({ what }) => what)).toEqual(['certificate', 'crl']);
});

describe('an address that anybody can have made up', () => {
  test('is not asked for ever where it gives another certificate each time', async () => {
    await open();
    const { port, asked } = await startAnswering((count) => Uint8Array.of(0x30, 3, 2, 1, count));
    const wants = [{ what: 'certificate', urls: [`http://127.0.0.1:${port}/`] }] as const;
    for (const count of [1, 2, 3]) {
      books.evidenceDesk.want(letter, wants);
      await until(async () => (await kept()).length === count);
      await until(() => books.evidenceDesk.status().waiting === 0);
      now += 13 * hour;
    }
    books.evidenceDesk.want(letter, wants);
    expect(books.evidenceDesk.status().waiting).toBe(0);
    // also after a restart
    await close();
    await open();
    books.evidenceDesk.want(letter, wants);
    expect(books.evidenceDesk.status().waiting).toBe(0);
    expect(asked).toHaveLength(3);
  });

  test('is given up where it gives none', async () => {
    await open();
    const { port, asked } = await startRawServer((socket) => say(socket, '404 Not Found', {}));
    const wants = [{ what: 'certificate', urls: [`http://127.0.0.1:${port}/`] }] as const;
    for (let count = 1; count <= limits.issuerRounds; count += 1) {
      books.evidenceDesk.want(letter, wants);
      await until(() => asked.length === count && books.evidenceDesk.status().failures.length === 1);
      now += 13 * hour;
    }
    await until(() => books.evidenceDesk.status().waiting === 0);
    books.evidenceDesk.want(letter, wants);
    expect(books.evidenceDesk.status().waiting).toBe(0);
    // a person may know better
    const before = asked.length;
    await books.evidenceDesk.refresh(letter);
    expect(asked).toHaveLength(before + 1);
  });
});

test('the program ends while a server keeps it waiting', async () => {
  await open();
  const silent = await startRawServer(() => undefined);
  toClose.push(() => silent.close());
  books.evidenceDesk.want(letter, want(silent.port));
  await until(() => silent.asked.length === 1);
});
