import type { ReceiptDetails } from '../../core/acknowledge/receipt-texts';
import type { DeskState } from '../../core/fold/letter-state';
import type { IsoTime } from '../../core/model/ids';
import type { ReceiptKind } from '../../core/model/receipt';

/** 04 to 06 as the journal calls them. */
export const progressKinds = { '04': 'assigned', '05': 'inProgress', '06': 'completed' } as const;

/** What a receipt tells of an act at the desk, and when that was; null: there was no such act, or it was taken back by another. */
export function deskDetails(kind: ReceiptKind, desk: DeskState | undefined): { readonly at: IsoTime; readonly details: ReceiptDetails } | null {
  if (desk === undefined) return null;
  const { registered, refused, progress } = desk;
  const number = registered === null ? {} : { number: registered.number, date: registered.date, code: registered.documentCode };
  if (kind === 'registered') return registered === null ? null : { at: registered.at, details: number };
  if (kind === 'refused') return refused === null ? null : { at: refused.at, details: { reason: refused.reason, words: refused.words } };
  const step = progress.findLast(({ code }) => progressKinds[code] === kind);
  return step === undefined ? null : { at: step.at, details: { ...number, words: step.words } };
}
