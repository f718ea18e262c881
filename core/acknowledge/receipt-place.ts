import { useOf } from '../acts/folder-for';
import type { SeenLetter } from '../fold/seen-letter';
import type { FolderInfo } from '../model/folder';
import type { Location } from '../model/letter';
import type { ReceiptPlace } from './decide-receipt';

/**
 * The place a receipt is decided by. A letter that came into the inbox and was filed in an ordinary folder or the archive since (by a
 * colleague, another program, or here) still came in and is still owed its answer; one that somebody threw away or marked as spam is
 * not, nor one that a filter of the server put elsewhere before anybody saw it.
 * @param keptIn where the letter was first met
 * @param seen as the person expects to see it: a letter marked as spam while there was no line is spam already
 */
export function receiptPlace(keptIn: Location, locations: readonly Location[], seen: Pick<SeenLetter, 'folders' | 'junk'>, folders: readonly FolderInfo[]): ReceiptPlace | null {
  const [first] = seen.folders;
  if (first === undefined || locations.length === 0) return null;
  const cameIn = isInbox(keptIn.folder);
  const arrived = cameIn ? { uidValidity: keptIn.uidValidity, uid: keptIn.uid } : { uidValidity: null, uid: null };
  if (seen.junk) return { folder: first, specialUse: '\\Junk', ...arrived };
  const inbox = seen.folders.find(isInbox);
  if (inbox !== undefined) {
    const here = locations.find(({ folder }) => isInbox(folder));
    return { folder: 'INBOX', specialUse: null, ...(cameIn || here === undefined ? arrived : { uidValidity: null, uid: null }) };
  }
  const filed = seen.folders.find((path) => isOrdinary(path, folders));
  if (cameIn && filed !== undefined) return { folder: 'INBOX', specialUse: null, ...arrived };
  return { folder: first, specialUse: null, ...arrived };
}

function isInbox(path: string): boolean {
  return path.toUpperCase() === 'INBOX';
}

function isOrdinary(path: string, folders: readonly FolderInfo[]): boolean {
  const use = useOf(path, folders);
  return use === null || use === 'archive' || use === 'all' || use === 'flagged' || use === 'important';
}
