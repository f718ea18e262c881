import { randomBytes } from 'node:crypto';
import { composeMdn } from '../../core/acknowledge/compose-mdn';
import { composeNotice } from '../../core/acknowledge/compose-notice';
import type { ReceiptMail } from '../../core/acknowledge/receipt-mail';
import type { ReceiptTexts } from '../../core/acknowledge/receipt-texts';
import type { IsoTime } from '../../core/model/ids';
import { deskDetails } from './desk-details';
import { personOrdered } from './next-receipt-step';
import { proposalOf } from './proposal-of';
import { factsOf, type Considered } from './receipt-question';

export interface Stationery {
  /** language of the office first */
  readonly texts: readonly [ReceiptTexts, ReceiptTexts];
  /** `VanThu 0.1.0` */
  readonly product: string;
}

/** The message for a receipt; null where the letter has nobody to answer (it is never claimed then). */
export function composeReceipt(considered: Considered, now: IsoTime, { texts, product }: Stationery): ReceiptMail | null {
  const { receipt, letter, account, header } = considered;
  const facts = factsOf(considered);
  const to = facts.from[0]?.text;
  if (to === undefined) return null;
  const { address, displayName } = account.settings;
  const common = { facts, from: { name: displayName, address }, to, now, random: randomBytes(16).toString('hex'), texts };
  const { kind } = receipt;
  if (kind === 'displayed') {
    return composeMdn({ ...common, at: letter.displayedAt ?? now, product, fields: header.fields, sentBy: personOrdered(receipt) ? 'person' : 'rule' });
  }
  const files = proposalOf(receipt).files ?? [];
  if (kind === 'arrival') return composeNotice({ ...common, kind, files, at: letter.internalDate });
  const act = deskDetails(kind, letter.desk);
  return act === null ? null : composeNotice({ ...common, kind, files, ...act });
}
