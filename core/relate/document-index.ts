import { limits } from '../base/limits';
import type { CitationRelation } from '../model/document';
import type { LetterId } from '../model/ids';
import { citedDocuments, type HeldDocument } from './cited-documents';
import { LetterGroups } from './letter-groups';
import { mayTouch } from './may-touch';
import { isTouching, type RelatedCite, type RelatedDocument, type RelatedLetter, type Touching } from './related-letter';
import { sameDocument } from './same-document';

/** What the web of documents says in the row of a letter. */
export interface Standing {
  /** letters that carry the same document, this one included */
  readonly arrivals: number;
  readonly touched: Touching | null;
}

/** Letters tied to one letter, newest first, with the place of the document among those of that letter. */
export interface Ties {
  readonly cites: readonly { readonly document: number; readonly cite: RelatedCite; readonly letters: readonly LetterId[] }[];
  readonly citedBy: readonly { readonly document: number; readonly relation: CitationRelation; readonly letter: LetterId }[];
  readonly arrivals: readonly { readonly document: number; readonly letter: LetterId; readonly sameBytes: boolean }[];
}

export const alone: Standing = { arrivals: 1, touched: null };
const worst: readonly Touching[] = ['recalls', 'replaces', 'corrects', 'amends'];

/** The web of documents over all letters, kept letter by letter; what it says does not depend on the order in which they came. */
export class DocumentIndex {
  private readonly letters = new Map<LetterId, RelatedLetter>();
  private readonly byKey = new LetterGroups();
  private readonly byDigest = new LetterGroups();
  private readonly byTouched = new LetterGroups();

  /** A letter as it is now. @returns the other letters whose standing may be another one now */
  put(letter: RelatedLetter): ReadonlySet<LetterId> {
    const before = this.letters.get(letter.letterId);
    if (before !== undefined && JSON.stringify(before) === JSON.stringify(letter)) return new Set();
    const affected = before === undefined ? new Set<LetterId>() : this.take(before);
    if (letter.documents.length > 0) {
      this.letters.set(letter.letterId, letter);
      for (const [groups, key] of this.placesOf(letter)) groups.add(key, letter);
      this.noteAffected(letter, affected);
    }
    affected.delete(letter.letterId);
    return affected;
  }

  /** @returns as `put` */
  remove(letterId: LetterId): ReadonlySet<LetterId> {
    const before = this.letters.get(letterId);
    if (before === undefined) return new Set();
    const affected = this.take(before);
    affected.delete(letterId);
    return affected;
  }

  clear(): void {
    this.letters.clear();
    for (const groups of [this.byKey, this.byDigest, this.byTouched]) groups.clear();
  }

  standing(letterId: LetterId): Standing {
    const letter = this.letters.get(letterId);
    if (letter === undefined) return alone;
    const others = letter.documents.map((document) => (letter.arrived ? this.sameAs(letter, document).length : 0));
    const touches = letter.documents.flatMap((document) => this.touching(letter, document));
    return { arrivals: 1 + Math.max(0, ...others), touched: worst.find((one) => touches.includes(one)) ?? null };
  }

  related(letterId: LetterId): Ties {
    const letter = this.letters.get(letterId);
    if (letter === undefined) return { cites: [], citedBy: [], arrivals: [] };
    const documents = [...letter.documents.entries()];
    return {
      cites: documents.flatMap(([document, { cites }]) => cites.map((cite) => ({
        document, cite, letters: newest(this.meant(cite, letter).map((held) => held.letter)).filter((id) => id !== letterId),
      }))),
      citedBy: documents.flatMap(([document, each]) => this.citing(letter, each).map((one) => ({ document, ...one }))),
      arrivals: documents.flatMap(([document, each]) => {
        const others = this.sameAs(letter, each);
        return newest(others.map((held) => held.letter)).map((other) => ({
          document, letter: other, sameBytes: each.digest !== null && others.some((held) => held.letter.letterId === other && held.document.digest === each.digest),
        }));
      }),
    };
  }

  private take(before: RelatedLetter): Set<LetterId> {
    const affected = new Set<LetterId>();
    this.noteAffected(before, affected);
    this.letters.delete(before.letterId);
    for (const [groups, key] of this.placesOf(before)) groups.remove(key, before.letterId);
    return affected;
  }

