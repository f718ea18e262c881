import type { ImapFlow } from 'imapflow';
import { limits } from '../../core/base/limits';
import { ServerNonsense } from './fetch-letters';
import { rawCommand } from './raw-command';
import type { UidSet } from './uid-set';
import { uidSet } from './uid-set';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/**
 * UIDs, from the lowest of `among` on, of letters whose INTERNALDATE lies on `day` or later. Written out because imapflow asks for "younger than so many seconds"
 * where it can (RFC 5032), which a clock that is wrong here would turn into another day.
 * @param day `2026-01-31`
 */
export async function searchSince(client: ImapFlow, day: string, among: UidSet): Promise<UidSet> {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = months[Number(month) - 1];
  if (name === undefined) throw new Error('no such month');
  const terms = ['UID', `${among[0]?.[0] ?? 1}:*`, 'SINCE', `${Number(date)}-${name}-${year}`];
  const { untagged } = await rawCommand(client, 'UID SEARCH', terms.map((value, at) => ({ type: at === 1 ? 'SEQUENCE' : 'ATOM', value })), 'SEARCH');
  const uids = untagged.flatMap((tokens) => tokens.map((token) => Number(token?.value)));
  if (uids.length > limits.mailboxLetters || uids.some((uid) => !Number.isInteger(uid) || uid < 1 || uid > 4_294_967_295)) throw new ServerNonsense('the server lists impossible UIDs');
  return uidSet(uids);
}
