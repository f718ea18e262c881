import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { limits } from '../../../core/base/limits';
import type { AccountId } from '../../../core/model/ids';
import { ServerNonsense } from '../fetch-letters';
import type { Arrival } from '../keep-letters';
import { askLetters } from './ask-letters';
import { BulkLine, CommandRefused } from './bulk-line';
import { LetterHeads } from './letter-heads';
import { LettersSink, PieceSink, type LetterSinkParts } from './letter-sinks';
import { LineMeter } from './line-meter';
import type { WaitingLetter } from './order-letters';

/** A server that says what the test lets it say, whatever it is asked. */
let server: Server;
let line: BulkLine;
let serverSide: Socket;
let heard = '';
const arrivals: Arrival[] = [];
let asides = 0;

beforeEach(async () => {
  arrivals.length = 0;
  heard = '';
  asides = 0;
  server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await once(socket, 'connect');
  [serverSide] = await accepted;
  serverSide.on('error', () => undefined);
  serverSide.on('data', (bytes: Buffer) => (heard += bytes.toString('latin1')));
  line = new BulkLine(socket, new LineMeter());
});
afterEach(async () => {
  line.close();
  serverSide.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const letter = (uid: number, size = 20): WaitingLetter => ({ uid, size, urgent: false, emailId: null });

function parts(): LetterSinkParts {
  return {
    accountId: '00112233445566aa' as AccountId, vault: { beginPartial: () => Promise.reject(new Error('nothing here is large')) }, heads: new LetterHeads(), line, now: () => 0,
    keyOf: ({ uid }) => String(uid), onLetter: (arrival) => arrivals.push(arrival), onAside: () => (asides += 1),
  };
}

/** Asks for letters; the server says `answer`, whatever it was asked. */
async function fetchLetters(letters: readonly WaitingLetter[], answer: string | Buffer, how: { readonly end?: boolean } = {}): Promise<LettersSink> {
  const sink = new LettersSink(parts(), letters);
  const done = line.run('UID FETCH', sink);
  done.catch(() => undefined);
  serverSide.write(answer);
  if (how.end) serverSide.end();
  await done;
  await sink.settled();
  return sink;
}

const row = (uid: number, body: string): string => `* ${uid} FETCH (UID ${uid} FLAGS (\\Seen $MDNSent) INTERNALDATE "17-Jul-2026 02:44:25 +0700" BODY[] {${body.length}}\r\n${body})\r\n`;
const bodies = (): readonly string[] => arrivals.map((arrival) => (arrival.kind === 'raw' ? Buffer.from(arrival.letter.source).toString('latin1') : ''));

describe('letters over a line of their own', () => {
  it('come whole, each as soon as its last byte is here, however the bytes are cut', async () => {
    const said = Buffer.from(`${row(1, 'first\r\nV1 OK not the end\r\n')}* 3 EXISTS\r\n${row(2, '')}* 9 FETCH (FLAGS (\\Seen))\r\n${row(3, 'x'.repeat(5000))}`, 'latin1');
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 5000 }), { maxLength: 8 }), async (cuts) => {
      arrivals.length = 0;
      const sink = new LettersSink(parts(), [letter(1), letter(2, 0), letter(3, 5000)]);
      const done = line.run('UID FETCH', sink);
      const tag = `V${heardTags() + 1}`;
      let at = 0;
      for (const cut of cuts) {
        serverSide.write(said.subarray(at, at + cut));
        at += cut;
        await new Promise((resolve) => setImmediate(resolve));
      }
      serverSide.write(said.subarray(at));
      serverSide.write(`${tag} OK done\r\n`);
      await done;
      tags += 1;
      expect(bodies()).toEqual(['first\r\nV1 OK not the end\r\n', '', 'x'.repeat(5000)]);
      expect(arrivals[0]?.letter).toMatchObject({ uid: 1, flags: ['\\Seen', '$MDNSent'], internalDate: '2026-07-16T19:44:25.000Z' });
      expect(sink.left).toEqual([]);
    }), { numRuns: 30 });
    expect(asides).toBeGreaterThan(0);
  });

  it('are all kept that were whole when the line was cut, and what came of the next is remembered', async () => {
    const sinkParts = parts();
    const sink = new LettersSink(sinkParts, [letter(1), letter(2), letter(3)]);
    const done = line.run('UID FETCH', sink);
    serverSide.end(`${row(1, 'whole')}* 2 FETCH (UID 2 BODY[] {10}\r\nhalf`);
    await expect(done).rejects.toMatchObject({ code: 'EConnectionClosed' });
    await sink.cut();
    expect(bodies()).toEqual(['whole']);
    expect(sink.left).toEqual([2, 3]);
    expect(Buffer.from(sinkParts.heads.take('2')?.bytes ?? []).toString()).toBe('half');
  });

  it('goes on asking while an answer is on its way, and takes answers in that order', async () => {
    const first = line.run('UID FETCH 1', new LettersSink(parts(), [letter(1)]));
    const second = line.run('UID FETCH 2', new LettersSink(parts(), [letter(2)]));
    while (!heard.includes('V2 UID FETCH 2\r\n')) await new Promise((resolve) => setImmediate(resolve));
    serverSide.write(`${row(1, 'one')}V1 OK\r\n${row(2, 'two')}V2 OK done\r\n`);
    await Promise.all([first, second]);
    expect(bodies()).toEqual(['one', 'two']);
  });

  it('takes answers to two commands side by side, as Dovecot gives them, and in any order of their ends', async () => {
    const first = new LettersSink(parts(), [letter(1), letter(3)]);
    const second = new LettersSink(parts(), [letter(2)]);
    const done = [line.run('UID FETCH 1,3', first), line.run('UID FETCH 2', second)];
    const sizes = askLetters(line, [[4, 5]], { withHeaders: false, hasEmailId: false, onAside: () => (asides += 1) });
    serverSide.write(`${row(1, 'one')}${row(2, 'two')}* 4 FETCH (UID 4 RFC822.SIZE 44)\r\nV2 OK\r\nV3 OK\r\n${row(3, 'three')}V1 OK\r\n`);
    await Promise.all(done);
    expect(bodies()).toEqual(['one', 'two', 'three']);
    expect(await sizes).toEqual([{ uid: 4, size: 44, urgent: false, emailId: null }]);
    expect([first.left, second.left, asides]).toEqual([[], [], 0]);
  });

  it('says which letters the server refuses or has no more, and the line goes on', async () => {
    await expect(fetchLetters([letter(1)], 'V1 NO [SERVERBUG] cannot read it\r\n')).rejects.toBeInstanceOf(CommandRefused);
    const sink = new LettersSink(parts(), [letter(1), letter(2)]);
    const done = line.run('UID FETCH 1:2', sink);
    serverSide.write(`${row(2, 'there')}V2 OK\r\n`);
    await done;
    expect(sink.left).toEqual([1]);
  });

  it.each(['NIL', '""', '{0}\r\n'])('are not taken for empty where the server has nothing to hand out but says they have a size: %s', async (nothing) => {
    const sink = await fetchLetters([letter(1), letter(2)], `* 1 FETCH (UID 1 FLAGS () BODY[] ${nothing})\r\n${row(2, 'there')}V1 OK\r\n`);
    expect(bodies()).toEqual(['there']);
    expect(sink.left).toEqual([1]);
  });

  it('takes a short body as a quoted string, and a UID after the body where only one letter was asked for', async () => {
    await fetchLetters([letter(1)], '* 1 FETCH (BODY[] "a \\"b\\" c" FLAGS () UID 1)\r\nV1 OK\r\n');
    expect(bodies()).toEqual(['a "b" c']);
  });

  it('does not read on while the vault is behind', async () => {
    const sink = new LettersSink(parts(), [letter(1, 4_000_000)]);
    line.hold();
    const done = line.run('UID FETCH 1', sink);
    serverSide.write(row(1, 'y'.repeat(4_000_000)));
    serverSide.write('V1 OK\r\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    // what was not taken waits in the sockets, not here
    expect(sink.gained).toBe(0);
    expect(arrivals).toEqual([]);
    line.release();
    await done;
    expect(arrivals).toHaveLength(1);
  });
});

