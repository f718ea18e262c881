import { expect, test } from 'vitest';
import { encodeElement, joinBytes, readElement } from './der';
import { attributeOf, nameFromRdns, readName } from './distinguished-name';

const rdn = (oid: string, value: string) => [{ oid, value, text: true }];
const commonName = '2.5.4.3';

/** Name of one common name, its value encoded under the given string tag. */
function encoded(tag: number, value: Uint8Array): Uint8Array {
  const pair = encodeElement(0x30, joinBytes([Uint8Array.of(6, 3, 0x55, 4, 3), encodeElement(tag, value)]));
  return encodeElement(0x30, encodeElement(0x31, pair));
}

test('a name is written as RFC 4514 does, most specific first', () => {
  const name = nameFromRdns([rdn('2.5.4.6', 'VN'), rdn('2.5.4.10', 'Ban Cơ yếu, "Chính phủ"'), rdn(commonName, ' #1 ')]);
  expect(name.text).toBe('CN=\\ #1\\ ,O=Ban Cơ yếu\\, \\"Chính phủ\\",C=VN');
  expect(attributeOf(name, commonName)).toBe(' #1 ');
});

test('case, string type and white space do not make another name (RFC 5280 7.1)', () => {
  const utf8 = readName(readElement(encoded(12, new TextEncoder().encode('Sở  Nội vụ'))));
  const utf16 = Uint8Array.from([...'SỞ NỘI VỤ'].flatMap((letter) => [letter.charCodeAt(0) >> 8, letter.charCodeAt(0) & 255]));
  expect(readName(readElement(encoded(30, utf16))).key).toBe(utf8.key);
});

test('a hyphen and a dash are different names', () => {
  expect(nameFromRdns([rdn(commonName, 'ROOT CA - USBTOKEN')]).key).not.toBe(nameFromRdns([rdn(commonName, 'ROOT CA – USBTOKEN')]).key);
});

test('an attribute cannot be smuggled into another by its value', () => {
  const one = nameFromRdns([rdn(commonName, 'a","2.5.4.10","b')]);
  const two = nameFromRdns([[...rdn(commonName, 'a'), ...rdn('2.5.4.10', 'b')]]);
  expect(one.key).not.toBe(two.key);
});

test('values that are no text are shown and compared as bytes', () => {
  const name = readName(readElement(encoded(2, Uint8Array.of(7))));
  expect(name.text).toBe('CN=#020107');
});
