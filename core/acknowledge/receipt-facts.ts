import type { HeaderField, LetterHeader } from '../model/letter';
import { alikeAddress, readAddress, sameAddress, type MailAddress } from './mail-address';
import { readAddressList, readReturnPath } from './read-address-list';
import { readAuthentication, type AuthenticationOutcome } from './read-authentication';

/** What a header block says that matters for an answer; nothing here is trusted, it can only close gates. */
export interface ReceiptFacts {
  /** distinct From addresses, as the strict reader and the letter parser see them together */
  readonly from: readonly MailAddress[];
  /** how many From fields there are, or 2 where a From could not be read: an honest letter has exactly one */
  readonly fromFields: number;
  readonly returnPath: ReturnPath;
  /** Disposition-Notification-To; null: not asked, or not in a form that can be answered */
  readonly notificationTo: readonly MailAddress[] | null;
  readonly recipients: readonly MailAddress[];
  readonly isList: boolean;
  readonly isBulk: boolean;
  readonly isAutomatic: boolean;
  /** marked as spam by a filter (X-Spam-Flag, X-Spam-Status) */
  readonly isSpam: boolean;
  readonly authentication: AuthenticationOutcome;
  /** the sender asks to be told of every step on the way (04 to 06), see docs/receipt-format.md */
  readonly wantsProgress: boolean;
  /** with angle brackets; null where absent or malformed */
  readonly messageId: string | null;
  /** ids of the thread, oldest first, this letter's own not included */
  readonly references: readonly string[];
  /** Original-Recipient of the envelope, `rfc822;clerk@…`, where the last server kept it */
  readonly originalRecipient: string | null;
  /** decoded */
  readonly subject: string;
}

export type ReturnPath =
  | { readonly kind: 'one'; readonly address: MailAddress }
  | { readonly kind: 'none' | 'null' | 'several' | 'unreadable' };

/** Header field by which a sender asks for 04 to 06. */
export const progressField = 'X-VanThu-Progress';

/** Ids kept in References of a reply: the first and the newest ones (RFC 5322, 3.6.4 sets no bound) */
const maxReferences = 20;

/** @param ownServers see readAuthentication */
export function receiptFacts(header: LetterHeader, ownServers: readonly string[]): ReceiptFacts {
  const values = (name: string): readonly string[] => valuesOf(header.fields, name);
  const from = senders(header, values('from'));
  return {
    ...from,
    returnPath: returnPathOf(values('return-path')),
    notificationTo: notificationOf(values('disposition-notification-to'), values('disposition-notification-options')),
    recipients: [...header.to, ...header.cc].map((mailbox) => readAddress(mailbox.address)).filter((a) => a !== null),
    isList: header.fields.some(isListField) || values('precedence').some((v) => word(v) === 'list'),
    isBulk: values('precedence').some((v) => ['bulk', 'junk'].includes(word(v))) || values('feedback-id').length > 0,
    isAutomatic: isAutomatic(header.fields, from.from),
    isSpam: values('x-spam-flag').some((v) => word(v) === 'yes') || values('x-spam-status').some((v) => word(v).startsWith('yes')),
    authentication: readAuthentication(header.fields, ownServers, from.from[0]?.domain ?? null),
    wantsProgress: values(progressField.toLowerCase()).some((v) => word(v) === 'yes'),
    messageId: messageIds(values('message-id'))[0] ?? null,
    references: referencesOf(values('references'), values('in-reply-to')),
    originalRecipient: originalRecipientOf(values('original-recipient')),
    subject: header.subject,
  };
}

function valuesOf(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter((field) => field.name.trim().toLowerCase() === name).map((field) => utf8(field.value).trim());
}

/** Field values are bytes as Latin-1; RFC 6532 allows UTF-8 in addresses. */
function utf8(value: string): string {
  if (/^[\p{ASCII}]*$/u.test(value)) return value;
  const bytes = Uint8Array.from(value, (char) => char.charCodeAt(0) & 0xff);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return value; // another charset: only a display name can be meant, addresses are ASCII or UTF-8
  }
}

function word(value: string): string {
  return (value.replace(/\([^)]{0,500}\)/g, '').trim().split(/[\s;,]/)[0] ?? '').toLowerCase();
}

