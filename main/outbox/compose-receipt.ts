import { randomBytes } from 'node:crypto';
import { assertNever } from '../../core/base/assert-never';
import { composeArrivalNotice, type ReceiptMail } from '../../core/acknowledge/compose-arrival-notice';
import { composeMdn } from '../../core/acknowledge/compose-mdn';
import type { ReceiptTexts } from '../../core/acknowledge/receipt-texts';
import type { IsoTime } from '../../core/model/ids';
import { personOrdered } from './next-receipt-step';
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
  switch (receipt.kind) {
    case 'arrival':
      return composeArrivalNotice({ ...common, at: letter.internalDate });
    case 'displayed':
      return composeMdn({
        ...common, at: letter.displayedAt ?? now, product, fields: header.fields,
        sentBy: personOrdered(receipt) ? 'person' : 'rule',
      });
    case 'registered':
    case 'refused':
    case 'assigned':
    case 'inProgress':
    case 'completed':
      return null;
    default:
      return assertNever(receipt.kind);
  }
}
