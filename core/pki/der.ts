/**
 * X.690 reader over the original bytes. Signatures are made over bytes, so every element remembers
 * where it lies; BER indefinite length and constructed strings are accepted because S/MIME senders
 * stream them. PKI.js rebuilds objects and loses both, and costs half a millisecond per certificate.
 */

/** Hostile or broken encoding. Thrown inside `core/pki` only; the `read-*` borders turn it into a value. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

export type TagClass = 'universal' | 'application' | 'context' | 'private';

export interface Element {
  /** the buffer all offsets refer to */
  readonly source: Uint8Array;
  readonly tagClass: TagClass;
  readonly tag: number;
  readonly constructed: boolean;
  readonly indefinite: boolean;
  readonly start: number;
  readonly contentStart: number;
  /** offset after the last content byte, before end-of-contents octets */
  readonly contentEnd: number;
  readonly end: number;
}

export const tags = {
  boolean: 1,
  integer: 2,
  bitString: 3,
  octetString: 4,
  null: 5,
  oid: 6,
  enumerated: 10,
  sequence: 16,
  set: 17,
  utcTime: 23,
  generalizedTime: 24,
} as const;

const classes: readonly TagClass[] = ['universal', 'application', 'context', 'private'];
/** nesting of a CMS object with certificates stays far below; recursion must end on hostile input */
export const maxDepth = 48;
/** elements side by side; the longest revocation lists have some hundred thousand */
const maxChildren = 1_000_000;

function byteAt(source: Uint8Array, offset: number, limit: number): number {
  const byte = offset < limit ? source[offset] : undefined;
  if (byte === undefined) throw new DerError('truncated');
  return byte;
}

/** Reads one element at `offset`; nothing after `limit` is looked at. */
export function readElement(source: Uint8Array, offset = 0, limit = source.length, depth = 0): Element {
  if (depth > maxDepth) throw new DerError('nested too deeply');
  let at = offset;
  const first = byteAt(source, at, limit);
  at += 1;
  let tag = first & 0x1f;
  if (tag === 0x1f) {
    tag = 0;
    for (let count = 0; ; count += 1) {
      const byte = byteAt(source, at, limit);
      at += 1;
      tag = tag * 128 + (byte & 0x7f);
      if (count >= 4) throw new DerError('tag number too long');
      if ((byte & 0x80) === 0) break;
    }
  }
  const constructed = (first & 0x20) !== 0;
  const lengthByte = byteAt(source, at, limit);
  at += 1;
  const tagClass = classes[first >> 6] ?? 'universal';
  if (lengthByte === 0x80) {
    if (!constructed) throw new DerError('primitive of indefinite length');
    let inner = at;
    while (!(byteAt(source, inner, limit) === 0 && byteAt(source, inner + 1, limit) === 0)) {
      inner = readElement(source, inner, limit, depth + 1).end;
    }
    return { source, tagClass, tag, constructed, indefinite: true, start: offset, contentStart: at, contentEnd: inner, end: inner + 2 };
  }
  let length = lengthByte;
  if (lengthByte > 0x80) {
    const count = lengthByte & 0x7f;
    if (count > 6) throw new DerError('length too long');
    length = 0;
    for (let index = 0; index < count; index += 1) {
      length = length * 256 + byteAt(source, at, limit);
      at += 1;
    }
  }
  if (length > limit - at) throw new DerError('length beyond the end');
  return { source, tagClass, tag, constructed, indefinite: false, start: offset, contentStart: at, contentEnd: at + length, end: at + length };
}

/** The elements inside a constructed element. */
export function childrenOf(element: Element): readonly Element[] {
  if (!element.constructed) throw new DerError('primitive where constructed was expected');
  const children: Element[] = [];
  let at = element.contentStart;
  while (at < element.contentEnd) {
    const child = readElement(element.source, at, element.contentEnd, 1);
    if (children.length >= maxChildren) throw new DerError('too many elements');
    children.push(child);
    at = child.end;
  }
  return children;
}

/** Content bytes without tag and length. */
export function contentOf(element: Element): Uint8Array {
  return element.source.subarray(element.contentStart, element.contentEnd);
}

/** The element as it was encoded, tag and length included. */
export function bytesOf(element: Element): Uint8Array {
  return element.source.subarray(element.start, element.end);
}

export function isUniversal(element: Element | undefined, tag: number): element is Element {
  return element !== undefined && element.tagClass === 'universal' && element.tag === tag;
}

export function isContext(element: Element | undefined, tag: number): element is Element {
  return element !== undefined && element.tagClass === 'context' && element.tag === tag;
}

export function expect(element: Element | undefined, tag: number): Element {
  if (!isUniversal(element, tag)) throw new DerError(`expected universal tag ${tag}`);
  return element;
}

/** Bytes of an OCTET STRING (or an implicitly tagged one), joined when the sender chunked it. */
export function octetsOf(element: Element): Uint8Array {
  if (!element.constructed) return contentOf(element);
  const joined = new Uint8Array(element.contentEnd - element.contentStart);
  return joined.subarray(0, copyChunks(element, joined, 0, 0));
}

