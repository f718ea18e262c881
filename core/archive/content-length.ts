import { limits } from '../base/limits';
import { fieldValues, scanHeaderFields } from '../letter/header-fields';
import type { ByteSource } from './byte-source';
import type { FromQuoting } from './from-quoting';
import { readHeaderBlock } from './header-end';

const lf = 0x0a;
const cr = 0x0d;
const fromWord = [0x46, 0x72, 0x6f, 0x6d, 0x20];

/**
 * End of the letter that begins at `start` as its Content-Length gives it, and where the next From_ line begins; null where
 * there is none, or what follows is neither a From_ line nor the end of the file.
 */
export async function lengthEnd(source: ByteSource, start: number): Promise<{ readonly end: number; readonly next: number } | null> {
  const header = await readHeaderBlock(source, start, source.size);
  if (!header.whole) return null;
  const lengths = fieldValues(scanHeaderFields(header.bytes, 0, header.bytes.length, lf).fields, 'content-length');
  const value = lengths.length === 1 && /^\d{1,15}$/.test(lengths[0] ?? '') ? Number(lengths[0]) : null;
  if (value === null) return null;
  const end = start + header.bytes.length + value;
  if (end > source.size) return null;
  const behind = await source.read(end, Math.min(source.size, end + 2 + fromWord.length));
  if (behind.length === 0) return { end, next: end };
  const breakLength = behind[0] === cr && behind[1] === lf ? 2 : behind[0] === lf ? 1 : 0;
  if (end + breakLength >= source.size) return { end, next: source.size };
  // without a break between them the letter itself must end its last line
  if (breakLength === 0 && (await source.read(end - 1, end))[0] !== lf) return null;
  return fromWord.every((byte, index) => behind[breakLength + index] === byte) ? { end, next: end + breakLength } : null;
}

/**
 * Do the lengths of this file hold from its first letter to its last? Then how From_ lines inside letters are quoted, else null.
 * All or nothing, because whoever sends a letter may write a Content-Length into it.
 */
export async function contentLengthQuoting(source: ByteSource): Promise<FromQuoting | null> {
  const starts = new Set<number>();
  for (let at = 0; at < source.size; ) {
    starts.add(at);
    const line = await source.read(at, Math.min(source.size, at + limits.mboxFromLineBytes));
    const stop = line.indexOf(lf);
    const letter = stop === -1 ? null : await lengthEnd(source, at + stop + 1);
    if (letter === null) return null;
    at = letter.next;
  }
  if (starts.size === 0) return null;
  return (await hasFromLineElsewhere(source, starts)) ? 'none' : 'one';
}

/** A line inside a letter that begins with "From " as it is: this file does not quote. */
async function hasFromLineElsewhere(source: ByteSource, starts: ReadonlySet<number>): Promise<boolean> {
  for (let at = 0; at < source.size; ) {
    const chunk = await source.read(at, Math.min(source.size, at + limits.mboxScanBytes));
    for (let end = chunk.indexOf(lf); end !== -1 && end + fromWord.length < chunk.length; end = chunk.indexOf(lf, end + 1)) {
      if (fromWord.every((byte, index) => chunk[end + 1 + index] === byte) && !starts.has(at + end + 1)) return true;
    }
    if (at + chunk.length >= source.size) return false;
    if (chunk.length <= fromWord.length) return false;
    at += chunk.length - fromWord.length;
  }
  return false;
}
