import { searchKey } from '../base/search-key';
import type { SeenDocument } from '../model/correction';
import { numberKey } from '../recognise/number-symbol';

/** A document of a letter by all it was ever known by. */
export interface KnownDocument {
  readonly digest: string | null;
  /** see `numberKey`: as read, as shown, and as seen when it was corrected before */
  readonly numbers: ReadonlySet<string>;
  /** folded */
  readonly types: ReadonlySet<string>;
}

/**
 * Which document a person had before them; null where it is among these no longer. Recognition may have changed since: the file tells
 * most, then the number, then the type, and another file with another number is another document. A letter's only document is meant even where
 * nothing but that speaks for it.
 */
export function findSeenDocument(documents: readonly KnownDocument[], seen: SeenDocument): number | null {
  let best: { readonly at: number; readonly score: number } | null = null;
  for (const [at, document] of documents.entries()) {
    const score = likeness(document, seen);
    if (score !== null && score > (best?.score ?? -1)) best = { at, score };
  }
  return best === null || (documents.length > 1 && best.score < 2) ? null : best.at;
}

function likeness(document: KnownDocument, { digest, number, type }: SeenDocument): number | null {
  const sameNumber = number !== null && document.numbers.has(numberKey(number));
  const otherFile = digest !== null && document.digest !== null && digest !== document.digest;
  if (otherFile && !sameNumber) return null;
  const file = digest === document.digest ? (digest === null ? 2 : 4) : 0;
  return file + (sameNumber ? 3 : 0) + (type !== null && document.types.has(searchKey(type)) ? 1 : 0);
}
