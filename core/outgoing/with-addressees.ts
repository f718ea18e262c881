import type { Addressee, Draft } from '../model/draft';

/** of an ordinary letter; to more than that it is sent to each on its own unless a person wants otherwise */
const many = 5;

export function allAddressees({ to, cc, bcc }: Pick<Draft, 'to' | 'cc' | 'bcc'>): readonly Addressee[] {
  return [...to, ...cc, ...bcc];
}

/**
 * Changes whom a draft goes to. An official document with a second addressee, and a letter with many, is from then on sent to each separately, so that each receipt is told
 * apart; who takes that back is not asked again.
 */
export function withAddressees(draft: Draft, field: 'to' | 'cc' | 'bcc', addressees: readonly Addressee[]): Draft {
  const next = { ...draft, [field]: addressees };
  const most = draft.document === null ? many : 1;
  const [before, after] = [allAddressees(draft).length, allAddressees(next).length];
  if (before <= most && after > most) return { ...next, separately: true };
  return after <= 1 ? { ...next, separately: false } : next;
}
