import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../model/ids';
import { piecesOf, type ByteSource } from './byte-source';
import { quoteFrom, unquoteFrom } from './from-quoting';
import { writeFromLine } from './from-line';
import { splitMbox } from './split-mbox';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (raw: Uint8Array): string => String.fromCharCode(...raw);

/** Serves small windows only, so that borders fall everywhere. */
function source(raw: Uint8Array): ByteSource {
  return { size: raw.length, read: (start, end) => Promise.resolve(raw.slice(start, Math.min(end, raw.length))) };
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: number[] = [];
  for await (const piece of pieces) all.push(...piece);
  return Uint8Array.from(all);
}

async function lettersOf(file: string, pieceBytes = 7): Promise<readonly string[]> {
  const from = source(bytes(file));
  const letters: string[] = [];
  for await (const letter of splitMbox(from)) {
    letters.push(text(await joined(unquoteFrom(piecesOf(from, letter.start, letter.end, pieceBytes), letter.quoting))));
  }
  return letters;
}

const line = 'From unit1@so.gov.vn Fri Nov 20 08:00:00 2026';

describe('an mbox file', () => {
  it('is split at its From_ lines, and the quoting of mboxrd is undone', async () => {
    const file = `${line}\nSubject: one\n\n>From here\n>>From there\nFromage\n\n${line}\nSubject: two\n\nbody\n\n`;
    expect(await lettersOf(file)).toEqual(['Subject: one\n\nFrom here\n>From there\nFromage\n', 'Subject: two\n\nbody\n']);
  });

  it('keeps line ends as they are, mixed ones too', async () => {
    expect(await lettersOf(`${line}\r\nSubject: one\r\n\r\na\nb\r\n\r\n${line}\nSubject: two\n\nc`)).toEqual(['Subject: one\r\n\r\na\nb\r\n', 'Subject: two\n\nc']);
  });

  it('loses nothing of a last letter without an end of line', async () => {
    expect(await lettersOf(`${line}\nSubject: one\n\nlast words`)).toEqual(['Subject: one\n\nlast words']);
    expect(await lettersOf(`${line}\nSubject: one\n\nlast words\n`)).toEqual(['Subject: one\n\nlast words\n']);
  });

  it('does not begin a letter at a sentence that begins with "From"', async () => {
    const file = `${line}\nSubject: one\n\nSee below.\n\nFrom now on this holds:\nNote: all units\n\nFrom the office\n`;
    expect(await lettersOf(file)).toEqual(['Subject: one\n\nSee below.\n\nFrom now on this holds:\nNote: all units\n\nFrom the office\n']);
  });

  it('is split where a letter was cut off and the next From_ line follows without an empty line', async () => {
    expect(await lettersOf(`${line}\nSubject: one\n\ncut of\n${line}\nSubject: two\n\nb\n\n`)).toEqual(['Subject: one\n\ncut of', 'Subject: two\n\nb\n']);
  });

  it.each(['From ', 'From -', 'From - Fri Nov 20 08:00:00 2026', 'From MAILER-DAEMON', 'From unit1@so.gov.vn', 'From unit1@so.gov.vn Fri, 20 Nov 2026 08:00:00 +0700'])(
    'of a program that writes "%s" is split all the same', async (written) => {
      expect(await lettersOf(`${written}\nSubject: one\n\na\n\n${written}\nSubject: two\n\nb\n\n`)).toEqual(['Subject: one\n\na\n', 'Subject: two\n\nb\n']);
    },
  );

  it('follows lengths where all of them hold, and then nothing is unquoted', async () => {
    const first = 'Subject: one\nContent-Length: 0000\n\n'.replace('0000', String(`before\n\n${line}\nSubject: inner\n>From x\n`.length).padStart(4, '0'));
    const body = `before\n\n${line}\nSubject: inner\n>From x\n`;
    expect(await lettersOf(`${line}\n${first}${body}\n${line}\nContent-Length: 2\n\nb\n\n`)).toEqual([`${first}${body}`, 'Content-Length: 2\n\nb\n']);
  });

  it('undoes one quoting where lengths hold and From_ lines are quoted', async () => {
    expect(await lettersOf(`${line}\nContent-Length: 17\n\n>From x\n>>From y\n\n`)).toEqual(['Content-Length: 17\n\nFrom x\n>>From y\n']);
  });

  it('lets no letter hide the ones behind it by a length of its own', async () => {
    const hidden = `${line}\nSubject: hidden\n\nc\n\n`;
    const liar = `Subject: liar\nContent-Length: ${3 + hidden.length}\n\nb\n`;
    expect(await lettersOf(`${line}\nSubject: one\n\na\n\n${line}\n${liar}\n${hidden}${line}\nSubject: last\n\nd\n\n`)).toEqual([
      'Subject: one\n\na\n', liar, 'Subject: hidden\n\nc\n', 'Subject: last\n\nd\n',
    ]);
  });

  it('tells the time of its From_ lines', async () => {
    const times: (string | null)[] = [];
    for await (const letter of splitMbox(source(bytes(`${line}\nSubject: a\n\n\nFrom - Fri Nov 20 08:00:00 +0700 2026\nSubject: b\n\n\nFrom -\nSubject: c\n\n`)))) times.push(letter.envelope.at);
    expect(times).toEqual(['2026-11-20T08:00:00.000Z', '2026-11-20T01:00:00.000Z', null]);
  });
});

describe('what is written as mbox', () => {
  // pieces of which separators, quotings and line ends are made, in every order
  const piece = fc.constantFrom('From ', '>', 'F', 'r', '\n', '\r', '\r\n', '\n\n', ' ', 'x', line, 'Subject: y\n', `${writeFromLine('2026-11-20T01:00:00.000Z' as IsoTime)}\n`);
  const anyText = fc.oneof(fc.array(piece, { maxLength: 12 }).map((all) => all.join('')), fc.string({ unit: 'binary', maxLength: 30 }).map((all) => all.replace(/[^\0-\xff]/g, '?')));

  it('comes back byte for byte, whatever the letters hold', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 20 }), async (letters, pieceBytes) => {
      let file = '';
      for (const letter of letters) {
        const quoted = text(await joined(quoteFrom(piecesOf(source(bytes(letter)), 0, letter.length, pieceBytes))));
        file += `${writeFromLine('2026-11-20T01:00:00.000Z' as IsoTime)}\r\n${quoted}\r\n`;
      }
      expect(await lettersOf(file, pieceBytes)).toEqual(letters);
    }), { numRuns: 300 });
  });

  it('loses no byte of a file that is no proper mbox: what is not a separator belongs to a letter', async () => {
    await fc.assert(fc.asyncProperty(anyText.map((rest) => `From x\n${rest}`), async (file) => {
      const from = source(bytes(file));
      let at = 0;
      for await (const letter of splitMbox(from)) {
        expect(text(await from.read(at, letter.start))).toMatch(/^(?:\r?\n)?From [^\n]*\n?$/);
        at = letter.end;
      }
      expect(text(await from.read(at, from.size))).toMatch(/^(?:\r?\n)?$/);
    }), { numRuns: 300 });
  });
});
