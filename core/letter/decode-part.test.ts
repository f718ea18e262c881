import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64 } from './decode-base64';
import { decodeQuotedPrintable } from './decode-quoted-printable';
import { decodePart } from './decode-part';
import { scanLetter } from './scan-letter';
import { bytesOfLatin1, latin1Of } from './latin1';

function asMime(encoded: string): string {
  return encoded.replace(/.{76}/g, '$&\r\n');
}

/** The plainest encoder RFC 2045, 6.7 allows: every byte as =XX, soft breaks every 24 bytes. */
function encodeQuotedPrintable(content: Uint8Array): string {
  return [...content].map((byte, index) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}${index % 24 === 23 ? '=\r\n' : ''}`).join('');
}

function partOf(encoding: string, body: string): Uint8Array {
  const raw = new TextEncoder().encode(`Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n${body}`);
  return decodePart(raw, scanLetter(raw).root);
}

describe('transfer encodings', () => {
  it('that were declared but never done are seen through: words are no base64', () => {
    for (const text of ['Kính gửi: các đơn vị trực thuộc. Đề nghị báo cáo trước ngày 15.', 'Please find the schedule of the meeting below, as agreed.', 'a b c d e f']) expect(new TextDecoder().decode(partOf('base64', text))).toBe(text);
    // a quoted, indented or damaged encoding still is one
    const encoded = btoa('một hai ba'.normalize('NFD').replace(/[^ -~]/g, '').repeat(20)).replace(/.{76}/g, '$&\r\n');
    for (const body of [encoded, encoded.replace(/^/gm, '> '), encoded.replace(/^/gm, '    '), encoded.replace(/A/g, 'A!')]) expect(latin1Of(partOf('base64', body))).toBe(atob(encoded));
  });

  it('give back any content that was encoded in base64', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (content) => {
        expect(decodeBase64(bytesOfLatin1(asMime(btoa(latin1Of(content)))))).toEqual(content);
      }),
    );
  });

  it('give back any content that was encoded in quoted-printable', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        expect(decodeQuotedPrintable(bytesOfLatin1(encodeQuotedPrintable(content)))).toEqual(content);
      }),
    );
  });

  it('decode anything without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (content) => {
        expect(decodeBase64(content).length).toBeLessThanOrEqual(content.length);
        expect(decodeQuotedPrintable(content).length).toBeLessThanOrEqual(content.length);
      }),
    );
  });

  it.each([
    ['aGVsbG8', 'hello'],
    ['aGVs\r\nbG8=\r\n', 'hello'],
    ['aGVs!bG8=', 'hello'],
    ['aGk=aGk=', 'hihi'],
    ['a=Gk=', 'hi'],
  ])('read base64 that is damaged in a usual way: %j', (encoded, plain) => {
    expect(latin1Of(decodeBase64(bytesOfLatin1(encoded)))).toBe(plain);
  });

  it.each([
    ['a=\r\nb', 'ab'],
    ['a=  \nb', 'ab'],
    ['a   \r\nb', 'a\r\nb'],
    ['50=25 =zz', '50% =zz'],
    ['=e1=', '\u00e1'],
  ])('read quoted-printable that is damaged in a usual way: %j', (encoded, plain) => {
    expect(latin1Of(decodeQuotedPrintable(bytesOfLatin1(encoded)))).toBe(plain);
  });
});
