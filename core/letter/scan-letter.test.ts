import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import type { PartId } from '../model/ids';
import type { LetterPart } from '../model/letter';
import { allParts, findPart } from './find-part';
import { bytesOfLatin1, latin1Of } from './latin1';
import { parseLetter } from './parse-letter';
import { scanLetter } from './scan-letter';

function bytes(text: string): Uint8Array {
  return bytesOfLatin1(text.replace(/\n/g, '\r\n'));
}

function bodyOf(raw: Uint8Array, id: string): string {
  const part = findPart(scanLetter(raw).root, id as PartId);
  return part === null ? 'no such part' : latin1Of(raw.subarray(part.bodyStart, part.end));
}

function idsOf(raw: Uint8Array): readonly string[] {
  return allParts(scanLetter(raw).root).map((part) => `${part.id} ${part.contentType}`);
}

const codes = (raw: Uint8Array): readonly string[] => scanLetter(raw).problems.map((problem) => problem.code);

const forwarded = bytes(
  'Content-Type: multipart/mixed; boundary=outer\n\npreamble\n--outer\n\nhello\n--outer\nContent-Type: message/rfc822\n\n' +
    'Subject: inner\nContent-Type: multipart/mixed; boundary=inner\n\n--inner\n\none\n--inner\nContent-Type: text/html\n\ntwo\n--inner--\n' +
    '--outer\nContent-Type: message/rfc822\n\nSubject: single\n\nonly body\n--outer--\nepilogue\n',
);

describe('the structure of a letter', () => {
  it('is numbered as IMAP numbers it, with the whole of a nested message at .0', () => {
    expect(idsOf(forwarded)).toEqual([
      '0 multipart/mixed', '1 text/plain', '2 message/rfc822', '2.0 multipart/mixed', '2.1 text/plain', '2.2 text/html', '3 message/rfc822', '3.1 text/plain',
    ]);
    expect(bodyOf(forwarded, '1')).toBe('hello');
    expect(bodyOf(forwarded, '2.2')).toBe('two');
    expect(bodyOf(forwarded, '3.1')).toBe('only body');
    expect(codes(forwarded)).toEqual([]);
  });

  it('is part 1 for a letter of one part, and part 0 still finds it', () => {
    const raw = bytes('Subject: x\n\nbody');
    expect(idsOf(raw)).toEqual(['1 text/plain']);
    expect(bodyOf(raw, '0')).toBe('body');
  });

  it('is not divided by a boundary that only begins alike', () => {
    const raw = bytes('Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\none\n--abc\nstill one\n--ab--\n');
    expect(idsOf(raw)).toEqual(['0 multipart/mixed', '1 text/plain']);
    expect(bodyOf(raw, '1')).toBe('one\r\n--abc\r\nstill one');
  });

  it('keeps the last part of a letter that was cut off, and says so', () => {
    const raw = bytes('Content-Type: multipart/mixed; boundary=ab\n\n--ab\n\none\n--ab\n\ntwo that is cu');
    expect(bodyOf(raw, '2')).toBe('two that is cu');
    expect(codes(raw)).toEqual(['boundaryNotClosed']);
  });

  it('names a missing boundary parameter and a boundary that never occurs', () => {
    expect(codes(bytes('Content-Type: multipart/mixed\n\nbody'))).toEqual(['boundaryMissing']);
    expect(codes(bytes('Content-Type: multipart/mixed; boundary=never\n\nbody'))).toEqual(['boundaryNotFound']);
  });

  it('counts the first of two Content-Type fields and names the second', () => {
    const raw = bytes('Content-Type: text/html\nContent-Type: text/plain\n\nx');
    expect(scanLetter(raw).root.contentType).toBe('text/html');
    expect(codes(raw)).toEqual(['duplicateContentType']);
  });

  it('exists for an empty letter and for binary junk', () => {
    expect(codes(new Uint8Array(0))).toEqual(['emptyLetter']);
    const junk = Uint8Array.from({ length: 3000 }, (_, index) => (index * 37) % 256);
    expect(scanLetter(junk).root.contentType).toBe('text/plain');
    expect(codes(junk)).toContain('headerMissing');
  });

  it('ends at the depth and part limits with a named problem', () => {
    let nested = 'deep';
    for (let level = 0; level < limits.mimeDepth + 5; level++) nested = `Content-Type: message/rfc822\n\n${nested}`;
    expect(codes(bytes(nested))).toContain('depthLimit');
    const many = bytes(`Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(limits.mimeParts + 50)}--b--\n`);
    expect(codes(many)).toContain('partLimit');
    expect(allParts(scanLetter(many).root).length).toBeLessThanOrEqual(limits.mimeParts);
  });

  it('reads a letter whose lines end in CR alone', () => {
    const raw = bytesOfLatin1('Subject: cr\rContent-Type: multipart/mixed; boundary=b\r\r--b\r\rone\r--b--\r');
    expect(latin1Of(raw.subarray(findPart(scanLetter(raw).root, '1' as PartId)?.bodyStart ?? 0)).slice(0, 3)).toBe('one');
    expect(parseLetter(raw).header.subject).toBe('cr');
  });

  it('finds a boundary given without the semicolon before it', () => {
    expect(idsOf(bytes('Content-Type: multipart/mixed\n boundary="b"\n\n--b\n\none\n--b--\n'))).toEqual(['0 multipart/mixed', '1 text/plain']);
  });
});

const piece = fc.constantFrom(
  'Content-Type: multipart/mixed; boundary=a', 'Content-Type: multipart/alternative; boundary="b c"', 'Content-Type: message/rfc822', 'Content-Type: text/html; charset=utf-8',
  'Content-Transfer-Encoding: base64', 'Content-Disposition: attachment; filename*=utf-8\'\'%e1%ba%a1.pdf', 'Subject: =?utf-8?B?4bqh?=', 'From: "A, B" <a@b.vn>, c@d.vn', '--a', '--a--', '--b c',
  '--b c--', '', '', 'text', ' folded', '=3D=', '\u00e1\u00ba', 'aGVsbG8=',
);
const letterText = fc.array(piece, { maxLength: 40 }).map((lines) => lines.join('\n'));

function tiles(part: LetterPart): boolean {
  let at = part.bodyStart;
  for (const child of part.children) {
    if (child.start < at || child.end > part.end || child.start > child.end) return false;
    at = child.end;
  }
  return part.start <= part.bodyStart && part.bodyStart <= part.end && part.children.every(tiles);
}

describe('any sequence of bytes', () => {
  it('is read without an error, and parts lie inside their parents, in order, without overlap', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), letterText.map(bytesOfLatin1), letterText.map(bytes)), (raw) => {
        const letter = parseLetter(raw);
        expect(letter.root.start).toBe(0);
        expect(letter.root.end).toBe(raw.length);
        expect(tiles(letter.root)).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('means the same with LF and with CRLF', () => {
    fc.assert(
      fc.property(letterText, (text) => {
        const seen = (raw: Uint8Array): unknown => {
          const letter = parseLetter(raw);
          return [letter.header, letter.text, letter.html, allParts(letter.root).map((part) => [part.id, part.contentType, part.params, part.filename]), letter.attachments.map((attachment) => [attachment.part, attachment.name])];
        };
        expect(seen(bytesOfLatin1(text))).toEqual(seen(bytes(text)));
      }),
      { numRuns: 600 },
    );
  });
});
