import { limits } from '../base/limits';
import type { ByteSource } from './byte-source';

/** bytes of a letter looked at first; its header is rarely longer */
const firstLook = 16 * 1024;

/**
 * Header block of the letter that lies at [start, end), with the empty line; cut at limits.headerBlockBytes. `whole` is false
 * where no empty line was met within that bound.
 */
export async function readHeaderBlock(source: ByteSource, start: number, end: number): Promise<{ readonly bytes: Uint8Array; readonly whole: boolean }> {
  for (const bytes of [firstLook, limits.headerBlockBytes]) {
    const block = await source.read(start, Math.min(end, start + bytes));
    const stop = endOfHeader(block);
    if (stop !== null) return { bytes: block.subarray(0, stop), whole: true };
    if (start + block.length >= end || bytes === limits.headerBlockBytes) return { bytes: block, whole: start + block.length >= end };
  }
  throw new Error('the last bound always answers');
}

/** Offset behind the empty line, whichever line ends are used. */
export function endOfHeader(bytes: Uint8Array): number | null {
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1] === 13 ? at + 2 : at + 1;
    if (bytes[next] === 10) return next + 1;
  }
  return null;
}
