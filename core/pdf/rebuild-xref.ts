import { limits } from '../base/limits';
import { indexOfWord, isDigit, isSpace, lastIndexOfWord, PdfSyntaxError, soughtWord } from './pdf-bytes';
import type { PdfDictionary, PdfObject } from './pdf-model';
import { readHead, readIndirect, readObject } from './read-object';
import { integerOf } from './read-xref';
import type { XrefEntry, XrefSection } from './read-xref';
import { undoFilters } from './undo-filters';

const sought = { obj: soughtWord('obj'), trailer: soughtWord('trailer'), objStm: soughtWord('/ObjStm'), xref: soughtWord('/XRef') };

const directOnly = (object: PdfObject | undefined): PdfObject => (object === undefined || object.kind === 'reference' ? { kind: 'null' } : object);

/** Offset of the `n g` before the `obj` at `at`; null where none stands there. */
function headBefore(bytes: Uint8Array, at: number): number | null {
  let start = at;
  for (let part = 0; part < 2; part += 1) {
    let back = start;
    while (back > 0 && isSpace(bytes[back - 1])) back -= 1;
    if (back === start && part > 0) return null;
    start = back;
    while (start > 0 && isDigit(bytes[start - 1]) && back - start < 10) start -= 1;
    if (start === back) return null;
  }
  return start;
}

/** Beginnings of all `n g obj`, in the order of the file, as many as a cross-reference may have. */
export function objectStarts(bytes: Uint8Array, from: number, limit: number): readonly number[] {
  const starts: number[] = [];
  for (let at = indexOfWord(bytes, sought.obj, from, limit); at >= 0 && starts.length < limits.pdfObjects; at = indexOfWord(bytes, sought.obj, at + 3, limit)) {
    const start = headBefore(bytes, at);
    if (start !== null) starts.push(start);
  }
  return starts;
}

/** Beginning of the object that the byte at `at` seems to lie in; null where none begins within limits.pdfObjectHeadBytes before it. */
export function objectStartBefore(bytes: Uint8Array, at: number): number | null {
  const from = Math.max(0, at - limits.pdfObjectHeadBytes);
  for (let before = at; before > from; ) {
    const word = lastIndexOfWord(bytes, sought.obj, from, before);
    if (word < 0) return null;
    const start = headBefore(bytes, word);
    if (start !== null) return start;
    before = word;
  }
  return null;
}

function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (cause) {
    // in a broken file most of what is tried is no object
    if (!(cause instanceof PdfSyntaxError)) throw cause;
    return null;
  }
}

function trailerOf(bytes: Uint8Array): PdfDictionary | null {
  let last: PdfDictionary | null = null;
  let tries = 0;
  for (let at = indexOfWord(bytes, sought.trailer, 0, bytes.length); at >= 0 && tries < limits.pdfSections; at = indexOfWord(bytes, sought.trailer, at + 7, bytes.length)) {
    tries += 1;
    const read = attempt(() => readObject(bytes, at + 7, Math.min(bytes.length, at + limits.pdfTrailerBytes)));
    if (read?.object.kind === 'dictionary' && read.object.entries.has('Root')) last = read.object;
  }
  return last;
}

function numbersIn(data: Uint8Array, count: number): readonly number[] {
  const numbers: number[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    const number = readObject(data, at, data.length, false);
    at = readObject(data, number.end, data.length, false).end;
    if (number.object.kind === 'number') numbers.push(number.object.value);
  }
  return numbers;
}

/** What a search over the whole file finds: the last object of each number, and the last trailer that names a catalog. */
export function rebuiltSection(bytes: Uint8Array): XrefSection | null {
  const entries = new Map<number, XrefEntry>();
  let trailer = trailerOf(bytes);
  let work = 0;
  const hasStreams = indexOfWord(bytes, sought.objStm, 0, bytes.length) >= 0 || indexOfWord(bytes, sought.xref, 0, bytes.length) >= 0;
  for (const start of objectStarts(bytes, 0, bytes.length)) {
    const head = readHead(bytes, start, bytes.length);
    if (head === null || head.number > limits.pdfObjectNumber) continue;
    entries.set(head.number, { kind: 'inFile', offset: start, generation: head.generation });
    if (!hasStreams || work > limits.pdfStreamBytes) continue;
    const dictionary = attempt(() => readObject(bytes, head.end, Math.min(bytes.length, head.end + limits.pdfTailBytes)))?.object;
    const type = dictionary?.kind === 'dictionary' ? dictionary.entries.get('Type') : undefined;
    if (type?.kind !== 'name' || (type.name !== 'ObjStm' && type.name !== 'XRef')) continue;
    const read = attempt(() => readIndirect(bytes, start, bytes.length, directOnly));
    const stream = read?.object;
    work += (read?.end ?? bytes.length) - start;
    if (stream?.kind !== 'stream') continue;
    if (type.name === 'XRef') {
      if (stream.dictionary.entries.has('Root')) trailer = stream.dictionary;
      continue;
    }
    const data = undoFilters(stream, directOnly);
    const count = integerOf(stream.dictionary.entries.get('N')) ?? 0;
    work += data?.length ?? 0;
    if (data === null || count > data.length) continue;
    for (const [index, number] of (attempt(() => numbersIn(data, count)) ?? []).entries()) entries.set(number, { kind: 'inStream', stream: head.number, index });
  }
  return trailer === null || entries.size === 0 ? null : { offset: 0, end: bytes.length, entries, trailer, isStream: false, spans: [], oddities: [] };
}
