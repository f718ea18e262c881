import { limits } from '../base/limits';
import { indexOfWord, PdfSyntaxError, soughtWord } from './pdf-bytes';
import type { PdfDictionary, PdfFile, PdfObject, PdfRevision, PdfSignature } from './pdf-model';
import { objectStartBefore } from './rebuild-xref';
import { readHead, readIndirect } from './read-object';
import { readTransforms, signatureOf } from './read-signature';

const byteRangeWord = soughtWord('/ByteRange');

/** Beginnings of all objects that some cross-reference names, in order, with the revision that brings each. */
function placesOf(file: PdfFile): readonly { readonly offset: number; readonly number: number; readonly revision: PdfRevision }[] {
  const places = file.revisions.flatMap((revision) => [...revision.own.values()].flatMap((place) => (place === null || place.inStream !== null ? [] : [{ offset: place.offset, number: place.number, revision }])));
  return places.sort((left, right) => left.offset - right.offset);
}

type Places = ReturnType<typeof placesOf>;

function lastBefore(places: Places, at: number): Places[number] | undefined {
  let low = 0;
  for (let high = places.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.offset ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return places[low - 1];
}

/** Where the objects with the signatures of the form begin: nothing more needs to be looked up for these. */
function startsOf(file: PdfFile, known: readonly PdfSignature[]): Set<number> {
  return new Set(known.flatMap(({ value }) => file.revisions.findLast(({ own }) => own.has(value))?.own.get(value)?.offset ?? []));
}

interface Around {
  readonly dictionary: PdfDictionary;
  /** no cross-reference leads to it */
  readonly isStray: boolean;
}

/** The dictionary around a `/ByteRange` at `at`; null where it stands in the data of a stream, as in a file within the file. */
function dictionaryAround({ bytes }: PdfFile, at: number, start: number, places: Places): Around | null {
  const known = lastBefore(places, at);
  const object = known?.revision.object(known.number);
  if (known?.offset === start) return object?.kind === 'dictionary' ? { dictionary: object, isStray: false } : null;
  const data = object?.kind === 'stream' ? object.raw : null;
  const from = data === null ? 0 : data.byteOffset - bytes.byteOffset;
  if (data !== null && at >= from && at < from + data.length) return null;
  const stray = readStray(bytes, start);
  return stray?.kind === 'dictionary' ? { dictionary: stray, isStray: true } : null;
}

function readStray(bytes: Uint8Array, start: number): PdfObject | null {
  try {
    return readIndirect(bytes, start, Math.min(bytes.length, start + 2 * limits.pdfObjectHeadBytes), () => ({ kind: 'null' })).object;
  } catch (cause) {
    // bytes that only look like an object
    if (!(cause instanceof PdfSyntaxError)) throw cause;
    return null;
  }
}

/** Signature dictionaries that lie in the file, but no field of its form has as value: in another revision, or where no cross-reference leads. */
export function looseSignatures(file: PdfFile, last: PdfRevision, known: readonly PdfSignature[]): readonly PdfSignature[] {
  const found: PdfSignature[] = [];
  const inForm = new Set(known.map(({ dictionary }) => dictionary));
  const seen = startsOf(file, known);
  let places: Places | null = null;
  let hits = 0;
  const { bytes } = file;
  for (let at = indexOfWord(bytes, byteRangeWord, 0, bytes.length); at >= 0 && hits < limits.pdfRangeHits; at = indexOfWord(bytes, byteRangeWord, at + 10, bytes.length)) {
    hits += 1;
    const start = objectStartBefore(bytes, at);
    const head = start === null || seen.has(start) ? null : readHead(bytes, start, bytes.length);
    if (start === null || head === null) continue;
    seen.add(start);
    places ??= placesOf(file);
    const around = dictionaryAround(file, at, start, places);
    if (around === null || inForm.has(around.dictionary) || !around.dictionary.entries.has('ByteRange') || !around.dictionary.entries.has('Contents')) continue;
    const signature = signatureOf(file, last, around.dictionary, { field: 0, fieldName: '', value: head.number });
    // space that was reserved and never signed, or that was signed in a later revision
    if (signature.rangeFault === 'contentsMissing' || readTransforms(around.dictionary, last).isUsageRights) continue;
    // not even the revision it would have signed knows it
    if (around.isStray && signature.revision !== null) continue;
    found.push(signature);
    if (found.length + known.length >= limits.pdfSignatures) break;
  }
  return found;
}
