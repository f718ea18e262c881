import type { LetterHeader } from '../model/letter';
import type { ReceiptAsk } from '../model/signed-receipt';
import type { LetterVerdict } from '../model/verdict';
import { asksOf } from '../pki/receipt-request';

/**
 * The signed receipt that a letter asks of us: its signature passed, and it asks one of our addresses (RFC 2634 2.3). Null: none is owed. It is never given by itself.
 * @param own addresses of the letter's account
 */
export function owedReceipt(asks: readonly ReceiptAsk[] | undefined, header: Pick<LetterHeader, 'fields'>, verdict: LetterVerdict | null, own: readonly string[]): ReceiptAsk | null {
  if (asks === undefined || verdict === null || own.length === 0) return null;
  const passed = new Set(verdict.signatures.filter((one) => one.kind === 'smime' && one.verdict === 'passed').map(({ where }) => where));
  const viaList = header.fields.some(({ name }) => name.toLowerCase() === 'list-id');
  return asks.find((ask) => passed.has(ask.where) && asksOf(ask, own, viaList)) ?? null;
}
