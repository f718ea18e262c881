import { Inflate } from 'fflate';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveFailure } from './archive';

/** bytes of compressed data unfolded at a time: at most about 1032 times as many come out (RFC 1951) */
const pieceBytes = 16 * 1024;

/**
 * Unfolds deflated data that is said to have `size` bytes. What has more than it says is broken; it is left as soon as
 * that shows, and what came out until then is charged to the allowance.
 */
export function inflateMember(data: Uint8Array, size: number, allowance: Allowance): Result<Uint8Array, ArchiveFailure> {
  if (size > allowance.nextBytes) return fail('archiveTooLarge');
  const unfolded = new Uint8Array(size);
  let length = 0;
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length <= size) unfolded.set(chunk, length);
    length += chunk.length;
  });
  try {
    for (let at = 0; at < data.length && length <= size; at += pieceBytes) inflate.push(data.subarray(at, at + pieceBytes), at + pieceBytes >= data.length);
  } catch (cause) {
    // fflate throws on every malformed stream
    if (!(cause instanceof Error)) throw cause;
    return fail('archiveBroken');
  } finally {
    allowance.spend(length);
  }
  return length === size ? ok(unfolded) : fail('archiveBroken');
}