let tags = 0;
const heardTags = (): number => tags;
beforeEach(() => (tags = 0));

describe('a server that behaves as none should is named, and costs nothing', () => {
  const big = 'z'.repeat(1000);
  it.each<readonly [string, string]>([
    ['a letter larger than any can be', `* 1 FETCH (UID 1 BODY[] {${limits.letterBytes + 1}}\r\n`],
    ['a letter far larger than was said', '* 1 FETCH (UID 1 BODY[] {90000000}\r\n'],
    ['a number of 15 digits', '* 1 FETCH (UID 1 BODY[] {999999999999999}\r\n'],
    ['a letter nobody asked for', row(7, 'hello')],
    ['the same letter twice', row(1, 'hello') + row(1, 'hello')],
    ['a letter under the name of another', '* 1 FETCH (UID 1 BODY[] {5}\r\nhello UID 2)\r\n'],
    ['two bodies in one answer', '* 1 FETCH (UID 1 BODY[] {5}\r\nhello BODY[] {5}\r\nhello)\r\n'],
    ['a part nobody asked for', '* 1 FETCH (UID 1 BODY[TEXT] {5}\r\nhello)\r\n'],
    ['more bytes than announced', '* 1 FETCH (UID 1 BODY[] {5}\r\nhello)\r\nand more\r\n'],
    ['an answer to nothing', 'V9 OK done\r\n'],
    ['a continuation nobody waits for', '+ go ahead\r\n'],
    ['a UID that is none', '* 1 FETCH (UID 1e5 BODY[] {5}\r\nhello)\r\n'],
    ['a quoted string without end', '* 1 FETCH (UID 1 INTERNALDATE "never)\r\n'],
    ['a list without end', '* 1 FETCH (UID 1 FLAGS (\\Seen INTERNALDATE)\r\n'],
    ['words that are no IMAP', `${big}\r\n`],
  ])('%s', async (_what, said) => {
    await expect(fetchLetters([letter(1), letter(2)], said)).rejects.toBeInstanceOf(ServerNonsense);
    expect(line.isOpen).toBe(false);
  });

  it('a line without end', async () => {
    const sink = new LettersSink(parts(), [letter(1)]);
    const done = line.run('UID FETCH 1', sink);
    done.catch(() => undefined);
    const piece = Buffer.alloc(16 * 1024, 'a');
    while (line.isOpen) await new Promise<void>((resolve) => serverSide.write(piece, () => setImmediate(resolve)));
    await expect(done).rejects.toThrow('a line without end');
  });

  it('answers without end that never lead to one', async () => {
    const done = line.run('UID FETCH 1', new LettersSink(parts(), [letter(1)]));
    done.catch(() => undefined);
    const many = '* 1 FETCH (FLAGS (\\Seen))\r\n* OK still here\r\n'.repeat(500);
    while (line.isOpen) await new Promise<void>((resolve) => serverSide.write(many, () => setImmediate(resolve)));
    await expect(done).rejects.toThrow('talks without answering');
  });

  it('letters sent before they are asked for', async () => {
    serverSide.write(row(1, 'hello'));
    while (line.isOpen) await new Promise((resolve) => setImmediate(resolve));
    await expect(line.run('UID FETCH 1', new LettersSink(parts(), [letter(1)]))).rejects.toBeInstanceOf(ServerNonsense);
  });

  it('any bytes at all: they are an answer or they are nonsense, and no byte of them becomes a letter nobody asked for', async () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom('* 1 FETCH (', 'UID 1 ', 'BODY[] ', '{3}\r\n', 'abc', ')', '\r\n', 'V1 OK\r\n', '"', '(', '\\', '* BYE\r\n', '~{2}\r\n', 'BODY[]<0> ', '* '), fc.string()), { maxLength: 20 });
    await fc.assert(fc.asyncProperty(pieces, async (said) => {
      arrivals.length = 0;
      const sockets = connect((server.address() as AddressInfo).port, '127.0.0.1');
      const [side] = (await once(server, 'connection')) as [Socket];
      side.on('error', () => undefined);
      const own = new BulkLine(sockets, new LineMeter());
      const sink = new LettersSink({ ...parts(), line: own }, [letter(1, 3)]);
      const done = own.run('UID FETCH 1', sink).then(() => null, (error: unknown) => error);
      side.end(Buffer.from(said.join(''), 'utf8'));
      const end = await done;
      expect(end === null || end instanceof Error).toBe(true);
      expect(arrivals.length).toBeLessThanOrEqual(1);
      expect(arrivals.every(({ letter: { uid } }) => uid === 1)).toBe(true);
      side.destroy();
      own.close();
    }), { numRuns: 60 });
  });
});

