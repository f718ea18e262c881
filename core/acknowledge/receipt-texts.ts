import type { IsoDate, IsoTime } from '../model/ids';
import type { RefusalReason } from '../model/notice';
import type { ReceiptKind } from '../model/receipt';
import { vietnamTime } from './write-mail';

/**
 * Sentences of one language, from `assets/locales/parts/receipt-mail.*.json`; `{name}` is filled in. The three words
 * "đã đến" (arrived), "đã mở" (opened) and "đã vào sổ" (registered) each have a meaning of their own and never share a text.
 */
export type ReceiptTexts = Readonly<Record<`${ReceiptKind}${'Subject' | 'Body'}`, string>> & {
  readonly noSubject: string;
  readonly noMessageId: string;
  readonly noCode: string;
  readonly noWords: string;
  readonly refusal: Readonly<Record<RefusalReason, string>>;
};

/** What the office did with the letter. */
export interface ReceiptDetails {
  /** số đến */
  readonly number?: number;
  readonly date?: IsoDate;
  /** number and symbol of the document as the person saw it; null: it has none */
  readonly code?: string | null;
  readonly reason?: RefusalReason;
  readonly words?: string;
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
  readonly details?: ReceiptDetails;
}

/** characters of a foreign subject that are repeated */
const subjectChars = 300;

export function fillText(template: string, letter: AnsweredLetter, texts: ReceiptTexts): string {
  const subject = plain(letter.subject);
  const { number, date, code, reason, words } = letter.details ?? {};
  const values: Readonly<Record<string, string>> = {
    subject: subject === '' ? texts.noSubject : subject,
    messageId: letter.messageId ?? texts.noMessageId,
    time: vietnamTime(letter.at),
    address: letter.address,
    number: String(number ?? ''),
    date: date === undefined ? '' : date.split('-').reverse().join('/'),
    code: code == null || plain(code) === '' ? texts.noCode : plain(code),
    reason: reason === undefined ? '' : texts.refusal[reason],
    words: words === undefined || plain(words) === '' ? texts.noWords : plain(words),
  };
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Bidi and control characters of a foreign subject must not rearrange our sentence. */
function plain(subject: string): string {
  const clean = subject.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/\s+/g, ' ').trim();
  const chars = [...clean];
  return chars.length <= subjectChars ? clean : `${chars.slice(0, subjectChars).join('')}…`;
}
