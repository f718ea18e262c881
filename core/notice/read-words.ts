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
const negated = /(?:chưa|không)(?:\s(?:hề|thấy|có))?\snhận\sđược|chưa\sđược\snhận|ยังไม่(?:ได้)?\s?รับ|ไม่ได้รับ|belum\s(?:di)?terima|tidak\s(?:di)?terima|(?:not|never)\s(?:yet\s)?received|nếu\s(?:đã\s)?nhận|khi\snhận\sđược|(?:nhận\sđược|received)[^.\n]{0,60}\?/iu;
const received = /(?:đã|xin\sxác\snhận(?:\sđã)?|xác\snhận(?:\sđã)?)\s(?:tiếp\s)?nhận(?:\sđược|\sđủ|\svăn\sbản|\scông\svăn|\sthư|\smail|\semail)|xác\snhận\sđã\snhận|đã\snhận\s?[.!\n]|đã\snhận\s?$|ได้รับ[^\n]{0,80}(?:แล้ว|เรียบร้อย)|(?:telah|sudah|sdh)\s(?:kami\s)?(?:di)?terima|(?:well\s|hereby\s)?(?:acknowledge|confirm)\s(?:the\s)?receipt|(?:has|have)\sbeen\sreceived|(?:we|i)\s(?:have\s)?received\s(?:your|the)/iu;
/** only a number that is called one: dates, head counts (`đã đăng ký 02 đại biểu`) and the number of our own document (`số 12/SGDĐT`) are none */
const registered = /(?:(?:đã\sđăng\ský|vào\ssổ)[^\n]{0,60}?(?<!\p{L})số(?:\sđến)?|số\sđến|เลขรับ(?:ที่)?|ลงรับ(?:เลขที่)?|no(?:mor)?\.?\sagenda)(?:[^\d\n]{0,30}\slà\s)?\s?[:.]?\s?([\d๐-๙]{1,6})(?![\d๐-๙/])/iu;
const notRegistered = /chưa(?:\s(?:được|có|kịp))?\s(?:vào\ssổ|đăng\ský|số\sđến)/iu;
/** a wish that somebody may confirm is no confirmation */
const wished = /(?:đề\snghị(?!\scủa)|mong|vui\slòng|please|kindly|mohon)[^.!\n]{0,80}(?:xác\snhận|báo|confirm|acknowledge)/iu;
const refused = /(?:từ\schối\s(?:tiếp\s)?nhận|xin\s(?:phép\s)?trả\slại\s(?:văn\sbản|công\svăn)|ปฏิเสธการรับ|ditolak)/iu;
const codes = /(?:công\svăn|văn\sbản|quyết\sđịnh|tờ\strình|báo\scáo|kế\shoạch|thông\sbáo|giấy\smời|số|cv|vb|ที่|nomor)\s?(?:số)?\s?:?\s?(\d{1,7}(?:\/\d{4})?\/[\p{Lu}\p{N}Đđ][\p{L}\p{N}.\-–/]{1,40})/giu;

/**
 * A person writes that it was received: no form says so, only words. A guess, shown as one; a denial or a question is none, and so is a long letter, which is
 * an answer. Thai, Malay, Indonesian and English words stand beside Vietnamese ones.
 */
export function readWords(parsed: ParsedLetter): Notice | null {
  const { header } = parsed;
  const isReply = header.inReplyTo.length > 0 || header.references.length > 0 || replyMark.test(header.subject);
  const text = ownWords(parsed);
  if (text === '' || text.length > shortChars) return null;
  const named = codesIn(`${header.subject.replace(/\s+/g, ' ')}\n${text}`);
  if (!isReply && named.length === 0) return null;
  const line = lineOf(text, isAutomatic(header.fields));
  if (line === null) return null;
  return { kind: 'words', about: aboutIds([], parsed), envelopeId: null, subject: isReply ? header.subject.replace(/^(?:\s*(?:re|fwd?|trả lời|tl|phúc đáp|ตอบ|balas|bls)\s*:)+\s*/iu, '') || null : null, codes: named, told: [{ ...line, at: header.date }], files: [] };
}

function lineOf(text: string, automatic: boolean): NoticeLine | null {
  const words = keptWords(text, 200);
  if (refused.test(text)) return noticeLine({ step: 'refused', words });
  if (negated.test(text)) return null;
  const number = notRegistered.test(text) ? undefined : registered.exec(text)?.[1];
  if (number !== undefined) return noticeLine({ step: 'registered', number: number.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)), words });
  // a program that says so only knows that it came
  return received.test(withoutWishes(text)) ? noticeLine({ step: automatic ? 'arrived' : 'acknowledged', words }) : null;
}

/** Each sentence up to where it begins to wish. */
function withoutWishes(text: string): string {
  return text.split(/(?<=[.!\n])/).map((sentence) => sentence.slice(0, wished.exec(sentence)?.index)).join('');
}

/** What the writer wrote, one blank between words, without what is quoted from ours and without the signature below. */
function ownWords({ text, html }: ParsedLetter): string {
  const all = (text?.text ?? (html === null ? '' : htmlToText(beforeQuote(html.text.slice(0, limits.noticeTextChars))))).slice(0, limits.noticeTextChars).normalize('NFC');
  const lines: string[] = [];
  for (const line of all.split('\n')) {
    if (quoteBegins.test(line) || /^-- ?$/.test(line)) break;
    if (!line.startsWith('>')) lines.push(line.trim().replace(/\s+/g, ' '));
  }
  return lines.join('\n').trim();
}

/** Our own letter below an answer that has no plain text: its `đề nghị xác nhận đã nhận` are not the writer's words. */
function beforeQuote(html: string): string {
  const at = html.search(/<blockquote\b|<div\b[^<>]{0,300}\b(?:gmail_quote|yahoo_quoted|divRplyFwdMsg|appendonsend)\b/i);
  return at === -1 ? html : html.slice(0, at);
}

const quoteBegins = /^\s*(?:-{3,}\s*(?:original message|forwarded|thư gốc|tin nhắn gốc|ข้อความเดิม|pesan asli)|_{10,}|(?:on|vào|pada|เมื่อ)\b.{4,200}(?:wrote|đã viết|viết|menulis|เขียนว่า)\s*:|(?:from|từ|người gửi|จาก|dari)\s*:\s*\S.{0,200}$)/iu;

function codesIn(text: string): readonly string[] {
  return [...new Set([...text.slice(0, 3000).matchAll(codes)].flatMap((match) => match[1]?.replace(/(?<![.,;–-])[.,;–-]+$/, '') ?? []))].slice(0, limits.noticeCodes);
}