describe('the rest of a letter', () => {
  const beginning = { kind: 'head', whole: 10, bytes: Buffer.from('01234') } as const;
  const piece = async (answer: string, from = beginning, stated = 10): Promise<{ readonly end: string; readonly sink: PieceSink }> => {
    const sink = new PieceSink(parts(), letter(1, stated), from, 6);
    const done = line.run('UID FETCH 1 (BODY.PEEK[]<5.6>)', sink);
    serverSide.write(answer);
    await done;
    return { end: await sink.settle(), sink };
  };

  it('is put behind its beginning', async () => {
    expect((await piece('* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[]<5> {5}\r\n56789)\r\nV1 OK\r\n')).end).toBe('whole');
    expect(bodies()).toEqual(['0123456789']);
  });

  it.each([
    ['of another size', '* 1 FETCH (UID 1 RFC822.SIZE 11 BODY[]<5> {5}\r\n56789)\r\nV1 OK\r\n'],
    ['shorter than it should be', '* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[]<5> {3}\r\n567)\r\nV1 OK\r\n'],
    ['longer than it should be', '* 1 FETCH (UID 1 RFC822.SIZE 10 BODY[]<5> {6}\r\n56789a)\r\nV1 OK\r\n'],
  ])('is not believed where the letter is %s', async (_what, answer) => {
    expect((await piece(answer)).end).toBe('contradiction');
    expect(arrivals).toEqual([]);
  });

  it('is nowhere where the server has the letter no more', async () => {
    expect((await piece('V1 OK\r\n')).end).toBe('gone');
  });

  it.each([
    ['from another offset', '* 1 FETCH (UID 1 BODY[]<0> {5}\r\n56789)\r\n'],
    ['from the beginning', '* 1 FETCH (UID 1 BODY[] {10}\r\n0123456789)\r\n'],
    ['more than was asked for', '* 1 FETCH (UID 1 BODY[]<5> {7}\r\n56789ab)\r\n'],
  ])('is nonsense %s', async (_what, answer) => {
    await expect(piece(answer)).rejects.toBeInstanceOf(ServerNonsense);
  });
});

