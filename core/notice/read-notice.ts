import type { ParsedLetter } from '../model/letter';
import type { Notice } from '../model/notice';
import { readBounce } from './read-bounce';
import { readDsn } from './read-dsn';
import { readMdn, readOutlookReceipt } from './read-mdn';
import { readOwn } from './read-own';
import { readPec } from './read-pec';
import { readWords } from './read-words';

/**
 * A receipt that came home, whatever program wrote it: the most definite form first, words last. Null: the letter is none. What it says is a claim of
 * whoever wrote it; whether it is believed is decided in core/tracking. Pure, bounded (`limits.notice…`), never throws.
 * @param raw the bytes that the offsets of `parsed` count in
 */
export function readNotice(raw: Uint8Array, parsed: ParsedLetter): Notice | null {
  return readOwn(raw, parsed) ?? readPec(parsed) ?? readMdn(raw, parsed) ?? readDsn(raw, parsed) ?? readOutlookReceipt(parsed) ?? readBounce(raw, parsed) ?? readWords(parsed);
}
