import { folderFor } from '../../core/acts/folder-for';
import type { FolderInfo } from '../../core/model/folder';
import type { IsoTime } from '../../core/model/ids';
import { findLetters } from '../sync/mailbox-commands';
import type { MailboxLine, SelectedFolder } from '../sync/mailbox-line';

/** What the mailbox knows of a message whose fate is unknown; noLine: it could not be asked. */
export type Evidence = 'sentFolder' | 'receipt' | 'nothing' | 'noLine';

/**
 * Asks the server for a message. A copy in Sent: the server files what it takes by itself (nothing of ours is put there before a message counts as
 * sent). A letter in INBOX that bears or cites the Message-ID, which nobody can guess: the message reached somebody, or came back.
 */
export async function findEvidence(line: MailboxLine, folders: readonly FolderInfo[], messageId: string, since: IsoTime): Promise<Evidence> {
  if (!line.isReachable) return 'noLine';
  const sent = folderFor('sent', folders);
  const filed = sent === null ? 'nothing' : await asked(line, sent, (folder) => isThere(folder, messageId));
  if (filed === 'noLine') return 'noLine';
  if (filed === 'yes') return 'sentFolder';
  const cited = await asked(line, 'INBOX', (folder) => isCited(folder, messageId, since));
  return cited === 'noLine' ? 'noLine' : cited === 'yes' ? 'receipt' : 'nothing';
}

/** Is a message with exactly this Message-ID in Sent? null: it cannot be told now. */
export async function isInSent(line: MailboxLine, sent: string, messageId: string): Promise<boolean | null> {
  const found = await asked(line, sent, (folder) => isThere(folder, messageId));
  return found === 'noLine' ? null : found === 'yes';
}

async function asked(line: MailboxLine, path: string, work: (folder: SelectedFolder) => Promise<boolean>): Promise<'yes' | 'nothing' | 'noLine'> {
  const done = await line.withFolder(path, work);
  if (done.ok) return done.value ? 'yes' : 'nothing';
  return done.failure.code === 'offline' || done.failure.code === 'lost' ? 'noLine' : 'nothing';
}

async function isThere(folder: SelectedFolder, messageId: string): Promise<boolean> {
  const found = await findLetters(folder, messageId, 0);
  return !('refused' in found) && found.rows.some((row) => row.messageId === messageId);
}

async function isCited({ client }: SelectedFolder, messageId: string, since: IsoTime): Promise<boolean> {
  await client.noop();
  // SINCE knows days, and the server's clock may be another one
  const day = new Date(Date.parse(since) - 24 * 60 * 60 * 1000);
  for (const where of [{ header: { 'message-id': messageId } }, { header: { 'in-reply-to': messageId } }, { header: { references: messageId } }, { body: messageId }]) {
    const found = await client.search({ since: day, ...where }, { uid: true });
    if (Array.isArray(found) && found.length > 0) return true;
  }
  return false;
}