describe('what waits', () => {
  it.each([
    ['a body', '* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[] {5}\r\nhello)\r\n'],
    ['a header without end', `* 1 FETCH (UID 1 RFC822.SIZE 5 BODY[HEADER.FIELDS (SUBJECT)]<0> {${limits.headerBlockBytes + 1}}\r\n`],
  ])('is nonsense where the server answers with %s', async (_what, said) => {
    const asked = askLetters(line, [[1, 3]], { withHeaders: true, hasEmailId: false, onAside: () => undefined });
    serverSide.write(said);
    await expect(asked).rejects.toBeInstanceOf(ServerNonsense);
  });

  it('is told in one go, in any order: size, and whether it calls itself urgent', async () => {
    const asked = askLetters(line, [[1, 3]], { withHeaders: true, hasEmailId: true, onAside: () => (asides += 1) });
    const header = 'Subject: =?utf-8?B?SOG7jkEgVOG7kEM6IGLDo28=?=\r\n\r\n';
    serverSide.write('* 2 FETCH (RFC822.SIZE 9 UID 2 BODY[HEADER.FIELDS ("SUBJECT" IMPORTANCE)]<0> "")\r\n');
    serverSide.write(`* 1 FETCH (UID 1 RFC822.SIZE 500 EMAILID (M1) BODY[HEADER.FIELDS (SUBJECT IMPORTANCE X-PRIORITY PRIORITY)]<0> {${header.length}}\r\n${header})\r\n`);
    serverSide.write('* 9 FETCH (UID 9 RFC822.SIZE 1)\r\nV1 OK\r\n');
    expect([...(await asked)].sort((a, b) => a.uid - b.uid)).toEqual([{ uid: 1, size: 500, urgent: true, emailId: 'M1' }, { uid: 2, size: 9, urgent: false, emailId: null }]);
    expect(asides).toBe(1);
  });
});
