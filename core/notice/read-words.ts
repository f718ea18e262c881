import { isAutomatic } from '../acknowledge/receipt-facts';
import { limits } from '../base/limits';
import type { ParsedLetter } from '../model/letter';
import type { Notice, NoticeLine } from '../model/notice';
import { htmlToText } from '../extract/html-to-text';
import { keptWords, noticeLine } from './notice-line';
import { aboutIds } from './returned-letter';

/** longer letters are answers, whatever they begin with */
const shortChars = 900;
const replyMark = /^\s*(?:re|trả lời|tl|phúc đáp|ตอบ|balas|bls)\s*:/iu;
const negated = /(?:chưa|không|vẫn chưa)\s+(?:hề\s+)?nhận\s+được|ยังไม่(?:ได้)?\s*รับ|ไม่ได้รับ|belum\s+(?:di)?terima|tidak\s+(?:di)?terima|(?:not|never)\s+(?:yet\s+)?received|nếu\s+(?:đã\s+)?nhận|khi\s+nhận\s+được|(?:nhận\s+được|received)[^.\n]{0,60}\?/iu;
const received = /(?:đã|xin\s+xác\s+nhận(?:\s+đã)?|xác\s+nhận(?:\s+đã)?)\s+(?:tiếp\s+)?nhận(?:\s+được|\s+đủ|\s+văn\s+bản|\s+công\s+văn|\s+thư|\s+mail|\s+email)|xác\s+nhận\s+đã\s+nhận|đã\s+nhận\s*[.!\n]|đã\s+nhận\s*$|ได้รับ[^\n]{0,80}(?:แล้ว|เรียบร้อย)|(?:telah|sudah|sdh)\s+(?:kami\s+)?(?:di)?terima|(?:well\s+|hereby\s+)?(?:acknowledge|confirm)\s+(?:the\s+)?receipt|(?:has|have)\s+been\s+received|(?:we|i)\s+(?:have\s+)?received\s+(?:your|the)/iu;
const registered = /(?:đã\s+(?:vào\s+sổ|đăng\s+ký)|vào\s+sổ(?:\s+(?:công\s+văn|văn\s+bản))?\s+đến|số\s+đến|เลขรับ(?:ที่)?|ลงรับ(?:เลขที่)?|no(?:mor)?\.?\s+agenda)[^\d๐-๙\n]{0,40}([\d๐-๙]{1,6})/iu;
const refused = /(?:từ\s+chối\s+(?:tiếp\s+)?nhận|xin\s+(?:phép\s+)?trả\s+lại\s+(?:văn\s+bản|công\s+văn)|ปฏิเสธการรับ|ditolak)/iu;
const codes = /(?:công\s+văn|văn\s+bản|quyết\s+định|tờ\s+trình|báo\s+cáo|kế\s+hoạch|thông\s+báo|giấy\s+mời|số|cv|vb|ที่|nomor)\s*(?:số)?\s*:?\s*(\d{1,7}(?:\/\d{4})?\/[\p{Lu}\p{N}Đđ][\p{L}\p{N}.\-–/]{1,40})/giu;

/**
 * A person writes that it was received: no form says so, only words. A guess, shown as one; a denial or a question is none, and so is a long letter, which is
 * an answer. Thai, Malay, Indonesian and English words stand beside Vietnamese ones.
 */
export function readWords(parsed: ParsedLetter): Notice | null {
  const { header } = parsed;
  const isReply = header.inReplyTo.length > 0 || header.references.length > 0 || replyMark.test(header.subject);
  const text = ownWords(parsed);
  if (text === '' || text.length > shortChars) return null;
  const named = codesIn(`${header.subject}\n${text}`);
  if (!isReply && named.length === 0) return null;
  const line = lineOf(text, isAutomatic(header.fields));
  if (line === null) return null;
  return { kind: 'words', about: aboutIds([], parsed), envelopeId: null, subject: isReply ? header.subject.replace(/^(?:\s*(?:re|fwd?|trả lời|tl|phúc đáp|ตอบ|balas|bls)\s*:)+\s*/iu, '') || null : null, codes: named, told: [{ ...line, at: header.date }], files: [] };
}

function lineOf(text: string, automatic: boolean): NoticeLine | null {
  const words = keptWords(text, 200);
  if (refused.test(text)) return noticeLine({ step: 'refused', words });
  if (negated.test(text)) return null;
  const number = registered.exec(text)?.[1];
  if (number !== undefined) return noticeLine({ step: 'registered', number: number.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)), words });
  // a program that says so only knows that it came
  return received.test(text) ? noticeLine({ step: automatic ? 'arrived' : 'acknowledged', words }) : null;
}

/** What the writer wrote, without what is quoted from ours and without the signature below. */
function ownWords({ text, html }: ParsedLetter): string {
  const all = (text?.text ?? (html === null ? '' : htmlToText(html.text.slice(0, limits.noticeTextChars)))).slice(0, limits.noticeTextChars).normalize('NFC');
  const lines: string[] = [];
  for (const line of all.split('\n')) {
    if (quoteBegins.test(line) || /^-- ?$/.test(line)) break;
    if (!line.startsWith('>')) lines.push(line.trim());
  }
  return lines.join('\n').trim();
}

const quoteBegins = /^\s*(?:-{3,}\s*(?:original message|forwarded|thư gốc|tin nhắn gốc|ข้อความเดิม|pesan asli)|_{10,}|(?:on|vào|pada|เมื่อ)\b.{4,200}(?:wrote|đã viết|viết|menulis|เขียนว่า)\s*:|(?:from|từ|người gửi|จาก|dari)\s*:\s*\S.{0,200}$)/iu;

function codesIn(text: string): readonly string[] {
  return [...new Set([...text.slice(0, 3000).matchAll(codes)].flatMap((match) => match[1]?.replace(/[.,;–-]+$/, '') ?? []))].slice(0, limits.noticeCodes);
}
