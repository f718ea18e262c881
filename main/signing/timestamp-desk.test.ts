import { afterEach, describe, expect, test } from 'vitest';
import { defaultPolicy, defaultSigning } from '../../core/acknowledge/default-policy';
import { limits } from '../../core/base/limits';
import type { SigningPolicy } from '../../core/model/policy';
import { say, startRawServer, type RawServer } from '../evidence/fixtures/raw-server';
import { TimestampDesk } from './timestamp-desk';

const request = Buffer.from('30030201ff', 'hex');
const answer = Buffer.from('3003020100', 'hex');
const reply = { 'content-type': 'application/timestamp-reply' };

let open: { close(): Promise<void> | void }[] = [];
afterEach(async () => {
  for (const one of open) await one.close();
  open = [];
});

async function server(speak: Parameters<typeof startRawServer>[0]): Promise<RawServer> {
  const made = await startRawServer(speak);
  open.push(made);
  return made;
}

function deskFor(service: Partial<NonNullable<SigningPolicy['timestamp']>> | null, privateHosts: readonly string[] = []): TimestampDesk {
  const timestamp = service && { url: 'http://127.0.0.1:1/', patience: 60, tries: 1, required: false, ...service };
  const policy = { ...defaultPolicy, revocation: { fetch: 'automatic' as const, privateHosts }, signing: { ...defaultSigning, timestamp } };
  const desk = new TimestampDesk({ policy: () => policy, routes: () => Promise.resolve([{ kind: 'direct' }]), resolve: () => Promise.resolve(['127.0.0.1']), again: 1 });
  open.push(desk);
  return desk;
}

const codeOf = async (desk: TimestampDesk): Promise<string> => {
  const got = await desk.get(request);
  return got.ok ? 'ok' : got.failure.code;
};

describe('a time-stamp', () => {
  test('is asked for with the bytes that were handed in, and the answer is handed on as it is', async () => {
    const { port, asked } = await server((socket) => say(socket, '200 OK', reply, answer));
    expect(await deskFor({ url: `http://127.0.0.1:${port}/tsa?x=1` }).get(request)).toEqual({ ok: true, value: new Uint8Array(answer) });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^POST \/tsa\?x=1 HTTP\/1\.1\r\n/);
    expect(asked[0]).toMatch(/\r\ncontent-type: application\/timestamp-query\r\n/i);
    expect(asked[0]?.endsWith(request.toString('latin1'))).toBe(true);
  });

  test('is asked of nobody where the office has named no service', async () => {
    expect(await codeOf(deskFor(null))).toBe('notConfigured');
  });

  test.each([
    ['an error page', '200 OK', { 'content-type': 'text/html' }, answer, 'refused'],
    ['no content type', '200 OK', {}, answer, 'refused'],
    ['no ASN.1', '200 OK', reply, 'hello', 'refused'],
    ['a status that is no answer', '403 Forbidden', reply, answer, 'refused'],
    ['more bytes than any time-stamp has', '200 OK', reply, Buffer.concat([answer, Buffer.alloc(limits.timestampAnswerBytes)]), 'tooLarge'],
    ['another address, for which the question would have to change', '302 Found', { location: 'http://127.0.0.1/' }, '', 'blocked'],
  ])('that is %s is none', async (_what, status, headers, body, code) => {
    const { port } = await server((socket) => say(socket, status, headers, body));
    expect(await codeOf(deskFor({ url: `http://127.0.0.1:${port}/` }))).toBe(code);
  });

  test('may come from the very host that the office named, and not from another one of its network that this one sends us on to', async () => {
    const away = await server((socket) => say(socket, '200 OK', reply, answer));
    const { port } = await server((socket) => say(socket, '307 Temporary Redirect', { location: `http://elsewhere.example:${away.port}/` }));
    const url = `http://tsa.example:${port}/`;
    expect(await codeOf(deskFor({ url }))).toBe('blocked');
    expect(away.asked).toEqual([]);
    expect(await codeOf(deskFor({ url }, ['.example']))).toBe('ok');
  });

  test('is asked for again as often as the office allows and never more than three times, with the same question', async () => {
    const busy = await server((socket) => say(socket, '503 Service Unavailable'));
    expect(await codeOf(deskFor({ url: `http://127.0.0.1:${busy.port}/`, tries: 9 }))).toBe('refused');
    expect(busy.asked).toHaveLength(3);
    expect(new Set(busy.asked).size).toBe(1);
    let count = 0;
    const second = await server((socket) => ((count += 1) === 1 ? socket.destroy() : say(socket, '200 OK', reply, answer)));
    expect(await codeOf(deskFor({ url: `http://127.0.0.1:${second.port}/`, tries: 2 }))).toBe('ok');
  });

  test('is not had where nobody answers, and not had in time where nobody answers in time', async () => {
    const gone = await startRawServer(() => undefined);
    await gone.close();
    expect(await codeOf(deskFor({ url: `http://127.0.0.1:${gone.port}/` }))).toBe('offline');
    const { port } = await server(() => undefined);
    expect(await codeOf(deskFor({ url: `http://127.0.0.1:${port}/`, patience: 1 }))).toBe('timeout');
  });

  test('waits while four others are being asked for', async () => {
    const held: (() => void)[] = [];
    const { port, asked } = await server((socket) => {
      held.push(() => say(socket, '200 OK', reply, answer));
    });
    const desk = deskFor({ url: `http://127.0.0.1:${port}/` });
    const all = Promise.all(Array.from({ length: 10 }, () => desk.get(request)));
    while (asked.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    let most = 0;
    for (let served = 0; served < 10;) {
      most = Math.max(most, held.length);
      const next = held.shift();
      if (next === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
      else {
        next();
        served += 1;
      }
    }
    expect((await all).every(({ ok }) => ok)).toBe(true);
    expect(asked).toHaveLength(10);
    expect(most).toBeLessThanOrEqual(4);
  });
});
