import { namesOffice } from './issuer-key';
import type { RelatedCite, RelatedDocument, RelatedLetter } from './related-letter';
import { sameDocument } from './same-document';

export interface HeldDocument {
  readonly letter: RelatedLetter;
  readonly document: RelatedDocument;
}

/**
 * Which of the documents with the cited number are meant: day and issuer of the citation decide as far as they are known. Where they leave documents of
 * several offices, none is: a link must not be a guess.
 */
export function citedDocuments(cite: RelatedCite, held: readonly HeldDocument[]): readonly HeldDocument[] {
  const ranked = held.flatMap((one) => {
    const rank = rankOf(cite, one.document);
    return rank === null ? [] : [{ one, rank }];
  });
  const best = Math.max(...ranked.map(({ rank }) => rank));
  const meant = ranked.filter(({ rank }) => rank === best).map(({ one }) => one);
  const [first] = meant;
  const isOne = first !== undefined && meant.every(({ letter, document }) => sameDocument(first.document, first.letter, document, letter) !== 'different');
  return isOne ? meant : [];
}

/** null: that document is not meant. */
function rankOf(cite: RelatedCite, { date, agency, parentAgency }: RelatedDocument): number | null {
  const dated = cite.date !== null && date !== null;
  const sameDay = dated && cite.date === date;
  const named = cite.agency !== null && agency !== null;
  const sameIssuer = named && cite.agency !== null && namesOffice(cite.agency, agency, parentAgency);
  if (sameDay) return sameIssuer ? 3 : 2;
  if (dated && cite.date?.slice(0, 4) !== date.slice(0, 4)) return null;
  if (sameIssuer) return 1;
  return dated || named ? null : 0;
}