  private placesOf(letter: RelatedLetter): readonly (readonly [LetterGroups, string])[] {
    return letter.documents.flatMap(({ key, digest, cites }) => [
      ...(key === null ? [] : [[this.byKey, key] as const]),
      ...(digest === null ? [] : [[this.byDigest, digest] as const]),
      ...cites.flatMap((cite) => (isTouching(cite.relation) ? [[this.byTouched, cite.key] as const] : [])),
    ]);
  }

  private noteAffected({ letterId, documents }: RelatedLetter, affected: Set<LetterId>): void {
    const note = (letters: readonly RelatedLetter[]): void => letters.forEach((one) => affected.add(one.letterId));
    for (const { key, digest, cites } of documents) {
      if (key !== null && this.byKey.matters(key, letterId)) note(this.byKey.all(key));
      if (digest !== null && this.byDigest.matters(digest, letterId)) note(this.byDigest.all(digest));
      for (const cite of cites) if (isTouching(cite.relation) && this.byTouched.matters(cite.key, letterId)) note(this.byKey.all(cite.key));
    }
  }

  /** Other arrivals of a document, each letter once. */
  private sameAs(letter: RelatedLetter, document: RelatedDocument): readonly HeldDocument[] {
    const others = new Map<LetterId, HeldDocument>();
    const candidates = [...(document.digest === null ? [] : this.byDigest.compared(document.digest)), ...(document.key === null ? [] : this.byKey.compared(document.key))];
    for (const other of candidates) {
      if (other.letterId === letter.letterId || !other.arrived || others.has(other.letterId)) continue;
      const same = other.documents.find((each) => sameDocument(document, letter, each, other) === 'same');
      if (same !== undefined) others.set(other.letterId, { letter: other, document: same });
    }
    return [...others.values()];
  }

  /** @param also is looked at whether or not it is among those that are compared */
  private meant(cite: RelatedCite, also: RelatedLetter): readonly HeldDocument[] {
    const compared = this.byKey.compared(cite.key);
    const letters = compared.includes(also) || !also.documents.some(({ key }) => key === cite.key) ? compared : [...compared, also];
    return citedDocuments(cite, letters.flatMap((letter) => letter.documents.filter(({ key }) => key === cite.key).map((document) => ({ letter, document }))));
  }

  private touching(letter: RelatedLetter, document: RelatedDocument): readonly Touching[] {
    if (document.key === null) return [];
    return this.byTouched.compared(document.key).flatMap((by) => by.documents.flatMap((each) => each.cites.flatMap(({ relation, ...cite }) => {
      if (each === document || cite.key !== document.key || !isTouching(relation)) return [];
      if (!mayTouch({ letter: by, document: each }, { letter, document })) return [];
      return this.meant({ ...cite, relation }, letter).some((held) => held.document === document) ? [relation] : [];
    })));
  }

  /** Asked for one letter at a time: looking through all of them costs less than another map over every citation would. */
  private citing(letter: RelatedLetter, document: RelatedDocument): readonly { readonly relation: CitationRelation; readonly letter: LetterId }[] {
    const found = new Map<LetterId, CitationRelation>();
    const letters: RelatedLetter[] = [];
    for (const other of document.key === null ? [] : this.letters.values()) {
      if (other === letter) continue;
      const relations = other.documents.flatMap(({ cites }) => cites).filter((cite) => cite.key === document.key && this.meant(cite, letter).some((held) => held.document === document)).map(({ relation }) => relation);
      const [relation] = relations;
      if (relation === undefined) continue;
      found.set(other.letterId, worst.find((one) => relations.includes(one)) ?? relation);
      letters.push(other);
    }
    return newest(letters).map((id) => ({ letter: id, relation: found.get(id) ?? 'mentions' }));
  }
}

function newest(letters: readonly RelatedLetter[]): readonly LetterId[] {
  const sorted = [...new Set(letters)].sort((a, b) => (a.arrivedAt < b.arrivedAt ? 1 : a.arrivedAt > b.arrivedAt ? -1 : a.letterId < b.letterId ? -1 : 1));
  return sorted.slice(0, limits.relatedShown).map(({ letterId }) => letterId);
}
