import { parseHeaderBlock } from '../letter/parse-header-block';
import { malayUrgency } from './data/malay';
import { thaiUrgency } from './data/thai';
import { urgencyStamps } from './data/vietnamese-stamps';
import { toneForm } from './tone-form';

/** Fields that `isUrgentHeader` looks at; nothing else of a letter is needed. */
export const urgencyFields: readonly string[] = ['SUBJECT', 'IMPORTANCE', 'X-PRIORITY', 'PRIORITY'];

const isPhrase = (words: string): boolean => words.includes(' ');
const bareForm = (text: string): string => toneForm(text).normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');
const either = (words: readonly string[]): string => [...words].sort((left, right) => right.length - left.length).join('|');

const vietnamese = urgencyStamps.map(toneForm);
const phrases = [...vietnamese, ...vietnamese.map(bareForm), ...malayUrgency].filter(isPhrase);
/** "khẩn" is half of "khẩn trương", "segera" half of "dengan segera", ด่วน half of "expressway": alone they count only where a stamp would stand */
const words = [...vietnamese, ...vietnamese.map(bareForm), ...malayUrgency, ...thaiUrgency].filter((word) => !isPhrase(word));
const thaiPhrases = thaiUrgency.filter((word) => word !== 'ด่วน');

const phrase = new RegExp(`(?<![\\p{L}\\p{M}])(?:${either(phrases)})(?![\\p{L}\\p{M}])|${either(thaiPhrases)}`, 'u');
const open = '[\\[(【<{*"“]';
const close = '[\\])】>}*"”!]';
const stamp = new RegExp(`(?:^\\s*(?:${either(words)})\\s*(?:[:\\-–—!|/]|$))|(?:${open}\\s*(?:${either(words)})\\s*${close})|(?:công điện|cong dien)\\s+(?:khẩn|khan)(?![\\p{L}\\p{M}]| trương| truong)`, 'u');
const printed = new RegExp(`(?<![\\p{L}\\p{M}])(?:KHẨN|SEGERA|KILAT)(?![\\p{L}\\p{M}])`, 'u');
const prefix = /^\s{0,20}(?:(?:re|fwd?|tr|chuyển tiếp|trả lời)\s{0,4}(?:\[\d{1,3}\]\s{0,4})?:\s{0,20}){1,20}/iu;

/**
 * Does a letter call itself urgent? Only for the order in which letters are fetched: what an office holds for urgent is read
 * from the document itself. Stamps of Decree 30/2020/NĐ-CP, Thai and Malay ones; Importance (RFC 4021, 2.1.49), X-Priority, Priority.
 * @param block the header block, or those lines of it that `urgencyFields` names
 */
export function isUrgentHeader(block: Uint8Array): boolean {
  const { subject, fields } = parseHeaderBlock(block);
  return isUrgentSubject(subject) || fields.some(({ name, value }) => isUrgentField(name.toLowerCase(), value.trim().toLowerCase()));
}

function isUrgentSubject(subject: string): boolean {
  const own = subject.slice(0, 1000).normalize('NFC').replace(prefix, '');
  const form = toneForm(own);
  if (phrase.test(form) || stamp.test(form)) return true;
  // in a subject that shouts as a whole, capitals say nothing
  return printed.test(own) && !/^[^\p{Ll}]*$/u.test(own);
}

function isUrgentField(name: string, value: string): boolean {
  if (name === 'importance') return value === 'high';
  if (name === 'x-priority') return /^[12](?:\s|\(|$)/.test(value);
  return name === 'priority' && value === 'urgent';
}
