import { limits } from '../base/limits';
import { ascii, hexValue, isBreak, isDigit, isSpace, indexOfWord, PdfSyntaxError, readUnsigned, skipSpace, soughtWord, startsWith } from './pdf-bytes';
import type { PdfDictionary, PdfObject } from './pdf-model';

export interface ReadObject {
  readonly object: PdfObject;
  readonly end: number;
  /** entries of arrays and dictionaries in it */
  readonly items: number;
  /** something in it is read in different ways: keys twice, escapes and numbers that are none, a stream whose length is wrong */
  readonly lax: boolean;
}

export interface IndirectObject extends ReadObject {
  readonly number: number;
  readonly generation: number;
  /** the /Length of the stream did not lead to its `endstream` */
  readonly wrongLength: boolean;
}

const nullObject: PdfObject = { kind: 'null' };
const trueObject: PdfObject = { kind: 'boolean', value: true };
const falseObject: PdfObject = { kind: 'boolean', value: false };

const words = { obj: ascii('obj'), endobj: ascii('endobj'), stream: ascii('stream'), endstream: ascii('endstream') };
const endstreamSought = soughtWord('endstream');

class GrowingBytes {
  private bytes = new Uint8Array(64);
  private length = 0;

  push(byte: number): void {
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  taken(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}

/** Reads one object after the other; `inFile` tells whether offsets are those of the file (else of an unfolded object stream). */
class ObjectReader {
  at: number;
  items = 0;
  lax = false;

  constructor(
    readonly bytes: Uint8Array,
    at: number,
    readonly limit: number,
    readonly inFile: boolean,
  ) {
    this.at = at;
  }

  read(depth: number): PdfObject {
    if (depth > limits.pdfDepth) throw new PdfSyntaxError('nested too deeply');
    this.at = skipSpace(this.bytes, this.at, this.limit);
    const byte = this.at < this.limit ? this.bytes[this.at] : undefined;
    switch (byte) {
      case undefined:
        throw new PdfSyntaxError('object expected');
      case 0x2f:
        return { kind: 'name', name: this.readName() };
      case 0x28:
        return this.readLiteral();
      case 0x5b:
        return this.readArray(depth);
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c && this.at + 1 < this.limit ? this.readDictionary(depth) : this.readHex();
      default:
        return isDigit(byte) || byte === 0x2b || byte === 0x2d || byte === 0x2e ? this.readNumber() : this.readKeyword();
    }
  }

  private countItem(): void {
    this.items += 1;
    if (this.items > limits.pdfItems) throw new PdfSyntaxError('too many items');
  }

  private readKeyword(): PdfObject {
    const start = this.at;
    while (this.at < this.limit && !isBreak(this.bytes[this.at]) && this.at - start < 8) this.at += 1;
    switch (String.fromCharCode(...this.bytes.subarray(start, this.at))) {
      case 'null':
        return nullObject;
      case 'true':
        return trueObject;
      case 'false':
        return falseObject;
      default:
        throw new PdfSyntaxError('object expected');
    }
  }

  private readName(): string {
    let name = '';
    for (this.at += 1; this.at < this.limit && !isBreak(this.bytes[this.at]); this.at += 1) {
      const byte = this.bytes[this.at] ?? 0;
      const high = byte === 0x23 ? hexValue(this.bytes[this.at + 1]) : -1;
      const low = high < 0 ? -1 : hexValue(this.bytes[this.at + 2]);
      // an escape that is none is decoded by some; two bytes are white space to PDFium
      if ((byte === 0x23 && low < 0) || byte === 0x80 || byte === 0xff) this.lax = true;
      if (low >= 0 && this.at + 2 < this.limit) {
        name += String.fromCharCode(high * 16 + low);
        this.at += 2;
      } else name += String.fromCharCode(byte);
      if (name.length > limits.pdfNameBytes) throw new PdfSyntaxError('name too long');
    }
    return name;
  }

  private readNumber(): PdfObject {
    const start = this.at;
    const whole = readUnsigned(this.bytes, start, this.limit);
    if (whole !== null && isBreak(this.bytes[whole.end])) {
      if (whole.end - start > 10) this.lax = true;
      this.at = whole.end;
      return this.readReference(whole.value) ?? { kind: 'number', value: whole.value };
    }
    while (this.at < this.limit && !isBreak(this.bytes[this.at]) && this.at - start < limits.pdfNumberChars) this.at += 1;
    const text = String.fromCharCode(...this.bytes.subarray(start, this.at));
    if (!/^[+-]?(?:\d{1,10}(?:\.\d*)?|\.\d+)$/.test(text)) this.lax = true;
    const match = /^([+-]?)[+-]*(\d*(?:\.\d*)?)/.exec(text);
    const value = Number(match?.[2] ?? '');
    return { kind: 'number', value: Number.isFinite(value) ? (match?.[1] === '-' ? -value : value) : 0 };
  }

  /** `n g R` where a first integer has just been read; leaves the cursor where it was when it is none */
  private readReference(number: number): PdfObject | null {
    let at = this.at;
    while (at < this.limit && isSpace(this.bytes[at])) at += 1;
    const generation = at === this.at ? null : readUnsigned(this.bytes, at, this.limit);
    if (generation === null) return null;
    at = generation.end;
    while (at < this.limit && isSpace(this.bytes[at])) at += 1;
    if (at === generation.end || at >= this.limit || this.bytes[at] !== 0x52 || (at + 1 < this.limit && !isBreak(this.bytes[at + 1]))) return null;
    this.at = at + 1;
    return { kind: 'reference', number, generation: generation.value };
  }

  private place(start: number): { readonly start: number; readonly end: number } {
    return this.inFile ? { start, end: this.at } : { start: -1, end: -1 };
  }

  private readHex(): PdfObject {
    const start = this.at;
    const close = this.bytes.subarray(0, this.limit).indexOf(0x3e, start);
    if (close < 0) {
      this.at = this.limit;
      throw new PdfSyntaxError('string without end');
    }
    const digits = new Uint8Array((close - start + 1) >> 1);
    let count = 0;
    for (let at = start + 1; at < close; at += 1) {
      const value = hexValue(this.bytes[at]);
      if (value < 0) {
        if (!isSpace(this.bytes[at])) this.lax = true;
        continue;
      }
      const index = count >> 1;
      digits[index] = (digits[index] ?? 0) | (count % 2 === 0 ? value << 4 : value);
      count += 1;
    }
    this.at = close + 1;
    return { kind: 'string', bytes: digits.subarray(0, (count + 1) >> 1), ...this.place(start) };
  }

  private readLiteral(): PdfObject {
    const start = this.at;
    const out = new GrowingBytes();
    let open = 1;
    for (this.at += 1; ; this.at += 1) {
      const byte = this.at < this.limit ? this.bytes[this.at] : undefined;
      if (byte === undefined) throw new PdfSyntaxError('string without end');
      if (byte === 0x5c) this.readEscape(out);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open === 0) break;
        out.push(byte);
      }
    }
    this.at += 1;
    return { kind: 'string', bytes: out.taken(), ...this.place(start) };
  }

