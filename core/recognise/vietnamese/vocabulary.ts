import { inPractice } from '../data/vietnamese-practice';
import type { DocumentType } from '../data/vietnamese-types';
import { byLaw, extendVocabulary } from '../data/vietnamese-vocabulary';
import { bareForm } from '../bare-form';
import { toneForm } from '../tone-form';

export const vocabulary = extendVocabulary(byLaw, inPractice);
const { agencyHeads, subordinateHeads, authorityPrefixes, familyNames, signerPosts } = vocabulary;

/** The vocabulary in comparison form, longest first, so that "Thông tư liên tịch" wins over "Thông tư". */
export interface BareType {
  readonly bare: string;
  readonly type: DocumentType;
}

const longestFirst = (values: readonly string[]): readonly string[] =>
  values.map(bareForm).sort((left, right) => right.length - left.length);

export const bareTypes: readonly BareType[] = vocabulary.types
  .map((type) => ({ bare: bareForm(type.name), type }))
  .sort((left, right) => right.bare.length - left.bare.length);
export const bareTypeNames: readonly string[] = bareTypes.map(({ bare }) => bare);
export const bareHeads = longestFirst(agencyHeads);
export const bareSubordinates = longestFirst(subordinateHeads);
export const barePosts = longestFirst(signerPosts);
export const bareNames: ReadonlySet<string> = new Set(familyNames.map(bareForm));

const tonePosts = signerPosts.map(toneForm);
const toneAuthorities = [...tonePosts, ...agencyHeads.map(toneForm)];

/** Whether a printed line begins with a body or a post, diacritics and all: "BAN HÀNH" is neither. */
export function namesAuthority(text: string): boolean {
  const tone = toneForm(text);
  if (/^ban (?:hành|bố)/.test(tone)) return false;
  return toneAuthorities.some((word) => tone.startsWith(word) && !/\p{L}/u.test(tone.charAt(word.length)));
}

/** Whether a printed line begins with a post, diacritics and all. */
export function isPost(text: string): boolean {
  const tone = toneForm(text);
  return tonePosts.some((word) => tone.startsWith(word) && !/\p{L}/u.test(tone.charAt(word.length)));
}

const prefixes = longestFirst(authorityPrefixes);

/** one expression for each list of words, in its order */
const beginnings: ReadonlyMap<readonly string[], RegExp> = new Map([bareTypeNames, bareHeads, barePosts, prefixes].map((words) => {
  const literal = words.map((word) => word.replaceAll(/[^a-z\d ]/g, '\\$&'));
  return [words, new RegExp(`^(?:${literal.join('|')})(?![a-z0-9])`)];
}));

/** Whether `bare` begins with one of the words and a word ends there; `words` are a list of this file that has one. */
export function startsWithOne(bare: string, words: readonly string[]): string | null {
  const beginning = beginnings.get(words);
  if (beginning === undefined) throw new Error('a list of words without an expression');
  return beginning.exec(bare)?.[0] ?? null;
}

/** "TM.", "KT ", "T/L": the prefix with which a signature block speaks for someone. */
export function authorityPrefix(bare: string): string | null {
  const prefix = startsWithOne(bare, prefixes);
  return prefix !== null && /^[.,]? ?[a-z]/.test(bare.slice(prefix.length)) ? prefix : null;
}

/** Share of capitals among the letters of a printed line. */
function capitalShare(text: string): number {
  let capitals = 0;
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at += 1;
    const kind = letterKind(code);
    if (kind === notLetter) continue;
    letters += 1;
    if (kind === capital) capitals += 1;
  }
  return letters === 0 ? 0 : capitals / letters;
}

const notLetter = 1;
const small = 2;
const capital = 3;
/** by code point of the basic plane, filled as they are asked for; 0: not asked for yet */
const kinds = new Uint8Array(0x10000);

function letterKind(code: number): number {
  const known = kinds[code] ?? 0;
  if (known !== 0) return known;
  const letter = String.fromCodePoint(code);
  const kind = !/\p{L}/u.test(letter) ? notLetter : letter !== letter.toLowerCase() ? capital : small;
  if (code <= 0xffff) kinds[code] = kind;
  return kind;
}

export const isCapitals = (text: string): boolean => capitalShare(text) >= 0.75;
