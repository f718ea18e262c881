import type { ListRow, Related } from '../../../core/contract/list';
import type { CitationRelation } from '../../../core/model/document';

type Change = NonNullable<ListRow['touched']>;

/** The weightiest first. */
const changes: readonly Change[] = ['recalls', 'replaces', 'corrects', 'amends'];

export interface Touch {
  readonly relation: Change;
  readonly letter: ListRow;
  /** false: it only claims so, and nothing shows that it may */
  readonly applied: boolean;
}

/**
 * What later letters did to the document that is shown. Once one of them counts, it is told; else what others claim, the weightiest.
 * @param touched what counts for the letter, as its row says
 */
export function touchesOf(related: Related, document: number, touched: ListRow['touched']): readonly Touch[] {
  const of = (relation: Change) => related.citedBy.filter((one) => one.document === document && one.relation === relation).map(({ letter }) => letter);
  const told = touched !== null && of(touched).length > 0 ? touched : changes.find((one) => of(one).length > 0);
  return told === undefined ? [] : of(told).map((letter) => ({ relation: told, letter, applied: told === touched }));
}

/** Other arrivals of the document, the earliest first. */
export function arrivalsOf(related: Related, document: number): readonly Related['arrivals'][number][] {
  return related.arrivals.filter((one) => one.document === document).toSorted((a, b) => a.letter.arrivedAt.localeCompare(b.letter.arrivedAt));
}

export interface RelatedLine {
  readonly letter: ListRow;
  readonly relation: CitationRelation;
}

/** Letters that carry what the document cites: each letter once, however often it is named. */
export function heldCitations(related: Related, document: number): { readonly lines: readonly RelatedLine[]; readonly notHeld: number } {
  const cites = related.cites.filter((one) => one.document === document);
  const lines = new Map<string, RelatedLine>();
  for (const { cite, letters } of cites) {
    const [letter] = letters;
    if (letter !== undefined && !lines.has(letter.letterId)) lines.set(letter.letterId, { letter, relation: cite.relation });
  }
  return { lines: [...lines.values()], notHeld: cites.filter(({ letters }) => letters.length === 0).length };
}

/** Letters that cite the document, each once. */
export function citingLetters(related: Related, document: number): readonly RelatedLine[] {
  const lines = new Map(related.citedBy.filter((one) => one.document === document).map(({ letter, relation }) => [letter.letterId, { letter, relation }]));
  return [...lines.values()];
}
