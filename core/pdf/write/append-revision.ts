import type { PdfFile, PdfObject } from '../pdf-model';
import { lastIndexOfWord, readUnsigned, skipSpace, soughtWord } from '../pdf-bytes';
import { joinBytes, latinBytes, objectText, pdfArray, pdfBytes, pdfDictionary, pdfName, pdfNumber, streamBody, withEntries } from './write-object';

/** A file with one revision more. */
export interface AppendedRevision {
  /** begins with the bytes of the file it was made from, unchanged */
  readonly bytes: Uint8Array;
  /** where the body of each new object begins */
  readonly bodies: ReadonlyMap<number, number>;
}

interface WrittenObject {
  readonly number: number;
  readonly generation: number;
  readonly offset: number;
}

const startxref = soughtWord('startxref');
/** of the section before: they say where and how it is written, not what the file is (ISO 32000-2, 7.5.5 and 7.5.8.2) */
const ofSection: ReadonlySet<string> = new Set(['Size', 'Prev', 'XRefStm', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'F', 'FFilter', 'FDecodeParms', 'DL']);

/** Where the cross-reference in force stands; the file was read by it, so it is there. */
function lastSection(bytes: Uint8Array): number {
  const at = lastIndexOfWord(bytes, startxref, 0, bytes.length);
  const target = readUnsigned(bytes, skipSpace(bytes, at + startxref.word.length, bytes.length), bytes.length);
  if (at < 0 || target === null) throw new Error('a file that was read has no startxref');
  return target.value;
}

/** Numbers from here on were never in use. */
export function firstFreeNumber(file: PdfFile): number {
  return file.revisions.reduce((least, { trailer, own }) => {
    const size = trailer.entries.get('Size');
    let next = Math.max(least, size?.kind === 'number' ? size.value : 0);
    for (const number of own.keys()) next = Math.max(next, number + 1);
    return next;
  }, 1);
}

function generationOf(file: PdfFile, number: number): number {
  return file.revisions.findLast(({ own }) => own.has(number))?.own.get(number)?.generation ?? 0;
}

/** 14.4: the first identifier stays, the second changes with the content. */
async function identifiersAfter(before: PdfObject | undefined, content: Uint8Array): Promise<PdfObject | undefined> {
  const [first, second] = before?.kind === 'array' ? before.items : [];
  if (first?.kind !== 'string' || second?.kind !== 'string') return before;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(joinBytes([second.bytes, content]))));
  return pdfArray([first, pdfBytes(digest.subarray(0, 16))]);
}

function runsOf(objects: readonly WrittenObject[]): readonly (readonly WrittenObject[])[] {
  const runs: WrittenObject[][] = [];
  for (const object of objects) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1)?.number === object.number - 1) run.push(object);
    else runs.push([object]);
  }
  return runs;
}

function tableText(objects: readonly WrittenObject[]): string {
  return runsOf(objects).map((run) => `${run[0]?.number ?? 0} ${run.length}\n${run.map(({ offset, generation }) => `${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`).join('')}`).join('');
}

/** Type, offset in four bytes, generation in two; not compressed, for there are few. */
function streamRows(objects: readonly WrittenObject[]): Uint8Array {
  return Uint8Array.from(objects.flatMap(({ offset, generation }) => [1, (offset >>> 24) & 0xff, (offset >>> 16) & 0xff, (offset >>> 8) & 0xff, offset & 0xff, generation >> 8, generation & 0xff]));
}

/**
 * An incremental update (ISO 32000-2, 7.5.6): the bytes of the file, then the objects given, then a cross-reference of the kind the file has: a
 * stream where it has a stream (7.5.8), else a table; a table also for hybrid files (7.5.8.4), where both kinds of reader take the newest.
 * @param file opened by its own cross-reference, offsets counted from its first byte: `openDraft` sees to that
 * @param changes bodies, by number; a number in use is replaced under its generation
 */
export async function appendRevision(file: PdfFile, changes: ReadonlyMap<number, Uint8Array>): Promise<AppendedRevision> {
  const last = file.revisions.at(-1);
  if (last === undefined) throw new Error('a file without revision');
  const ending = file.bytes.at(-1);
  const pieces: Uint8Array[] = [file.bytes];
  let length = file.bytes.length;
  const add = (piece: Uint8Array): void => {
    pieces.push(piece);
    length += piece.length;
  };
  if (ending !== 10 && ending !== 13) add(Uint8Array.of(10));
  const written: WrittenObject[] = [];
  const bodies = new Map<number, number>();
  const ordered = [...changes].sort(([left], [right]) => left - right);
  for (const [number, body] of ordered) {
    const generation = generationOf(file, number);
    written.push({ number, generation, offset: length });
    add(latinBytes(`${number} ${generation} obj\n`));
    bodies.set(number, length);
    add(body);
    add(latinBytes('\nendobj\n'));
  }
  const kept = Object.fromEntries([...last.trailer.entries].filter(([key]) => !ofSection.has(key)));
  const identifiers = await identifiersAfter(kept['ID'], joinBytes(ordered.map(([, body]) => body)));
  const isStream = last.trailer.entries.get('Type')?.kind === 'name';
  const free = Math.max(firstFreeNumber(file), ...ordered.map(([number]) => number + 1));
  const section = length;
  const trailer = withEntries(pdfDictionary(kept), {
    ...(identifiers === undefined ? {} : { ID: identifiers }),
    Size: pdfNumber(isStream ? free + 1 : free),
    Prev: pdfNumber(lastSection(file.bytes)),
  });
  if (isStream) {
    const objects = [...written, { number: free, generation: 0, offset: section }];
    const index = runsOf(objects).flatMap((run) => [pdfNumber(run[0]?.number ?? 0), pdfNumber(run.length)]);
    const dictionary = withEntries(pdfDictionary({ Type: pdfName('XRef'), W: pdfArray([1, 4, 2].map(pdfNumber)), Index: pdfArray(index) }), Object.fromEntries(trailer.entries));
    add(joinBytes([latinBytes(`${free} 0 obj\n`), streamBody(dictionary, streamRows(objects)), latinBytes('\nendobj\n')]));
  } else add(latinBytes(`xref\n${tableText(written)}trailer\n${objectText(trailer)}\n`));
  add(latinBytes(`startxref\n${section}\n%%EOF\n`));
  return { bytes: joinBytes(pieces), bodies };
}