function senders(header: LetterHeader, raw: readonly string[]): Pick<ReceiptFacts, 'from' | 'fromFields'> {
  const lists = raw.map(readAddressList);
  const shown = header.from.map((mailbox) => readAddress(mailbox.address));
  const unreadable = lists.includes(null) || shown.includes(null);
  const all = [...lists.flatMap((list) => list ?? []), ...shown.filter((address) => address !== null)];
  return { from: distinct(all), fromFields: unreadable && all.length > 0 ? Math.max(2, raw.length) : raw.length };
}

function distinct(addresses: readonly MailAddress[]): readonly MailAddress[] {
  return addresses.filter((address, index) => addresses.findIndex((other) => sameAddress(other, address)) === index);
}

function returnPathOf(values: readonly string[]): ReturnPath {
  const paths = values.map(readReturnPath);
  if (paths.includes('')) return { kind: 'null' };
  const [first, ...others] = paths;
  if (first === undefined) return { kind: 'none' };
  if (first === null || first === '' || others.includes(null)) return { kind: 'unreadable' };
  return others.every((other) => other !== null && other !== '' && sameAddress(other, first))
    ? { kind: 'one', address: first }
    : { kind: 'several' };
}

function notificationOf(values: readonly string[], options: readonly string[]): readonly MailAddress[] | null {
  // RFC 8098, 2.2: an option marked "required" that is not understood forbids an ordinary answer; we know none
  if (values.length === 0 || options.some((value) => /=\s*required\b/i.test(value))) return null;
  const lists = values.map(readAddressList);
  if (lists.includes(null)) return null;
  const all = distinct(lists.flatMap((list) => list ?? []));
  return all.length === 0 ? null : all;
}

const listFields = new Set(['mailing-list', 'x-mailing-list', 'x-mailinglist', 'x-listprocessor-version', 'x-beenthere']);

function isListField(field: HeaderField): boolean {
  const name = field.name.trim().toLowerCase();
  return name.startsWith('list-') || listFields.has(name);
}

const automaticFields = new Set(['x-autoreply', 'x-autorespond', 'x-auto-reply', 'x-auto-response', 'x-failed-recipients']);

/** RFC 3834, 2: what programs write is never answered by a program; nor are reports (RFC 6522). */
export function isAutomatic(fields: readonly HeaderField[], from: readonly MailAddress[] = []): boolean {
  if (from.some((address) => robotNames.test(address.local))) return true;
  return fields.some((field) => {
    const name = field.name.trim().toLowerCase();
    if (automaticFields.has(name)) return true;
    if (name === 'auto-submitted') return word(field.value) !== 'no';
    if (name === 'x-auto-response-suppress') return !['', 'none'].includes(word(field.value));
    if (name === 'content-type') return reportTypes.has(word(field.value));
    return false;
  });
}

const robotNames = /^(mailer-daemon|no-?_?reply.*|do-?_?not-?_?reply.*|owner-.*|.*-request|.*-bounces?|bounces?\+.*)$/i;
const reportTypes = new Set(['multipart/report', 'message/disposition-notification', 'message/delivery-status', 'message/feedback-report']);

function messageIds(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.match(/<[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+>/gu) ?? []).filter((id) => id.length <= 250);
}

function referencesOf(references: readonly string[], inReplyTo: readonly string[]): readonly string[] {
  const found = messageIds(references);
  const ids = [...new Set(found.length > 0 ? found : messageIds(inReplyTo).slice(0, 1))];
  return ids.length <= maxReferences ? ids : [...ids.slice(0, 1), ...ids.slice(1 - maxReferences)];
}

function originalRecipientOf(values: readonly string[]): string | null {
  const [value] = values;
  if (value === undefined || values.length !== 1) return null;
  const found = /^\s*rfc822\s*;\s*([!-~]{1,320})\s*$/i.exec(value);
  return found === null ? null : `rfc822;${found[1] ?? ''}`;
}

/** Is one of these ours? Used where likeness closes a gate, or only tells that we were addressed. */
export function containsOwn(addresses: readonly MailAddress[], own: readonly string[]): boolean {
  const ours = own.map(readAddress).filter((address) => address !== null);
  return addresses.some((address) => ours.some((mine) => alikeAddress(mine, address)));
}
