import { addressParser } from 'postal-mime';
import type { Mailbox } from '../model/letter';
import { decodeWords, eightBit } from './decode-words';

/** Private-use characters stand for encoded words while the list is taken apart. */
const firstPlaceholder = 0xf0000;
const run = /=\?[^?\s]{1,80}\?[QqBb]\?[^?]*\?=(?:\s*=\?[^?\s]{1,80}\?[QqBb]\?[^?]*\?=)*/g;

/**
 * Mailboxes of an address header (RFC 5322, 3.4), groups flattened, in order. The list is split by postal-mime before
 * any encoded word is decoded, so that a decoded comma or angle bracket can never become an address; the words are
 * decoded here because postal-mime lacks VISCII, TCVN and wrongly labelled UTF-8.
 */
export function parseAddresses(value: string, hint: string | null = null): readonly Mailbox[] {
  const words: string[] = [];
  const masked = eightBit(value, hint)
    .replace(/[\u{F0000}-\u{FFFFD}]/gu, '')
    .replace(run, (encoded) => {
      words.push(decodeWords(encoded));
      return String.fromCodePoint(firstPlaceholder + Math.min(words.length - 1, 0xfff0));
    });
  const restore = (text: string): string =>
    text.replace(/[\u{F0000}-\u{FFFFD}]/gu, (placeholder) => words[(placeholder.codePointAt(0) ?? 0) - firstPlaceholder] ?? '');
  return addressParser(masked, { flatten: true })
    .map((mailbox) => ({ name: clean(restore(mailbox.name)), address: clean(restore(mailbox.address ?? '')) }))
    .filter((mailbox) => mailbox.name !== '' || mailbox.address !== '');
}

/** Names are shown beside verdicts: no control or bidi characters that could rearrange the line. */
function clean(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]/g, '')
    .normalize('NFC')
    .trim();
}
