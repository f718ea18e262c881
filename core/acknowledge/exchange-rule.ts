import type { DeskKind } from '../model/document';
import type { ExchangeRule } from '../model/policy';

/** What the office has decided about exchanging a document of this kind by mail; null: nothing. The rule for the kind itself goes before the general one. */
export function exchangeRule(deskKind: DeskKind | null, rules: readonly ExchangeRule[]): ExchangeRule | null {
  return rules.find((rule) => rule.deskKind === deskKind) ?? rules.find((rule) => rule.deskKind === 'officialDocument') ?? null;
}
