import { limits } from '../base/limits';
import { latin1Of } from '../letter/latin1';
import type { ByteSource } from './byte-source';
import { contentLengthQuoting, lengthEnd } from './content-length';
import type { FromQuoting } from './from-quoting';
import { readFromLine, type FromLine } from './from-line';

/** A letter inside an mbox file: bytes [start, end) between its From_ line and the line break before the next one. */
export interface MboxLetter {
  readonly start: number;
  readonly end: number;
  readonly quoting: FromQuoting;
  readonly envelope: FromLine;
}

const lf = 0x0a;
const cr = 0x0d;
const from = [0x46, 0x72, 0x6f, 0x6d, 0x20];
/** bytes of a From_ line, and of the line after it, that are looked at */
const lineBytes = 1000;
/** bytes searched first behind the beginning of a letter */
const firstWindow = 16 * 1024;

export function beginsLikeMbox(bytes: Uint8Array): boolean {
  return from.every((byte, index) => bytes[index] === byte);
}

/**
 * The letters of an mbox file, one after the other; nothing but lines around From_ lines is held in memory.
 *
 * Where every letter has a Content-Length that leads exactly to the next From_ line, lengths rule (mboxcl, mboxcl2): one
 * letter alone could claim a length that hides the letters behind it. Everywhere else From_ lines rule, and quoting is undone as mboxrd
 * has it; mboxo cannot be told from it, and the two differ only for lines that began with ">From " in the letter itself.
 * Nothing of the file is ever left out: what is no separator belongs to the letter before it.
 */
export async function* splitMbox(source: ByteSource): AsyncGenerator<MboxLetter> {
  const byLength = await contentLengthQuoting(source);
  const quoting = byLength ?? 'all';
  let at = 0;
  while (at < source.size) {
    const line = await lineAt(source, at);
    const envelope = readFromLine(line.text);
    const start = line.next;
    const end = byLength === null ? null : await lengthEnd(source, start);
    const next = end === null ? await nextSeparator(source, start, envelope.shape === 'own') : { end: end.end, from: end.next };
    yield { start, end: next.end, quoting, envelope };
    at = next.from;
  }
}

/** First From_ line at or behind `start` that begins a letter; the line break before it belongs to neither. */
async function nextSeparator(source: ByteSource, start: number, isOwn: boolean): Promise<{ readonly end: number; readonly from: number }> {
  // a letter may be empty: its separator then stands where it would begin
  // most letters are short: what is read behind their end is read again for the next one
  let window: number = firstWindow;
  for (let at = start; at < source.size; window = Math.min(window * 4, limits.mboxScanBytes)) {
    const chunk = await source.read(at, Math.min(source.size, at + window));
    if (chunk.length === 0) break;
    const isLast = at + chunk.length >= source.size;
    for (let end = chunk.indexOf(lf); end !== -1; end = chunk.indexOf(lf, end + 1)) {
      // the five bytes behind a line break near the end of the chunk are looked at with the next one
      if (end + from.length >= chunk.length) break;
      if (from.every((byte, index) => chunk[end + 1 + index] === byte) && (await isSeparator(source, start, at + end + 1))) {
        const isCrLf = (end > 0 ? chunk[end - 1] : (await source.read(at - 1, at))[0]) === cr;
        return { end: Math.max(start, at + end - (isCrLf ? 1 : 0)), from: at + end + 1 };
      }
    }
    if (isLast) break;
    at += chunk.length - from.length;
  }
  return { end: await lastEnd(source, start, isOwn), from: source.size };
}

/** Does the line at `at`, which begins with "From ", begin a letter? */
async function isSeparator(source: ByteSource, start: number, at: number): Promise<boolean> {
  const line = await lineAt(source, at);
  const { shape } = readFromLine(line.text);
  if (shape === 'own') return true;
  const before = latin1Of(await source.read(Math.max(start, at - 4), at));
  const afterBlank = /(?:^|\n)\r?\n$/.test(before);
  if (shape === 'dated' && afterBlank) return true;
  if (shape === 'loose') return false;
  // no blank line before it (a letter that was cut off), or no time in it: believed where a header follows
  return (shape === 'dated' || afterBlank) && beginsLikeHeader((await lineAt(source, line.next)).text);
}

function beginsLikeHeader(line: string): boolean {
  return /^[!-9;-~]+[ \t]*:/.test(line) || line.startsWith('>From ');
}

async function lineAt(source: ByteSource, at: number): Promise<{ readonly text: string; readonly next: number }> {
  for (let length = lineBytes; ; length *= 4) {
    const bytes = await source.read(at, Math.min(source.size, at + length));
    const stop = bytes.indexOf(lf);
    if (stop !== -1) return { text: latin1Of(bytes.subarray(0, Math.min(stop, lineBytes))).replace(/\r$/, ''), next: at + stop + 1 };
    if (at + bytes.length >= source.size) return { text: latin1Of(bytes.subarray(0, lineBytes)), next: source.size };
    if (length > limits.mboxScanBytes) return { text: latin1Of(bytes.subarray(0, lineBytes)), next: at + bytes.length };
  }
}

/**
 * End of the last letter. Programs end each letter with one more line break, the last one too; without an empty line the break is the
 * letter's own, save where this program wrote the file.
 */
async function lastEnd(source: ByteSource, start: number, isOwn: boolean): Promise<number> {
  const tail = latin1Of(await source.read(Math.max(start, source.size - 4), source.size));
  if (!isOwn && !/(?:^|\n)\r?\n$/.test(tail)) return source.size;
  return source.size - (tail.endsWith('\r\n') ? 2 : tail.endsWith('\n') ? 1 : 0);
}
