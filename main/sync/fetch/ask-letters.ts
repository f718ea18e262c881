import { urgencyFields, isUrgentHeader } from '../../../core/recognise/urgent-header';
import { limits } from '../../../core/base/limits';
import { ServerNonsense } from '../fetch-letters';
import type { UidSet } from '../uid-set';
import { countUids, formatUidSet, hasUid } from '../uid-set';
import type { BulkLine } from './bulk-line';
import type { WaitingLetter } from './order-letters';

/**
 * Sizes of letters, and where `withHeaders` is set whether they call themselves urgent. Letters the server has no more are
 * missing in the answer.
 */
export async function askLetters(line: BulkLine, uids: UidSet, options: { readonly withHeaders: boolean; readonly hasEmailId: boolean; readonly onAside: () => void }): Promise<readonly WaitingLetter[]> {
  const letters = new Map<number, WaitingLetter>();
  let header: Buffer[] | null = null;
  let room = 0;
  const items = ['UID', 'RFC822.SIZE', ...(options.hasEmailId ? ['EMAILID'] : [])];
  if (options.withHeaders) items.push(`BODY.PEEK[HEADER.FIELDS (${urgencyFields.join(' ')})]<0.${limits.urgencyHeaderBytes}>`);
  await line.run(`UID FETCH ${formatUidSet(uids)} (${items.join(' ')})`, {
    rows: countUids(uids),
    wants: ({ uid, size }, label) => (label === null ? uid !== null && size !== null && hasUid(uids, uid) : label.startsWith('BODY[HEADER.FIELDS')),
    literal(_row, label, size) {
      if (!options.withHeaders || !label.startsWith('BODY[HEADER.FIELDS')) throw new ServerNonsense('a part of a letter nobody asked for');
      if (size > limits.headerBlockBytes) throw new ServerNonsense('a header block larger than was asked for');
      header = [];
      room = limits.urgencyHeaderBytes;
      return {
        take(bytes) {
          const part = bytes.subarray(0, room);
          room -= part.length;
          // what the server sends beyond the part asked for is passed over
          if (part.length > 0) header?.push(Buffer.from(part));
        },
      };
    },
    row({ uid, size, emailId }) {
      const block = header;
      header = null;
      if (uid === null || size === null || !hasUid(uids, uid)) {
        options.onAside();
        return;
      }
      letters.set(uid, { uid, size, emailId, urgent: block !== null && isUrgentHeader(Buffer.concat(block)) });
    },
  });
  return [...letters.values()];
}
