import type { ShownDocument } from '../model/correction';
import type { CitationRelation, OfficialDocument } from '../model/document';
import type { IsoTime, LetterId } from '../model/ids';
import { numberKey } from '../recognise/number-symbol';
import { issuerKey } from './issuer-key';

/** What a later document can do to one so that it is no longer what it was. */
export type Touching = Extract<CitationRelation, 'replaces' | 'amends' | 'corrects' | 'recalls'>;

/** A letter as far as its documents hang together with those of others; names are folded. */
export interface RelatedLetter {
  readonly letterId: LetterId;
  readonly arrivedAt: IsoTime;
  /** address, lower case */
  readonly sender: string;
  /** may it be taken to come from the unit it names? */
  readonly believed: boolean;
  /** it came in and was not thrown away: one arrival of its documents */
  readonly arrived: boolean;
  readonly documents: readonly RelatedDocument[];
}

export interface RelatedDocument {
  /** see `numberKey`; null: a document without a number and symbol, told by its file only */
  readonly key: string | null;
  readonly date: string | null;
  readonly agency: string | null;
  readonly parentAgency: string | null;
  /** of its file */
  readonly digest: string | null;
  readonly cites: readonly RelatedCite[];
}

export interface RelatedCite {
  /** its place among the citations of its document */
  readonly at: number;
  readonly key: string;
  readonly date: string | null;
  readonly agency: string | null;
  readonly relation: CitationRelation;
}

export function isTouching(relation: CitationRelation): relation is Touching {
  return relation === 'replaces' || relation === 'amends' || relation === 'corrects' || relation === 'recalls';
}

/** @param shown with corrections and rules applied: a corrected number is the number */
export function relatedDocuments(shown: readonly Pick<ShownDocument, 'document' | 'digest'>[]): readonly RelatedDocument[] {
  return shown.map(({ document, digest }) => ({
    ...partiesOf(document),
    digest,
    cites: document.cites.flatMap(({ number, date, agency, relation }, at) => {
      const key = keyOf(number);
      return key === null ? [] : [{ at, key, date, agency: fold(agency), relation }];
    }),
  }));
}

function partiesOf({ number, date, agency, parentAgency }: OfficialDocument): Omit<RelatedDocument, 'digest' | 'cites'> {
  return { key: keyOf(number), date, agency: fold(agency), parentAgency: fold(parentAgency) };
}

const contract = /(?<![\p{L}\p{M}])HĐ(?![\p{L}\p{M}])/iu;

/** A number without any letter is a number of many. Of the types only hướng dẫn (HD) and hợp đồng (HĐ) are told apart by a stroke alone. */
export function keyOf(number: string | null): string | null {
  const plain = number === null ? '' : numberKey(number);
  const key = number !== null && contract.test(number) ? plain.replace(/(?<![a-z])hd(?![a-z])/, 'hđ') : plain;
  return /\p{L}/u.test(key) && /\p{Nd}/u.test(key) ? key : null;
}

function fold(name: string | null): string | null {
  const key = name === null ? '' : issuerKey(name);
  return key === '' ? null : key;
}
