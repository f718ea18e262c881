import { DerError, readElement } from '../pki/der';
import { hexValue, isSpace } from './pdf-bytes';
import type { PdfDictionary, PdfFile, PdfObject } from './pdf-model';

/** What is wrong with the bytes a signature says it covers: closed list, each with a text below `check.why.` */
export const rangeFaults = [
  /** no /ByteRange */
  'rangeMissing',
  /** not four plain whole numbers that lie in the file in order, the first of them 0 */
  'rangeMalformed',
  /** no /Contents, or nothing in it */
  'contentsMissing',
  /** what the ranges leave out is not exactly the /Contents of this very dictionary */
  'gapNotContents',
  /** something other than hexadecimal digits stands in /Contents, or something behind the signature in it */
  'contentsPadded',
  /** keys of the dictionary twice */
  'duplicateKeys',
  /** the ranges do not end where a revision of the file does */
  'endsElsewhere',
] as const;

export type RangeFault = (typeof rangeFaults)[number];

export interface ReadRange {
  readonly byteRange: readonly number[];
  /** decoded /Contents; empty where it is missing */
  readonly contents: Uint8Array;
  readonly fault: RangeFault | null;
  /** index of the revision that ends where the ranges do */
  readonly revision: number | null;
}

type Ranges = readonly [number, number, number, number];

function plainNumbers(object: PdfObject | undefined): readonly number[] {
  return object?.kind === 'array' ? object.items.slice(0, 8).flatMap((item) => (item.kind === 'number' ? [item.value] : [])) : [];
}

/** Indirect numbers are refused: what they stand for could be replaced later. */
function lawfulRanges(object: PdfObject | undefined, length: number): Ranges | null {
  const numbers = plainNumbers(object);
  if (object?.kind !== 'array' || object.items.length !== 4 || numbers.length !== 4) return null;
  const [first = -1, size = -1, second = -1, rest = -1] = numbers;
  if (![first, size, second, rest].every((value) => Number.isSafeInteger(value) && value >= 0)) return null;
  return first === 0 && size > 0 && second > size && rest > 0 && second + rest <= length ? [first, size, second, rest] : null;
}

function onlyHex(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== 0x3c || bytes[end - 1] !== 0x3e) return false;
  for (let at = start + 1; at < end - 1; at += 1) if (hexValue(bytes[at]) < 0 && !isSpace(bytes[at])) return false;
  return true;
}

/** The space reserved for a signature is larger than it; behind it nothing but zeros may stand. */
function onlyPaddingBehind(contents: Uint8Array): boolean {
  try {
    return contents.subarray(readElement(contents).end).every((byte) => byte === 0);
  } catch (cause) {
    if (!(cause instanceof DerError)) throw cause;
    // no object at all; whoever reads it as CMS says so
    return true;
  }
}

/** White space behind an end mark belongs to the revision as little or as much as the signer took of it. */
function revisionEndingAt(file: PdfFile, end: number): number | null {
  const within = file.revisions.find((revision) => end <= revision.end);
  const before = file.revisions.findLast((revision) => revision.end <= end);
  const onlySpace = (from: number, to: number): boolean => {
    for (let at = from; at < to; at += 1) if (!isSpace(file.bytes[at])) return false;
    return true;
  };
  if (within !== undefined && onlySpace(end, within.end)) return within.index;
  return before !== undefined && onlySpace(before.end, end) ? before.index : null;
}

/**
 * The law of a byte range (ISO 32000-2 12.8.1, and what the attacks on it teach: universal forgery, incremental saving, wrapping):
 * `[0 a b c]`, the gap is the /Contents of this dictionary and nothing else, and the end is the end of a revision.
 */
export function readRange(file: PdfFile, dictionary: PdfDictionary): ReadRange {
  const { bytes } = file;
  const range = dictionary.entries.get('ByteRange');
  const string = dictionary.entries.get('Contents');
  const contents = string?.kind === 'string' ? string.bytes : new Uint8Array(0);
  const ranges = lawfulRanges(range, bytes.length);
  const end = ranges === null ? -1 : ranges[2] + ranges[3];
  const revision = ranges === null ? null : end === bytes.length ? file.revisions.length : revisionEndingAt(file, end);
  const result = (fault: RangeFault | null): ReadRange => ({ byteRange: plainNumbers(range), contents, fault, revision });
  if (dictionary.duplicateKeys) return result('duplicateKeys');
  if (string?.kind !== 'string' || contents.every((byte) => byte === 0)) return result('contentsMissing');
  if (range === undefined || range.kind === 'null') return result('rangeMissing');
  if (ranges === null) return result('rangeMalformed');
  if (string.start !== ranges[1] || string.end !== ranges[2]) return result('gapNotContents');
  if (!onlyHex(bytes, string.start, string.end) || !onlyPaddingBehind(contents)) return result('contentsPadded');
  return result(revision === null ? 'endsElsewhere' : null);
}