/** One chunk after the other, without a list of them: a hostile sender writes millions of a byte each. */
function copyChunks(element: Element, to: Uint8Array, offset: number, depth: number): number {
  if (depth > maxDepth) throw new DerError('nested too deeply');
  let filled = offset;
  for (let at = element.contentStart; at < element.contentEnd; ) {
    const chunk = expect(readElement(element.source, at, element.contentEnd, 1), tags.octetString);
    if (chunk.constructed) filled = copyChunks(chunk, to, filled, depth + 1);
    else {
      to.set(contentOf(chunk), filled);
      filled += chunk.contentEnd - chunk.contentStart;
    }
    at = chunk.end;
  }
  return filled;
}

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Bits of a BIT STRING that must be whole bytes (keys, signatures). */
export function wholeBitsOf(element: Element | undefined): Uint8Array {
  const content = contentOf(expect(element, tags.bitString));
  if (content.length === 0 || content[0] !== 0) throw new DerError('bit string of broken bytes');
  return content.subarray(1);
}

/** Named bits: true where bit n (most significant first) is set. */
export function namedBits(content: Uint8Array): (bit: number) => boolean {
  return (bit) => {
    const byte = content[1 + (bit >> 3)];
    return byte !== undefined && (byte & (0x80 >> (bit & 7))) !== 0;
  };
}

export function oidOf(element: Element | undefined): string {
  const content = contentOf(expect(element, tags.oid));
  return oidFromContent(content);
}

export function oidFromContent(content: Uint8Array): string {
  if (content.length === 0) throw new DerError('empty object identifier');
  const arcs: bigint[] = [];
  let value = 0n;
  for (const byte of content) {
    value = value * 128n + BigInt(byte & 0x7f);
    if (byte & 0x80) continue;
    if (arcs.length === 0) {
      const top = value < 40n ? 0n : value < 80n ? 1n : 2n;
      arcs.push(top, value - top * 40n);
    } else arcs.push(value);
    value = 0n;
  }
  return arcs.join('.');
}

/** A small non-negative INTEGER or ENUMERATED. */
export function smallIntegerOf(element: Element): number {
  const content = contentOf(element);
  if (content.length === 0 || content.length > 6 || (content[0] ?? 0) & 0x80) throw new DerError('integer out of range');
  return content.reduce((value, byte) => value * 256 + byte, 0);
}

/** INTEGER as lower-case hex of its shortest encoding: -1 is `ff`, 255 is `00ff` (serial numbers of either sign exist). */
export function integerHexOf(element: Element | undefined): string {
  const content = contentOf(expect(element, tags.integer));
  if (content.length === 0) throw new DerError('empty integer');
  return hexOf(content).replace(/^(?:00(?=[0-7]))+(?=..)/, '').replace(/^(?:ff(?=[89a-f]))+(?=..)/, '');
}

export function booleanOf(element: Element): boolean {
  return (contentOf(element)[0] ?? 0) !== 0;
}

/** UTCTime or GeneralizedTime (RFC 5280 4.1.2.5) in milliseconds since 1970. */
export function timeOf(element: Element | undefined): number {
  if (!isUniversal(element, tags.utcTime) && !isUniversal(element, tags.generalizedTime)) throw new DerError('not a time');
  const text = String.fromCharCode(...contentOf(element).subarray(0, 32));
  const pattern =
    element.tag === tags.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:Z|([+-])(\d\d)(\d\d))$/
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:[.,]\d+)?(?:Z|([+-])(\d\d)(\d\d))$/;
  const match = pattern.exec(text);
  if (match === null) throw new DerError('malformed time');
  const [written = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => Number(part ?? '0'));
  const year = element.tag === tags.utcTime ? (written < 50 ? 2000 + written : 1900 + written) : written;
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) throw new DerError('malformed time');
  const offset = (Number(match[8] ?? '0') * 60 + Number(match[9] ?? '0')) * 60_000 * (match[7] === '-' ? -1 : 1);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return date.getTime() - offset;
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hexOf(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += hexDigits[byte] ?? '';
  return hex;
}

export function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let index = 0; index < left.length; index += 1) if (left[index] !== right[index]) return false;
  return true;
}

/** One element with definite lengths; strings are left as they are. */
export function encodeElement(firstByte: number, content: Uint8Array): Uint8Array {
  const length: number[] = [];
  if (content.length < 0x80) length.push(content.length);
  else {
    for (let rest = content.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest & 0xff);
    length.unshift(0x80 | length.length);
  }
  return joinBytes([Uint8Array.of(firstByte, ...length), content]);
}

/** Re-encodes indefinite lengths as definite ones, as CMS asks for signed attributes (RFC 5652 5.4). */
export function definiteBytesOf(element: Element, depth = 0): Uint8Array {
  if (depth > maxDepth) throw new DerError('nested too deeply');
  if (!element.constructed) return bytesOf(element);
  const first = element.source[element.start] ?? 0;
  return encodeElement(first, joinBytes(childrenOf(element).map((child) => definiteBytesOf(child, depth + 1))));
}
