import type { ReceiptState, Receipt } from '../../core/model/receipt';

/** What was put before main when a receipt was proposed: it goes with it through every new try. */
export type Proposal = Omit<Extract<ReceiptState, { readonly state: 'proposed' }>, 'at' | 'state'>;

export function proposalOf({ history }: Pick<Receipt, 'history'>): Proposal {
  const first = history.find((state) => state.state === 'proposed');
  if (first?.state !== 'proposed') return { official: null };
  return { official: first.official ?? null, ...(first.files === undefined ? {} : { files: first.files }) };
}