  private readEscape(out: GrowingBytes): void {
    const byte = this.bytes[this.at + 1] ?? 0;
    this.at += 1;
    if (byte >= 0x30 && byte <= 0x37) {
      let value = byte - 0x30;
      for (let digits = 1; digits < 3; digits += 1) {
        const next = this.bytes[this.at + 1] ?? 0;
        if (next < 0x30 || next > 0x37) break;
        value = value * 8 + next - 0x30;
        this.at += 1;
      }
      out.push(value & 0xff);
    } else if (byte === 0x0d) {
      if (this.bytes[this.at + 1] === 0x0a) this.at += 1;
    } else if (byte !== 0x0a) out.push({ 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 }[byte] ?? byte);
  }

  private readArray(depth: number): PdfObject {
    const items: PdfObject[] = [];
    this.at += 1;
    for (;;) {
      this.at = skipSpace(this.bytes, this.at, this.limit);
      if (this.at < this.limit && this.bytes[this.at] === 0x5d) break;
      this.countItem();
      items.push(this.read(depth + 1));
    }
    this.at += 1;
    return { kind: 'array', items };
  }

  private readDictionary(depth: number): PdfDictionary {
    const entries = new Map<string, PdfObject>();
    let duplicateKeys = false;
    this.at += 2;
    for (;;) {
      this.at = skipSpace(this.bytes, this.at, this.limit);
      const byte = this.at < this.limit ? this.bytes[this.at] : undefined;
      if (byte === 0x3e && this.bytes[this.at + 1] === 0x3e && this.at + 1 < this.limit) break;
      if (byte !== 0x2f) throw new PdfSyntaxError('name expected');
      const name = this.readName();
      this.at = skipSpace(this.bytes, this.at, this.limit);
      const missing = this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e;
      this.countItem();
      if (entries.has(name)) duplicateKeys = true;
      if (duplicateKeys || missing) this.lax = true;
      entries.set(name, missing ? nullObject : this.read(depth + 1));
    }
    this.at += 2;
    return { kind: 'dictionary', entries, duplicateKeys };
  }
}

