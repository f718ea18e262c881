/** What was odd while reading a revision. Readers repair such things silently, and each in its own way. */
export type PdfOddity =
  /** bytes before the header */
  | 'headerOffset'
  /** `startxref` does not lead exactly to the cross-reference */
  | 'startxrefOff'
  /** a table numbered from 1 that begins with the head of the free list */
  | 'xrefOffByOne'
  /** a table declares more entries than it has */
  | 'xrefCount'
  /** a table names an object twice */
  | 'xrefOverlap'
  | 'duplicateTrailerKeys'
  /** an update whose end is not marked: it counts together with the next */
  | 'revisionWithoutEnd'
  /** a cross-reference points behind the end of its revision: what stands there can come later */
  | 'objectOutside'
  /** an update brings an object that lay hidden in an earlier revision */
  | 'objectFromEarlier'
  /** the object is not where the cross-reference says, or is another */
  | 'wrongOffset'
  /** an update replaces an object under another generation number */
  | 'otherGeneration'
  /** an update holds something its cross-reference does not name: readers that search for objects find it */
  | 'unaccounted'
  /** an object of an update is written so that readers differ in what it says */
  | 'laxSyntax'
  /** an update says there are fewer objects than there are: readers forget the others */
  | 'sizeTooSmall'
  /** offsets can be counted from the first byte or from the header, and readers differ */
  | 'headerAmbiguous'
  /** an update replaces an object stream, and with it objects it does not name */
  | 'objectStreamReplaced'
  /** the cross-reference was unusable; objects were found by searching */
  | 'rebuilt'
  /** bytes behind the last end mark */
  | 'bytesAfterEnd'
  /** the end mark is missing */
  | 'noEndMark'
  /** a bound of `core/base/limits.ts` ended the reading */
  | 'tooMuch';

/**
 * May an oddity be read over in a revision that came after a signature? Only what leads every reader to the same objects: slips that
 * producers make are forgiven in what was signed, not in what somebody added to it.
 */
export function isSlip(oddity: string): boolean {
  return oddity === 'headerOffset';
}
