import type { IsoTime } from '../model/ids';
import type { ReceiptKind } from '../model/receipt';
import type { ReceiptFacts } from './receipt-facts';
import { fillText, type AnsweredLetter, type ReceiptDetails, type ReceiptTexts } from './receipt-texts';
import { headerLine, headerText, mailboxText, mailDate } from './write-mail';

export interface ReceiptMail {
  /** with angle brackets */
  readonly messageId: string;
  /** the one recipient */
  readonly to: string;
  /** the whole message, CRLF line ends; ASCII but for an address that needs SMTPUTF8 */
  readonly raw: string;
}

export interface ReceiptSetting {
  readonly facts: ReceiptFacts;
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  /** INTERNALDATE for an arrival notice, the act of a person for the others */
  readonly at: IsoTime;
  readonly now: IsoTime;
  /** at least 32 hex digits from a secure source; becomes Message-ID and boundary */
  readonly random: string;
  /** the language of the office first, English beside it */
  readonly texts: readonly [ReceiptTexts, ReceiptTexts];
  /** what the office did, where it did something; absent: nothing */
  readonly details?: ReceiptDetails;
}

export function identityOf({ from, to, random }: ReceiptSetting): Pick<ReceiptMail, 'messageId' | 'to'> {
  if (!/^[0-9a-f]{32,}$/.test(random)) throw new Error('random must be at least 32 hex digits');
  return { messageId: `<${random.slice(0, 32)}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`, to };
}

export function boundaryOf({ random }: ReceiptSetting): string {
  return `=_${random.slice(0, 32)}`;
}

/** Both languages in one text. */
export function bodyOf(setting: ReceiptSetting, kind: ReceiptKind): string {
  const letter = answeredLetter(setting);
  return `${setting.texts.map((texts) => fillText(texts[`${kind}Body`], letter, texts)).join('\n\n--------\n\n')}\n`;
}

function answeredLetter({ facts, at, from, details }: ReceiptSetting): AnsweredLetter {
  return { subject: facts.subject, messageId: facts.messageId, at, address: from.address, ...(details === undefined ? {} : { details }) };
}

/** Everything above Content-Type; marks the message so that no program answers it (RFC 3834, 5; Exchange reads the X- field). */
export function commonHeader(setting: ReceiptSetting, kind: ReceiptKind): string {
  const { facts, from, to, now, texts: [texts] } = setting;
  const thread = facts.messageId === null ? facts.references : [...facts.references.filter((id) => id !== facts.messageId), facts.messageId];
  return headerLine('From', mailboxText(from.name, from.address))
    + headerLine('To', `<${to}>`)
    + headerLine('Subject', headerText(fillText(texts[`${kind}Subject`], answeredLetter(setting), texts)))
    + headerLine('Date', mailDate(now))
    + headerLine('Message-ID', identityOf(setting).messageId)
    + (facts.messageId === null ? '' : headerLine('In-Reply-To', facts.messageId))
    + (thread.length === 0 ? '' : headerLine('References', thread.join(' ')))
    + headerLine('Auto-Submitted', 'auto-replied')
    + headerLine('X-Auto-Response-Suppress', 'All')
    + headerLine('MIME-Version', '1.0');
}

/** One entity of a multipart message; `body` ends with CRLF. */
export function mimePart(contentType: string, encoding: string, body: string, ...more: readonly (readonly [string, string])[]): string {
  return `${headerLine('Content-Type', contentType)}${headerLine('Content-Transfer-Encoding', encoding)}${more.map(([name, value]) => headerLine(name, value)).join('')}\r\n${body}`;
}

export function multipart(parts: readonly string[], boundary: string): string {
  return `\r\n${parts.map((each) => `--${boundary}\r\n${each}\r\n`).join('')}--${boundary}--\r\n`;
}
