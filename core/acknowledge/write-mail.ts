import type { IsoTime } from '../model/ids';

/** Octets of UTF-8 in one encoded word: 45 give 60 characters of base64, 75 with the frame (RFC 2047, 2). */
const wordOctets = 45;
/** RFC 5322, 2.1.1: lines should not be longer, without CRLF */
const lineLength = 78;

/**
 * One header field with its CRLF, folded at spaces; control characters part words, so no value can start a field of its
 * own. `value` is ASCII, or bytes as Latin-1, or UTF-8 where SMTPUTF8 is meant.
 */
export function headerLine(name: string, value: string): string {
  const words = value.split(/[^!-~\u{80}-\u{10FFFF}]+/u).filter((word) => word !== '');
  let text = `${name}:`;
  let column = text.length;
  for (const word of words) {
    if (column + 1 + word.length > lineLength && column > name.length + 1) {
      text += '\r\n';
      column = 0;
    }
    text += ` ${word}`;
    column += 1 + word.length;
  }
  return `${text}\r\n`;
}

/** Unstructured text for a header: as it is where it is plain ASCII, otherwise encoded words (RFC 2047). */
export function headerText(text: string): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ').replace(/\s+/g, ' ').trim();
  // "=?" would be read as an encoded word, a very long word could not be folded
  const isPlain = /^[ -~]*$/.test(clean) && !clean.includes('=?') && !/\S{76}/.test(clean);
  return isPlain ? clean : encodedWords(clean);
}

/** A display name before an address: quoted where it is plain, otherwise encoded words. */
export function mailboxText(name: string, address: string): string {
  const text = headerText(name);
  if (text === '') return `<${address}>`;
  const shown = text.startsWith('=?') ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
  return `${shown} <${address}>`;
}

function encodedWords(text: string): string {
  const encoder = new TextEncoder();
  const words: string[] = [];
  let bytes: number[] = [];
  for (const char of text) {
    const next = encoder.encode(char);
    if (bytes.length + next.length > wordOctets) {
      words.push(encodedWord(bytes));
      bytes = [];
    }
    bytes.push(...next);
  }
  words.push(encodedWord(bytes));
  return words.join(' ');
}

function encodedWord(bytes: readonly number[]): string {
  return `=?UTF-8?B?${btoa(String.fromCharCode(...bytes))}?=`;
}

/** UTF-8 text as a base64 body, 76 columns, CRLF at the end of each line. */
export function base64Body(text: string): string {
  const bytes = new TextEncoder().encode(text.replace(/\r\n|\r|\n/g, '\r\n'));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return binaryBase64(binary);
}

/** Bytes given as Latin-1 characters. */
export function binaryBase64(binary: string): string {
  return btoa(binary).replace(/.{1,76}/g, '$&\r\n');
}

/** Vietnam keeps UTC+7 all year; receipts never depend on the zone of a machine. */
const vietnamOffset = 7 * 60 * 60 * 1000;
const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** RFC 5322 date, `Sat, 21 Nov 2026 09:05:07 +0700`. */
export function mailDate(time: IsoTime): string {
  const local = new Date(Date.parse(time) + vietnamOffset);
  const clock = local.toISOString().slice(11, 19);
  const [day, month] = [days[local.getUTCDay()] ?? '', months[local.getUTCMonth()] ?? ''];
  return `${day}, ${two(local.getUTCDate())} ${month} ${local.getUTCFullYear()} ${clock} +0700`;
}

/** For readers: `21/11/2026 09:05:07 (+07:00)`. */
export function vietnamTime(time: IsoTime): string {
  const local = new Date(Date.parse(time) + vietnamOffset).toISOString();
  return `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 19)} (+07:00)`;
}

/** For programs: `2026-11-21T09:05:07+07:00`. */
export function vietnamIso(time: IsoTime): string {
  return `${new Date(Date.parse(time) + vietnamOffset).toISOString().slice(0, 19)}+07:00`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
