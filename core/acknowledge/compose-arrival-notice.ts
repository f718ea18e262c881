import type { IsoTime } from '../model/ids';
import type { ReceiptFacts } from './receipt-facts';
import { fillText, type AnsweredLetter, type ReceiptTexts } from './receipt-texts';
import { base64Body, headerLine, headerText, mailboxText, mailDate } from './write-mail';

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
  /** INTERNALDATE for an arrival notice, the act of reading for an MDN */
  readonly at: IsoTime;
  readonly now: IsoTime;
  /** at least 32 hex digits from a secure source; becomes Message-ID and boundary */
  readonly random: string;
  /** the language of the office first, English beside it */
  readonly texts: readonly [ReceiptTexts, ReceiptTexts];
}

/** "Đã đến hộp thư" as a reply of RFC 3834. */
export function composeArrivalNotice(setting: ReceiptSetting): ReceiptMail {
  const body = bodyOf(setting, 'arrivalBody');
  return {
    ...identityOf(setting),
    raw: commonHeader(setting, 'arrivalSubject')
      + headerLine('Content-Type', 'text/plain; charset=utf-8')
      + headerLine('Content-Transfer-Encoding', 'base64')
      + `\r\n${base64Body(body)}`,
  };
}

export function identityOf({ from, to, random }: ReceiptSetting): Pick<ReceiptMail, 'messageId' | 'to'> {
  if (!/^[0-9a-f]{32,}$/.test(random)) throw new Error('random must be at least 32 hex digits');
  return { messageId: `<${random.slice(0, 32)}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`, to };
}

/** Both languages in one text. */
export function bodyOf(setting: ReceiptSetting, key: 'arrivalBody' | 'displayedBody'): string {
  const letter = answeredLetter(setting);
  return `${setting.texts.map((texts) => fillText(texts[key], letter, texts)).join('\n\n--------\n\n')}\n`;
}

function answeredLetter({ facts, at, from }: ReceiptSetting): AnsweredLetter {
  return { subject: facts.subject, messageId: facts.messageId, at, address: from.address };
}

/** Everything above Content-Type; marks the message so that no program answers it (RFC 3834, 5; Exchange reads the X- field). */
export function commonHeader(setting: ReceiptSetting, key: 'arrivalSubject' | 'displayedSubject'): string {
  const { facts, from, to, now, texts: [texts] } = setting;
  const thread = facts.messageId === null ? facts.references : [...facts.references.filter((id) => id !== facts.messageId), facts.messageId];
  return headerLine('From', mailboxText(from.name, from.address))
    + headerLine('To', `<${to}>`)
    + headerLine('Subject', headerText(fillText(texts[key], answeredLetter(setting), texts)))
    + headerLine('Date', mailDate(now))
    + headerLine('Message-ID', identityOf(setting).messageId)
    + (facts.messageId === null ? '' : headerLine('In-Reply-To', facts.messageId))
    + (thread.length === 0 ? '' : headerLine('References', thread.join(' ')))
    + headerLine('Auto-Submitted', 'auto-replied')
    + headerLine('X-Auto-Response-Suppress', 'All')
    + headerLine('MIME-Version', '1.0');
}
