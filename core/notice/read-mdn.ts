import type { HeaderField, ParsedLetter } from '../model/letter';
import type { Notice, NoticeStep } from '../model/notice';
import { fieldValues } from '../letter/header-fields';
import { fieldGroups, groupsOf, ownParts } from './own-parts';
import { keptWords, noticeLine, typedAddress } from './notice-line';
import { aboutIds, returnedLetter } from './returned-letter';

/** RFC 8098: a person, or a person's program, says what became of the letter. */
export function readMdn(raw: Uint8Array, parsed: ParsedLetter): Notice | null {
  const part = ownParts(parsed.root).find(({ contentType }) => contentType === 'message/disposition-notification' || contentType === 'message/global-disposition-notification');
  if (part !== undefined) return mdnOf(fieldGroups(raw, part).flat(), raw, parsed);
  // multipart/report whose boundary was lost on the way: the fields stand in the text
  const text = parsed.text?.text ?? '';
  if (!/^Disposition:[^;\n\r\u2028\u2029]*;/im.test(text) || !/^Final-Recipient:/im.test(text)) return null;
  return mdnOf(groupsOf(new TextEncoder().encode(text)).filter((group) => fieldValues(group, 'disposition').length > 0).flat(), raw, parsed);
}

function mdnOf(fields: readonly HeaderField[], raw: Uint8Array, parsed: ParsedLetter): Notice | null {
  const value = (name: string): string | undefined => fieldValues(fields, name)[0];
  const disposition = value('disposition');
  if (disposition === undefined) return null;
  const returned = returnedLetter(raw, parsed);
  return {
    kind: 'mdn',
    about: aboutIds([value('original-message-id'), returned?.messageId], parsed),
    envelopeId: null,
    subject: returned?.subject ?? null,
    codes: [],
    told: [noticeLine({
      address: typedAddress(value('original-recipient')) ?? typedAddress(value('final-recipient')),
      step: stepOf(disposition),
      at: parsed.header.date,
      words: keptWords(fieldValues(fields, 'error').concat(fieldValues(fields, 'failure'), fieldValues(fields, 'warning')).join(' ')),
    })],
    files: [],
  };
}

/** RFC 8098, 3.2.6; `denied`, `processed` and `dispatched` of older texts say at least that a program there has it. */
function stepOf(disposition: string): NoticeStep {
  const type = /;\s*([a-z-]+)/i.exec(disposition.replace(/\([^)]{0,500}\)/g, ''))?.[1]?.toLowerCase();
  if (type === 'displayed') return 'opened';
  return type === 'deleted' ? 'deletedUnread' : 'arrived';
}

const subjectMark = /^(?:read|đã đọc|đã xem|อ่านแล้ว|telah dibaca|dibaca|lu|gelesen) ?:(.*)$/iu;
const unreadMark = /^(?:not read|chưa đọc|không đọc|ยังไม่ได้อ่าน|tidak dibaca) ?:(.*)$/iu;

/**
 * Read receipts as Outlook leaves them where a gateway took their structure: the subject, an old-fashioned sentence, In-Reply-To. Only where the
 * sentence says so as well, for people write "Read:" too.
 */
export function readOutlookReceipt(parsed: ParsedLetter): Notice | null {
  const { header } = parsed;
  const read = subjectMark.exec(header.subject.trim());
  const unread = unreadMark.exec(header.subject.trim());
  const subject = (read ?? unread)?.[1]?.trim();
  if (subject === undefined) return null;
  const text = (parsed.text?.text ?? parsed.html?.text ?? '').slice(0, 3000);
  const says = /was (?:read|deleted without being read) on|wurde (?:gelesen|ungelesen gelöscht)|đã được (?:đọc|xóa mà không đọc)|ถูกอ่านเมื่อ/iu.test(text);
  const marked = header.fields.some(({ name, value }) => /^(?:x-ms-exchange-message-class|x-message-class)$/i.test(name) && /REPORT\.\S{0,100}IPNN?RN/i.test(value));
  if (!says && !marked) return null;
  return { kind: 'mdn', about: aboutIds([], parsed), envelopeId: null, subject, codes: [], told: [noticeLine({ step: unread === null ? 'opened' : 'deletedUnread', at: header.date })], files: [] };
}
