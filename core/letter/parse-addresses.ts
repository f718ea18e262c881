import type { Mailbox } from '../model/letter';
import { decodeWords, eightBit } from './decode-words';
import { splitMailboxes } from './split-mailboxes';
import { visibleName } from './safe-name';

/** Private-use characters stand for encoded words while the list is taken apart. */
const firstPlaceholder = 0xf0000;
const mostWords = 0xfff0;
const placeholder = /[\u{F0000}-\u{FFFFD}]/gu;
const encodedRun = /=\?[^?\s]{1,80}\?[QqBb]\?[^?]*\?=(?:\s*=\?[^?\s]{1,80}\?[QqBb]\?[^?]*\?=)*/g;

/**
 * Mailboxes of an address header (RFC 5322, 3.4), groups flattened, in order. The list is taken apart before any encoded
 * word is decoded, so that a decoded comma or angle bracket can never become an address. postal-mime's parser is not used:
 * of several angle brackets it takes the first as the address, takes text after the address for the name and mixes
 * nested comments into addresses, each of which lets a sender show somebody else's address.
 */
export function parseAddresses(value: string, hint: string | null = null): readonly Mailbox[] {
  const words: string[] = [];
  const masked = eightBit(value, hint)
    .replace(placeholder, '')
    .replace(encodedRun, (encoded) => {
      if (words.length >= mostWords) return '';
      words.push(encoded);
      return String.fromCodePoint(firstPlaceholder + words.length - 1);
    });
  const restore = (text: string, decode: (encoded: string) => string): string =>
    text.replace(placeholder, (mark) => decode(words[(mark.codePointAt(0) ?? 0) - firstPlaceholder] ?? ''));
  return splitMailboxes(masked)
    .map((mailbox) => ({
      name: visibleName(restore(mailbox.name, decodeWords)).replace(/\s+/gu, ' ').trim(),
      // an encoded word is no address (RFC 2047, 5): it stays as written
      address: visibleName(restore(mailbox.address, (encoded) => encoded)).trim(),
    }))
    .filter((mailbox) => mailbox.name !== '' || mailbox.address !== '');
}
