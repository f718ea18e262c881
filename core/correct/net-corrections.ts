import { searchKey } from '../base/search-key';
import type { JournalledCorrection } from '../model/correction';
import type { CorrectionId } from '../model/ids';

/** What a person made of one value of one letter in the end, whatever they tried in between. */
export interface NetCorrection extends Pick<JournalledCorrection, 'letterId' | 'field' | 'was' | 'value' | 'sender' | 'unitKey'> {
  readonly ids: readonly CorrectionId[];
  /** place of the last of them among all corrections */
  readonly order: number;
  readonly digest: string | null;
}

/** Corrections that go on from each other, on one value of one letter, as one; those that lead back to where they began say nothing. */
export function netCorrections(corrections: readonly JournalledCorrection[]): readonly NetCorrection[] {
  const open = new Map<string, NetCorrection[]>();
  for (const [order, one] of corrections.entries()) {
    const key = `${one.letterId} ${one.field}`;
    const chains = open.get(key) ?? [];
    const at = chains.findIndex((chain) => chain.digest === one.document.digest && same(chain.value, one.was));
    const { letterId, field, was, value, sender, unitKey } = one;
    const before = chains[at];
    const next: NetCorrection = before === undefined
      ? { letterId, field, was, value, sender, unitKey, ids: [one.correctionId], order, digest: one.document.digest }
      : { ...before, value, sender, unitKey, ids: [...before.ids, one.correctionId], order };
    open.set(key, before === undefined ? [...chains, next] : chains.map((chain, index) => (index === at ? next : chain)));
  }
  return [...open.values()].flat().filter(({ was, value }) => was !== value).sort((a, b) => a.order - b.order);
}

function same(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && searchKey(a) === searchKey(b));
}
