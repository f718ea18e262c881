import { randomBytes } from 'node:crypto';
import { folderFor } from '../../core/acts/folder-for';
import type { MailAct } from '../../core/model/act';
import type { AccountId, ActId, IsoTime } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { QueuedMail } from '../../core/model/outgoing';
import { makeAct } from '../acts/make-act';
import type { JournalPort } from '../journal/journal-port';
import type { MailboxLine } from '../sync/mailbox-line';
import type { VaultPort } from '../vault/vault-port';
import { isInSent } from './find-evidence';
import type { LetterPlaces } from './letter-places';

export interface FilingParts {
  readonly journal: JournalPort;
  readonly vault: Pick<VaultPort, 'putBatch' | 'letterId'>;
  readonly places: LetterPlaces;
  readonly line: (accountId: AccountId) => MailboxLine | null;
}

/**
 * Keeps a message that went out as a letter of this desk and has it put into Sent by the ordinary act, which searches the folder first. Letter and acts are
 * one batch of the journal, so doing it again after an end in between changes nothing. A server that files what it takes by itself is waited for: its copy
 * comes as any letter does, and a second one beside it would be in other bytes.
 * @param readAgain how often it was waited for already
 * @returns later: the mailbox cannot be asked now, the server's own copy is not there yet, or the disk is full
 */
export async function fileSent(parts: FilingParts, mail: QueuedMail, sentAt: IsoTime, raw: Uint8Array, readAgain: number): Promise<'filed' | 'later'> {
  const { journal, vault, places } = parts;
  const { accountId } = mail;
  const account = places.account(accountId);
  const letterId = vault.letterId(accountId, mail.digest);
  const sent = folderFor('sent', places.folders(accountId));
  if (account === null || places.letter(letterId) !== null) {
    await append(journal, answeredActs(places, mail));
    return 'filed';
  }
  if (filesByItself(account.settings.smtp.host) && sent !== null && readAgain < patience) {
    const line = parts.line(accountId);
    const isThere = line === null ? null : await isInSent(line, sent, mail.messageId);
    if (isThere !== true) return 'later';
    await append(journal, answeredActs(places, mail));
    return 'filed';
  }
  const put = await vault.putBatch(accountId, [raw]);
  if (!put.ok) return 'later';
  const kept: JournalEntry = {
    kind: 'letter.kept',
    letter: {
      letterId, accountId, digest: mail.digest, size: mail.size, location: { folder: sent ?? 'Sent', uidValidity: 'sent', uid: 1 }, internalDate: sentAt, keptAt: sentAt, flags: ['\\Seen'],
      origin: 'sent',
    },
  };
  const filing: readonly MailAct[] = sent === null ? [] : [{ actId: newActId(), accountId, letterId, change: { kind: 'append', to: sent, flags: ['\\Seen'] }, seenAt: [] }];
  await append(journal, [kept, ...filing.map(asked), ...answeredActs(places, mail)]);
  return 'filed';
}

/** looks after which a copy that never came is made by us */
const patience = 6;

/** Hosts that put what they take by submission into Sent themselves, some seconds later. */
function filesByItself(host: string): boolean {
  return /(^|\.)(gmail|googlemail|office365|outlook)\.com$/i.test(host);
}

/** The letter it answers is marked as answered or forwarded wherever it lies (RFC 5788 lists $Forwarded). */
function answeredActs(places: LetterPlaces, { answers }: QueuedMail): readonly JournalEntry[] {
  if (answers === null) return [];
  const flag = answers.how === 'forward' ? '$Forwarded' : '\\Answered';
  const act = makeAct(places, answers.letterId, { kind: 'flag', flag, on: true }, null);
  return act.ok ? [asked(act.value)] : [];
}

function asked(act: MailAct): JournalEntry {
  return { kind: 'act.asked', letterId: act.letterId, act };
}

async function append(journal: JournalPort, entries: readonly JournalEntry[]): Promise<void> {
  if (entries.length > 0) await journal.append(...entries);
}

function newActId(): ActId {
  return randomBytes(8).toString('hex') as ActId;
}
