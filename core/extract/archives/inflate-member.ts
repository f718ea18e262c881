import { Inflate } from 'fflate';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveFailure } from './archive';

/** bytes of compressed data unfolded at a time */
const pieceBytes = 16 * 1024;
/** RFC 1951: 258 bytes of a match in two bits */
const mostFold = 1032;

/**
 * Unfolds deflated data that is said to have `size` bytes. What has more than it says is broken; it is left as soon as
 * that shows, and what came out until then is charged to the allowance.
 */
export function inflateMember(data: Uint8Array, size: number, allowance: Allowance): Result<Uint8Array, ArchiveFailure> {
  if (size > allowance.nextBytes) return fail('archiveTooLarge');
  // no memory is taken for what so few bytes cannot unfold to
  if (size > (data.length + 1) * mostFold) return fail('archiveBroken');
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
