import { readAddress } from '../acknowledge/mail-address';
import { progressField } from '../acknowledge/receipt-facts';
import { headerLine, headerText, mailboxText, mailDate } from '../acknowledge/write-mail';
import type { IsoTime } from '../model/ids';
import type { Mailbox } from '../model/letter';

export interface HeaderOrder {
  readonly from: Mailbox;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly subject: string;
  readonly now: IsoTime;
  /** with angle brackets */
  readonly messageId: string;
  /** Message-ID of the letter that is answered; null: none */
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  /** ask for an MDN (RFC 8098 2.1) */
  readonly wantsMdn: boolean;
  readonly urgent: boolean;
  /** the receiver's program tells by itself how far the matter is, see docs/receipt-format.md */
  readonly asksProgress?: boolean;
  /** made for another letter: nothing answers it (RFC 3834 5) */
  readonly automatic?: boolean;
}

/** Message-IDs of the thread that are written at most: the first and the newest (RFC 5322 3.6.4 sets no limit, receivers do). */
const mostReferences = 20;
const messageIdForm = /^<[^<>\s@]+@[^<>\s@]+>$/;

function mailboxes(list: readonly Mailbox[]): string {
  return list.map(({ name, address }) => mailboxText(name, wireAddress(address))).join(', ');
}

/** What cannot be an address would be read as several, or as something else: its writer has to ask `readAddress` before. */
function wireAddress(address: string): string {
  const read = readAddress(address);
  if (read === null) throw new Error('not an address');
  return read.text;
}

function thread({ inReplyTo, references }: HeaderOrder): readonly string[] {
  const ids = [...new Set([...references, ...(inReplyTo === null ? [] : [inReplyTo])])].filter((id) => messageIdForm.test(id));
  return ids.length <= mostReferences ? ids : [...ids.slice(0, 1), ...ids.slice(1 - mostReferences)];
}

/**
 * Header block of a new message: CRLF, without the empty line and without fields that describe its content. Blind copies never stand in it. ASCII but for
 * local parts that need SMTPUTF8 (RFC 6532).
 * @throws Error on an address or Message-ID that is none
 */
export function composeHeader(order: HeaderOrder): string {
  const { from, to, cc, subject, now, messageId, inReplyTo, wantsMdn, urgent } = order;
  if (!messageIdForm.test(messageId)) throw new Error('not a Message-ID');
  const ids = thread(order);
  return headerLine('From', mailboxes([from]))
    + headerLine('To', to.length === 0 && cc.length === 0 ? 'undisclosed-recipients:;' : mailboxes(to)).repeat(to.length === 0 && cc.length > 0 ? 0 : 1)
    + (cc.length === 0 ? '' : headerLine('Cc', mailboxes(cc)))
    + headerLine('Subject', headerText(subject))
    + headerLine('Date', mailDate(now))
    + headerLine('Message-ID', messageId)
    + (inReplyTo !== null && messageIdForm.test(inReplyTo) ? headerLine('In-Reply-To', inReplyTo) : '')
    + (ids.length === 0 ? '' : headerLine('References', ids.join(' ')))
    + (wantsMdn ? headerLine('Disposition-Notification-To', mailboxes([from])) : '')
    + (order.asksProgress === true ? headerLine(progressField, 'yes') : '')
    + (order.automatic === true ? headerLine('Auto-Submitted', 'auto-replied') : '')
    + (urgent ? `${headerLine('Importance', 'high')}${headerLine('X-Priority', '1 (Highest)')}` : '')
    + headerLine('MIME-Version', '1.0');
}
