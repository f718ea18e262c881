import type { ImapFlow } from 'imapflow';
import { isOfConnection } from './explain-imap-error';
import { isRefusal } from './imap-errors';
import type { SelectedFolder } from './mailbox-line';
import { rawCommand } from './raw-command';
import { formatUidSet, uidSet, type UidSet } from './uid-set';

/** Takes a mark from every letter of the folder; throws only what the line throws. */
export async function takeBackMarks({ client }: SelectedFolder, mark: string): Promise<void> {
  const marked = await client.search({ keyword: mark }, { uid: true });
  if (marked && marked.length > 0) await takeBack(client, uidSet(marked), mark);
}

/** Where it stays, because the line broke or the server would not, it stands for nothing. */
export async function takeBack(client: ImapFlow, uids: UidSet, mark: string): Promise<void> {
  try {
    await rawCommand(client, 'UID STORE', [{ type: 'SEQUENCE', value: formatUidSet(uids) }, { type: 'ATOM', value: '-FLAGS.SILENT' }, [{ type: 'ATOM', value: mark }]]);
  } catch (error) {
    if (!isRefusal(error) && !isOfConnection(error)) throw error;
  }
}
