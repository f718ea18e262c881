import { agencyHeads, agencySymbols, centralAgencies, provinces, subordinateHeads } from './vietnamese-agencies';
import { deskKindOfType, deskPhrases } from './vietnamese-desk';
import type { DeskPhrases } from './vietnamese-desk';
import type { DeskKind } from '../../model/document';
import { secrecyStamps, urgencyStamps } from './vietnamese-stamps';
import { authorityPrefixes, familyNames, signerPosts } from './vietnamese-titles';
import { vietnameseTypes } from './vietnamese-types';
import type { DocumentType } from './vietnamese-types';

/** Everything that reading Vietnamese documents takes from law and usage; no list stands in code. */
export interface Vocabulary {
  readonly types: readonly DocumentType[];
  readonly agencyHeads: readonly string[];
  readonly subordinateHeads: readonly string[];
  readonly centralAgencies: readonly string[];
  readonly agencySymbols: readonly (readonly [symbol: string, name: string])[];
  readonly provinces: readonly string[];
  readonly authorityPrefixes: readonly string[];
  readonly signerPosts: readonly string[];
  readonly familyNames: readonly string[];
  readonly urgencyStamps: readonly string[];
  readonly secrecyStamps: readonly string[];
  readonly deskKindOfType: readonly (readonly [code: string, kind: DeskKind])[];
  readonly deskPhrases: readonly DeskPhrases[];
}

export type VocabularyAdditions = Partial<Vocabulary>;

export const byLaw: Vocabulary = {
  types: vietnameseTypes, agencyHeads, subordinateHeads, centralAgencies, agencySymbols, provinces, authorityPrefixes, signerPosts, familyNames, urgencyStamps, secrecyStamps, deskKindOfType, deskPhrases,
};

/** First of each key in the order of `lists`. */
function union<Item>(key: (item: Item) => unknown, ...lists: readonly (readonly Item[] | undefined)[]): readonly Item[] {
  const kept = new Map<unknown, Item>();
  for (const item of lists.flatMap((list) => list ?? [])) if (!kept.has(key(item))) kept.set(key(item), item);
  return [...kept.values()];
}

/** A vocabulary with words of one's own, which come first: a type of the same code, a symbol or a code given anew replaces that of `base`. */
export function extendVocabulary(base: Vocabulary, own: VocabularyAdditions): Vocabulary {
  const words = (name: 'agencyHeads' | 'subordinateHeads' | 'centralAgencies' | 'provinces' | 'authorityPrefixes' | 'signerPosts' | 'familyNames' | 'urgencyStamps' | 'secrecyStamps'): readonly string[] =>
    union((word: string) => word, own[name], base[name]);
  return {
    types: union((type) => type.code, own.types, base.types),
    agencyHeads: words('agencyHeads'), subordinateHeads: words('subordinateHeads'), centralAgencies: words('centralAgencies'), provinces: words('provinces'),
    authorityPrefixes: words('authorityPrefixes'), signerPosts: words('signerPosts'), familyNames: words('familyNames'), urgencyStamps: words('urgencyStamps'), secrecyStamps: words('secrecyStamps'),
    agencySymbols: union(([symbol]) => symbol, own.agencySymbols, base.agencySymbols),
    deskKindOfType: union(([code]) => code, own.deskKindOfType, base.deskKindOfType),
    deskPhrases: [...(own.deskPhrases ?? []), ...base.deskPhrases],
  };
}
