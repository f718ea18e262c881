import { stateOfMail } from '../../core/fold/outgoing-book';
import type { AccountId, OutgoingId } from '../../core/model/ids';
import type { OutgoingMail } from '../../core/model/outgoing';
import type { NewMailState } from './mail-book';

/**
 * What an earlier run left in the middle. Handed over without an answer: unknown, whatever a dead process may have known. Queued, but not all of the
 * sending reached the disk: nobody was told that it is queued, so none of it goes out.
 * @param mails all there are
 */
export function stateAtStart(mails: readonly OutgoingMail[], isConnected: (accountId: AccountId) => boolean): readonly { readonly outgoingId: OutgoingId; readonly state: NewMailState }[] {
  const found = new Map<string, number>();
  const begun = new Set<string>();
  for (const { mail: { together }, history } of mails) {
    if (!together) continue;
    found.set(together.id, (found.get(together.id) ?? 0) + 1);
    if (history.length > 1) begun.add(together.id);
  }
  // a sending of which anything moved was whole
  const isTorn = ({ mail: { together } }: OutgoingMail): boolean => together !== undefined && !begun.has(together.id) && (found.get(together.id) ?? 0) < together.count;
  return mails.flatMap((one): readonly { readonly outgoingId: OutgoingId; readonly state: NewMailState }[] => {
    const { outgoingId, accountId } = one.mail;
    if (stateOfMail(one).state === 'handing') return [{ outgoingId, state: { state: 'unknown', cause: 'handedWithoutAnswer' } }];
    if (isTorn(one)) return [{ outgoingId, state: { state: 'takenBack' } }];
    if (stateOfMail(one).state === 'waiting' && !isConnected(accountId)) return [{ outgoingId, state: { state: 'failed', code: 'accountGone', serverSaid: null, refused: [] } }];
    return [];
  });
}
