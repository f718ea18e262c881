import { createHash, randomBytes } from 'node:crypto';
import type * as v from 'valibot';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { QueueFailure } from '../../core/contract/outgoing-commands';
import type { sending } from '../../core/contract/outgoing-schemas';
import { defaultOutgoing } from '../../core/acknowledge/default-policy';
import { readAddress } from '../../core/acknowledge/mail-address';
import type { GuardInput } from '../../core/guard/guard';
import { isBarred } from '../../core/guard/is-barred';
import type { AccountSettings } from '../../core/model/account';
import type { Digest, IsoTime, OutgoingId } from '../../core/model/ids';
import type { MailAddressee, QueuedMail } from '../../core/model/outgoing';
import { receiptDraftId } from '../../core/outgoing/receipt-sending';
import { checkMail } from './check-mail';
import type { MailBook } from './mail-book';
import type { MessageParts } from './mail-store';

export type Sending = v.InferOutput<typeof sending>;

export interface PlannedSending {
  readonly mails: readonly QueuedMail[];
  readonly messages: readonly MessageParts[];
}

/**
 * What a sending becomes, or why it does not leave. Nothing is written here.
 * @param maxBytes largest message the server takes (RFC 1870); null: not known
 * @param sendAfter when the undo time, or the time chosen, is over
 */
export function planSending(given: Sending, about: {
  readonly settings: Pick<AccountSettings, 'address' | 'aliases'>; readonly book: MailBook; readonly maxBytes: number | null; readonly sendAfter: IsoTime; readonly policy: GuardInput['policy'];
}): Result<PlannedSending, QueueFailure> {
  const { draftId, accountId, place, signedReceiptFor } = given;
  const { settings, book, maxBytes, sendAfter, policy } = about;
  // a signed receipt comes of a letter, not of a draft
  const isKnown = signedReceiptFor === undefined ? book.isDraft(draftId) : draftId === receiptDraftId(signedReceiptFor) && place === null && given.messages.length === 1;
  if (!isKnown) return fail({ code: 'noSuchDraft' });
  if (book.isQueued(draftId)) return fail({ code: 'alreadyQueued' });
  // a document that has a number does not slip out as an ordinary letter
  if (place === null && book.hasNumber(draftId)) return fail({ code: 'notIssued' });
  const line = place === null ? null : book.issuedAs(place, draftId);
  if (place !== null) {
    if (line === null) return fail({ code: 'notIssued' });
    // state secrets and whatever else the office sends by post: the register says so
    if (line.route === 'paper' || (book.isSecret(place.registerId) && (policy.outgoing ?? defaultOutgoing).secret === 'block')) return fail({ code: 'paperOnly' });
    if (isBarred(given.messages.flatMap(({ addressees }) => addressees.map(({ address }) => address)), settings.address, policy)) return fail({ code: 'barred' });
    // what is inside the message is not opened here; whoever made it names what it carries
    if (line.files.some((file) => given.files.every(({ digest }) => digest !== file.digest))) return fail({ code: 'filesChanged' });
  }
  const mails: QueuedMail[] = [];
  const messages: MessageParts[] = [];
  const seen = new Set<string>();
  const together = { id: randomHex(), count: given.messages.length };
  for (const message of given.messages) {
    const entity = given.entities[message.entity];
    if (entity === undefined || seen.has(message.messageId) || book.isUsed(accountId, message.messageId)) return fail({ code: 'badHeader' });
    seen.add(message.messageId);
    // an empty line would make the entity's own fields a part of what is read
    if (/^\r\n|\r\n\r\n/.test(message.header)) return fail({ code: 'badHeader' });
    const header = Buffer.from(message.header.endsWith('\r\n') ? message.header : `${message.header}\r\n`, 'utf8');
    const whole = Buffer.concat([header, entity]);
    if (maxBytes !== null && whole.length > maxBytes) return fail({ code: 'tooLarge' });
    const fault = checkMail(whole, message.messageId, settings);
    if (fault !== null) return fail({ code: fault });
    const addressees = eachOnce(message.addressees);
    if (addressees === null) return fail({ code: 'noRecipients' });
    const digest = createHash('sha256').update(whole).digest('hex') as Digest;
    messages.push({ digest, header, entity: message.entity });
    mails.push({
      outgoingId: randomHex() as OutgoingId, accountId, draftId, batch: draftId, place, code: line === null ? given.code : line.code, subject: given.subject, messageId: message.messageId,
      from: settings.address, addressees, digest, size: whole.length, files: given.files, mdn: given.mdn, dsn: given.dsn, answerBy: given.answerBy, sendAfter,
      answers: given.answers, together, ...(signedReceiptFor === undefined ? {} : { signedReceiptFor }), ...(given.overruled.length > 0 ? { overruled: given.overruled } : {}),
    });
  }
  return ok({ mails, messages });
}

/** One entry an address: To goes before Cc, Cc before Bcc. Null: one of them is no address that can be written into an envelope. */
function eachOnce(addressees: readonly MailAddressee[]): readonly MailAddressee[] | null {
  const order = { to: 0, cc: 1, bcc: 2 } as const;
  const known = new Map<string, MailAddressee>();
  for (const one of [...addressees].sort((a, b) => order[a.field] - order[b.field])) {
    const address = readAddress(one.address.trim());
    if (address === null) return null;
    const key = address.text.toLowerCase();
    if (!known.has(key)) known.set(key, { ...one, address: address.text });
  }
  return known.size === 0 ? null : [...known.values()];
}

/** 0 to 120 seconds, whatever a policy says. */
export function undoMillis(seconds: number): number {
  return Math.min(Math.max(seconds, 0), limits.undoSeconds) * 1000;
}

function randomHex(): string {
  return randomBytes(8).toString('hex');
}