/** One object at `at`. Throws PdfSyntaxError; looks at nothing from `limit` on. */
export function readObject(bytes: Uint8Array, at: number, limit: number, inFile = true): ReadObject {
  const reader = new ObjectReader(bytes, at, limit, inFile);
  try {
    const object = reader.read(0);
    return { object, end: reader.at, items: reader.items, lax: reader.lax };
  } catch (cause) {
    throw cause instanceof PdfSyntaxError ? new PdfSyntaxError(cause.message, reader.at) : cause;
  }
}

export interface ObjectHead {
  readonly number: number;
  readonly generation: number;
  readonly end: number;
}

/** `n g obj` at `at` (white space before it allowed); null where it does not stand there. */
export function readHead(bytes: Uint8Array, at: number, end: number): ObjectHead | null {
  const limit = Math.min(end, at + limits.pdfHeadBytes);
  const number = readUnsigned(bytes, skipSpace(bytes, at, limit), limit);
  if (number === null || !isSpace(bytes[number.end])) return null;
  const generation = readUnsigned(bytes, skipSpace(bytes, number.end, limit), limit);
  if (generation === null) return null;
  const word = skipSpace(bytes, generation.end, limit);
  return startsWith(bytes, words.obj, word, limit) ? { number: number.value, generation: generation.value, end: word + 3 } : null;
}

/** White space before `endstream` belongs to it; producers differ in how much they write. */
function atEndstream(bytes: Uint8Array, at: number, limit: number): boolean {
  if (at < 0 || at > limit) return false;
  let word = at;
  while (word < limit && word - at < 4 && isSpace(bytes[word])) word += 1;
  return startsWith(bytes, words.endstream, word, limit);
}

function endOfData(bytes: Uint8Array, start: number, limit: number): number {
  const end = indexOfWord(bytes, endstreamSought, start, limit);
  if (end < 0) throw new PdfSyntaxError('stream without end', limit);
  if (bytes[end - 1] === 10 && end > start) return bytes[end - 2] === 13 && end - 1 > start ? end - 2 : end - 1;
  return bytes[end - 1] === 13 && end > start ? end - 1 : end;
}

/**
 * The object `n g obj … endobj` at `at`.
 * @param lengthOf resolves a /Length that is a reference
 * @throws PdfSyntaxError
 */
export function readIndirect(bytes: Uint8Array, at: number, limit: number, lengthOf: (object: PdfObject | undefined) => PdfObject): IndirectObject {
  const head = readHead(bytes, at, limit);
  if (head === null) throw new PdfSyntaxError('object number expected', at);
  const { number, generation } = head;
  const empty = skipSpace(bytes, head.end, limit);
  if (startsWith(bytes, words.endobj, empty, limit)) return { number, generation, object: nullObject, end: empty + 6, items: 0, lax: true, wrongLength: false };
  const { object, end, items, lax } = readObject(bytes, head.end, limit);
  const after = skipSpace(bytes, end, limit);
  if (object.kind !== 'dictionary' || !startsWith(bytes, words.stream, after, limit)) {
    const isEnded = startsWith(bytes, words.endobj, after, limit);
    return { number, generation, object, end: isEnded ? after + 6 : end, items, lax: lax || !isEnded, wrongLength: false };
  }
  let start = after + 6;
  if (bytes[start] === 13) start += 1;
  if (bytes[start] === 10) start += 1;
  const isBegun = bytes[start - 1] === 10;
  const length = lengthOf(object.entries.get('Length'));
  const declared = length.kind === 'number' && Number.isInteger(length.value) && length.value >= 0 ? start + length.value : -1;
  const fits = atEndstream(bytes, declared, limit);
  const dataEnd = fits ? declared : endOfData(bytes, start, limit);
  const tail = skipSpace(bytes, indexOfWord(bytes, endstreamSought, dataEnd, limit) + 9, limit);
  return {
    number,
    generation,
    object: { kind: 'stream', dictionary: object, raw: bytes.subarray(start, dataEnd) },
    end: startsWith(bytes, words.endobj, tail, limit) ? tail + 6 : tail,
    items,
    lax: lax || !fits || !isBegun || !startsWith(bytes, words.endobj, tail, limit),
    wrongLength: !fits,
  };
}
