import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { childrenOf, definiteBytesOf, DerError, encodeElement, hexOf, integerHexOf, octetsOf, oidFromContent, readElement, timeOf } from './der';

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.replace(/ /g, '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const ascii = (tag: number, text: string): Uint8Array => encodeElement(tag, new TextEncoder().encode(text));
const at = (tag: number, text: string): string => new Date(timeOf(readElement(ascii(tag, text)))).toISOString();

describe('elements', () => {
  test('chunks of an octet string, chunks within chunks among them, are joined in order', () => {
    expect(hexOf(octetsOf(readElement(bytes('2480 0401aa 2480 0402bbcc 0400 0000 0401dd 0000'))))).toBe('aabbccdd');
    expect(hexOf(octetsOf(readElement(bytes('a006 0401aa 0401bb'))))).toBe('aabb');
    expect(() => octetsOf(readElement(bytes('2403 020101')))).toThrow(DerError);
    expect(() => octetsOf(readElement(bytes('24 80'.repeat(60) + '0000'.repeat(60))))).toThrow(DerError);
  });

  test('indefinite length ends at its end-of-contents and is re-encoded definite', () => {
    const element = readElement(bytes('3080 0401aa 3080 0500 0000 0000 ff'));
    expect(element.end).toBe(13);
    expect(childrenOf(element)).toHaveLength(2);
    expect(hexOf(definiteBytesOf(element))).toBe('30070401aa30020500');
  });

  test('a chunked octet string is joined', () => {
    expect(hexOf(octetsOf(readElement(bytes('2480 0402aabb 0401cc 0000'))))).toBe('aabbcc');
  });

  test('a length beyond the end is refused, however large', () => {
    for (const hex of ['30', '3005 0500', '3084ffffffff', '3088ffffffffffffffff', '0480 00', '1fffffffffffff00']) {
      expect(() => readElement(bytes(hex))).toThrow(DerError);
    }
  });

  test('nesting has an end', () => {
    expect(() => readElement(bytes('3080'.repeat(5000)))).toThrow(DerError);
  });

  test('any bytes give an element within them or a named error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (input) => {
        try {
          expect(readElement(input).end).toBeLessThanOrEqual(input.length);
        } catch (error) {
          expect(error).toBeInstanceOf(DerError);
        }
      }),
    );
  });

  test('an encoded element reads back as its content', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70_000 }), (content) => {
        const element = readElement(encodeElement(4, content));
        expect(hexOf(octetsOf(element))).toBe(hexOf(content));
      }),
      { numRuns: 30 },
    );
  });
});

describe('values', () => {
  test('-1 and 255 are different serial numbers', () => {
    expect(integerHexOf(readElement(bytes('0201ff')))).toBe('ff');
    expect(integerHexOf(readElement(bytes('020200ff')))).toBe('00ff');
    expect(integerHexOf(readElement(bytes('0203000001')))).toBe('01');
  });

  test('object identifiers with large arcs', () => {
    expect(oidFromContent(bytes('2a864886f70d010702'))).toBe('1.2.840.113549.1.7.2');
    expect(oidFromContent(bytes('883703'))).toBe('2.999.3');
  });

  test('two-digit years turn in 1950 (RFC 5280 4.1.2.5.1)', () => {
    expect(at(0x17, '491231235959Z')).toBe('2049-12-31T23:59:59.000Z');
    expect(at(0x17, '500101000000Z')).toBe('1950-01-01T00:00:00.000Z');
    expect(at(0x18, '20500101000000Z')).toBe('2050-01-01T00:00:00.000Z');
  });

  test('offsets are taken off and years before 100 stay what they are', () => {
    expect(at(0x17, '2601010700+0700')).toBe('2026-01-01T00:00:00.000Z');
    expect(at(0x18, '00500101000000Z')).toBe('0050-01-01T00:00:00.000Z');
  });

  test('what is no time is refused', () => {
    for (const text of ['', '20261301000000Z', '261232000000Z', '2612010000', 'abc']) expect(() => timeOf(readElement(ascii(0x17, text)))).toThrow(DerError);
  });
});
