import type { IsoTime } from '../model/ids';
import { vietnamTime } from './write-mail';

/**
 * Sentences of one language, from `assets/locales/parts/receipt-mail.*.json`; `{name}` is filled in. The three words
 * "đã đến" (arrived), "đã mở" (opened) and "đã vào sổ" (registered) each have a meaning of their own and never share a text.
 */
export interface ReceiptTexts {
  readonly arrivalSubject: string;
  readonly arrivalBody: string;
  readonly displayedSubject: string;
  readonly displayedBody: string;
  readonly noSubject: string;
  readonly noMessageId: string;
}

/** What a receipt tells about the letter it answers. */
export interface AnsweredLetter {
  /** decoded */
  readonly subject: string;
  readonly messageId: string | null;
  /** arrived or opened, by kind */
  readonly at: IsoTime;
  /** our own address */
  readonly address: string;
}

/** characters of a foreign subject that are repeated */
const subjectChars = 300;

export function fillText(template: string, letter: AnsweredLetter, texts: ReceiptTexts): string {
  const subject = plain(letter.subject);
  const values: Readonly<Record<string, string>> = {
    subject: subject === '' ? texts.noSubject : subject,
    messageId: letter.messageId ?? texts.noMessageId,
    time: vietnamTime(letter.at),
    address: letter.address,
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Bidi and control characters of a foreign subject must not rearrange our sentence. */
function plain(subject: string): string {
  const clean = subject.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/\s+/g, ' ').trim();
  const chars = [...clean];
  return chars.length <= subjectChars ? clean : `${chars.slice(0, subjectChars).join('')}…`;
}
