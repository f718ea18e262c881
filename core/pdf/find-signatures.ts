import { limits } from '../base/limits';
import { readRange } from './byte-range';
import { indexOfWord, PdfSyntaxError, soughtWord } from './pdf-bytes';
import type { PdfDictionary, PdfFile, PdfObject, PdfRevision, PdfSignature } from './pdf-model';
import { objectStartBefore } from './rebuild-xref';
import { readHead, readIndirect } from './read-object';
import { formFields } from './signature-fields';
import { textOf } from './text-string';

const byteRangeWord = soughtWord('/ByteRange');

function nameOf(object: PdfObject): string | null {
  return object.kind === 'name' ? object.name : null;
}

interface Transforms {
  /** usage rights (12.8.2.3): a program's permission to a reader, nobody's signature on the content */
  readonly isUsageRights: boolean;
  readonly certification: PdfSignature['certification'];
  readonly locks: PdfSignature['locks'];
}

/** What the signature itself says about later changes: its signature references (12.8.1, table 256). */
function readTransforms(dictionary: PdfDictionary, revision: PdfRevision): Transforms {
  const references = revision.resolve(dictionary.entries.get('Reference'));
  let certification: PdfSignature['certification'] = null;
  let locks: PdfSignature['locks'] = null;
  let isUsageRights = false;
  for (const item of references.kind === 'array' ? references.items.slice(0, limits.pdfSignatures) : []) {
    const reference = revision.resolve(item);
    if (reference.kind !== 'dictionary') continue;
    const parameters = revision.resolve(reference.entries.get('TransformParams'));
    const { entries } = parameters.kind === 'dictionary' ? parameters : { entries: new Map<string, PdfObject>() };
    const method = nameOf(revision.resolve(reference.entries.get('TransformMethod')));
    const permitted = revision.resolve(entries.get('P'));
    if (method === 'UR3' || method === 'UR') isUsageRights = true;
    // absent: 2; a number the standard does not know permits nothing
    if (method === 'DocMDP') certification = permitted.kind !== 'number' || permitted.value === 2 ? 2 : permitted.value === 3 ? 3 : 1;
    if (method === 'FieldMDP') {
      const action = nameOf(revision.resolve(entries.get('Action')));
      const names = revision.resolve(entries.get('Fields'));
      const fields = names.kind === 'array' ? names.items.flatMap((name) => {
        const text = revision.resolve(name);
        return text.kind === 'string' ? [textOf(text.bytes)] : [];
      }) : [];
      locks = { action: action === 'Include' || action === 'Exclude' ? action : 'All', fields };
    }
  }
  return { isUsageRights, certification, locks };
}

function signatureOf(file: PdfFile, last: PdfRevision, dictionary: PdfDictionary, place: Pick<PdfSignature, 'field' | 'fieldName' | 'value'>): PdfSignature {
  const range = readRange(file, dictionary);
  const subFilter = nameOf(last.resolve(dictionary.entries.get('SubFilter')));
  const claimed = last.resolve(dictionary.entries.get('M'));
  const { certification, locks } = readTransforms(dictionary, file.revisions.find(({ index }) => index === range.revision) ?? last);
  return {
    ...place,
    dictionary,
    subFilter,
    isTimestamp: subFilter === 'ETSI.RFC3161' || nameOf(last.resolve(dictionary.entries.get('Type'))) === 'DocTimeStamp',
    byteRange: range.byteRange,
    contents: range.contents,
    rangeFault: range.fault,
    revision: range.revision,
    certification,
    locks,
    claimedAt: claimed.kind === 'string' ? textOf(claimed.bytes) : null,
  };
}

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

/** The dictionary around a `/ByteRange` at `at`; null where it stands in the data of a stream, as in a file within the file. */
function dictionaryAround({ bytes }: PdfFile, at: number, start: number, places: Places): PdfDictionary | null {
  const known = lastBefore(places, at);
  const object = known?.revision.object(known.number);
  if (known?.offset === start) return object?.kind === 'dictionary' ? object : null;
  const data = object?.kind === 'stream' ? object.raw : null;
  const from = data === null ? 0 : data.byteOffset - bytes.byteOffset;
  if (data !== null && at >= from && at < from + data.length) return null;
  const stray = readStray(bytes, start);
  return stray?.kind === 'dictionary' ? stray : null;
}

function readStray(bytes: Uint8Array, start: number): PdfObject | null {
  try {
    return readIndirect(bytes, start, bytes.length, () => ({ kind: 'null' })).object;
  } catch (cause) {
    // bytes that only look like an object
    if (!(cause instanceof PdfSyntaxError)) throw cause;
    return null;
  }
}

/** Signature dictionaries that lie in the file, but no field of its form has as value: in another revision, or where no cross-reference leads. */
function looseSignatures(file: PdfFile, last: PdfRevision, known: readonly PdfSignature[]): readonly PdfSignature[] {
  const found: PdfSignature[] = [];
  const inForm = new Set(known.map(({ dictionary }) => dictionary));
  const seen = new Set<number>();
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
    const dictionary = dictionaryAround(file, at, start, places);
    if (dictionary === null || inForm.has(dictionary) || !dictionary.entries.has('ByteRange') || !dictionary.entries.has('Contents')) continue;
    const signature = signatureOf(file, last, dictionary, { field: 0, fieldName: '', value: head.number });
    // space that was reserved and never signed, or that was signed in a later revision
    if (signature.rangeFault === 'contentsMissing' || readTransforms(dictionary, last).isUsageRights) continue;
    found.push(signature);
    if (found.length + known.length >= limits.pdfSignatures) break;
  }
  return found;
}

/**
 * Signatures of the whole file as it is now: values of signature fields in the order of the form, then those that lie in the file without
 * a field (field 0): a signature taken out of the form is not unsaid by that. Bounded by limits.pdfSignatures.
 */
export function findSignatures(file: PdfFile): readonly PdfSignature[] {
  const last = file.revisions[file.revisions.length - 1];
  if (last === undefined) return [];
  const found: PdfSignature[] = [];
  const values = new Set<number>();
  for (const { type, value, number, name } of formFields(last)) {
    if (type !== 'Sig' || value === undefined || found.length >= limits.pdfSignatures) continue;
    const dictionary = last.resolve(value);
    const valueNumber = value.kind === 'reference' ? value.number : number;
    // one signature shown in several fields is one signature
    if (dictionary.kind !== 'dictionary' || values.has(valueNumber)) continue;
    values.add(valueNumber);
    found.push(signatureOf(file, last, dictionary, { field: number, fieldName: name, value: valueNumber }));
  }
  return [...found, ...looseSignatures(file, last, found)];
}
