import { limits } from '../base/limits';
import type { HeaderField, LetterHeader, Mailbox } from '../model/letter';
import { decodeHeaderText } from './decode-words';
import { readFontText } from './font-encoding';
import { fieldValues, lineEndOf, scanHeaderFields } from './header-fields';
import { parseAddresses } from './parse-addresses';
import { parseDate } from './parse-date';
import { parseStructured } from './parse-params';

/** Message ids with their angle brackets, as they are written back into In-Reply-To and References. */
function messageIds(values: readonly string[]): readonly string[] {
  return values.flatMap((value) => value.match(/<[^<>\s]{1,995}>/g) ?? []).slice(0, 1000);
}

function inUnicode(mailbox: Mailbox): Mailbox {
  const { text, encoding } = readFontText(mailbox.name);
  return encoding === null ? mailbox : { ...mailbox, name: text };
}

/** The header of a letter from its fields. Several From fields are all kept: that is itself a sign of forgery. */
export function headerOf(fields: readonly HeaderField[]): LetterHeader {
  const contentType = fieldValues(fields, 'content-type')[0];
  const hint = contentType === undefined ? null : (parseStructured(contentType).params['charset'] ?? null);
  const mailboxes = (name: string): readonly Mailbox[] => fieldValues(fields, name).flatMap((value) => parseAddresses(value, hint)).map(inUnicode);
  const text = (name: string): string => readFontText(decodeHeaderText(fieldValues(fields, name)[0] ?? '', hint)).text;
  const messageId = fieldValues(fields, 'message-id')[0] ?? '';
  return {
    from: mailboxes('from'),
    replyTo: mailboxes('reply-to'),
    to: mailboxes('to'),
    cc: mailboxes('cc'),
    subject: text('subject'),
    date: parseDate(fieldValues(fields, 'date')[0] ?? ''),
    messageId: messageIds([messageId])[0] ?? (/^[^\s<>][^\s<>@]*@[^\s<>]+$/.test(messageId) ? `<${messageId}>` : null),
    inReplyTo: messageIds(fieldValues(fields, 'in-reply-to')),
    references: messageIds(fieldValues(fields, 'references')),
    fields,
  };
}

/**
 * Header of a letter from its header block, or from any bytes that begin with one (reading stops at the empty line and
 * at limits.headerBlockBytes). Tolerant: whatever cannot be read is absent; never throws. RFC 5322, 2047, 2231, 6532.
 */
export function parseHeaderBlock(bytes: Uint8Array): LetterHeader {
  const block = bytes.subarray(0, limits.headerBlockBytes);
  return headerOf(scanHeaderFields(block, 0, block.length, lineEndOf(block)).fields);
}
