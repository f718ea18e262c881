import { searchKey } from '../base/search-key';
import type { CorrectableField, LearnedRule } from '../model/correction';
import { numberKey } from '../recognise/number-symbol';
import { numberParts } from './number-parts';

/** What a rule compares: a value without case, diacritics and runs of blanks; of a number its symbol. */
export function foldedForRule(field: CorrectableField, value: string | null): string | null {
  if (value === null) return null;
  if (field !== 'number') return searchKey(value);
  const symbol = numberParts(value)?.symbol;
  return symbol === undefined ? null : numberKey(symbol);
}

/** The rules that hold for a letter of this sender, and of these units. */
export function rulesFor(rules: readonly LearnedRule[], sender: string, unitKeys: readonly string[]): readonly LearnedRule[] {
  return rules.filter(({ scope, stopped }) => !stopped && (scope.kind === 'sender' ? scope.key === sender : unitKeys.includes(scope.key)));
}
