import { batchHeadBytes, batchMagic, decodeBatchHead, hashBytes, sha256, smallestRecordBytes } from './segment-format';

/** Where the chain stands: the last number on it and the hash of its last batch. */
export interface ChainPoint {
  readonly lastSeq: number;
  readonly hash: Buffer;
}

export interface BatchPlace {
  readonly offset: number;
  readonly length: number;
  readonly firstSeq: number;
  readonly count: number;
}

export interface SegmentScan {
  readonly batches: readonly BatchPlace[];
  /** bytes up to the end of the last good batch */
  readonly end: number;
  readonly point: ChainPoint;
  /**
   * 'torn': what follows `end` is a write that never finished, nothing in it was answered.
   * 'damaged': it was whole once.
   */
  readonly ending: 'whole' | 'torn' | 'damaged';
  /** highest number that the bytes after `end` can have held */
  readonly lastSeqPossible: number;
}

function hashHolds(bytes: Buffer, offset: number, length: number): boolean {
  const end = offset + length;
  return sha256(bytes.subarray(offset, end - hashBytes)).equals(bytes.subarray(end - hashBytes, end));
}

function isZero(bytes: Buffer): boolean {
  return bytes.every((byte) => byte === 0);
}

/**
 * A write begins only after the one before it is on disk: a whole batch further on shows that this place was whole once. (Batches of
 * one write may reach the disk out of order; then this is a false alarm, which costs a quarantine and loses nothing answered.)
 */
function wholeBatchFollows(bytes: Buffer, from: number): boolean {
  for (let at = bytes.indexOf(batchMagic, from); at !== -1; at = bytes.indexOf(batchMagic, at + 1)) {
    const head = decodeBatchHead(bytes, at);
    if (head !== null && at + head.length <= bytes.length && hashHolds(bytes, at, head.length)) return true;
  }
  return false;
}

/** The last batch reaches the end of the file; does it verify once its length says so? */
function onlyLengthIsWrong(bytes: Buffer, offset: number): boolean {
  const rest = Buffer.from(bytes.subarray(offset));
  if (rest.length < batchHeadBytes + hashBytes) return false;
  rest.writeUInt32BE(rest.length, 4);
  return hashHolds(rest, 0, rest.length);
}

function wasWhole(bytes: Buffer, offset: number): boolean {
  const rest = bytes.subarray(offset);
  if (wholeBatchFollows(bytes, offset + 1)) return true;
  // a file system may make the file longer before the bytes arrive; a whole batch ends with its hash
  if (isZero(rest.subarray(-hashBytes))) return false;
  const start = rest.subarray(0, batchMagic.length);
  if (!start.equals(batchMagic.subarray(0, start.length))) return true;
  const head = decodeBatchHead(bytes, offset);
  if (head === null) return rest.length >= batchHeadBytes;
  return head.length <= rest.length || onlyLengthIsWrong(bytes, offset);
}

/** Follows the chain from `point` through the batches that start at `from`. */
export function scanSegment(bytes: Buffer, from: number, point: ChainPoint): SegmentScan {
  const batches: BatchPlace[] = [];
  let { lastSeq, hash } = point;
  let end = from;
  while (end < bytes.length) {
    const head = decodeBatchHead(bytes, end);
    if (head === null || head.count === 0 || end + head.length > bytes.length) break;
    if (head.firstSeq !== lastSeq + 1 || !head.prev.equals(hash) || !hashHolds(bytes, end, head.length)) break;
    batches.push({ offset: end, length: head.length, firstSeq: head.firstSeq, count: head.count });
    end += head.length;
    lastSeq += head.count;
    // a copy: the segment's bytes are not kept for the sake of 32 of them
    hash = Buffer.from(bytes.subarray(end - hashBytes, end));
  }
  const rest = bytes.length - end;
  return {
    batches,
    end,
    point: { lastSeq, hash },
    ending: rest === 0 ? 'whole' : wasWhole(bytes, end) ? 'damaged' : 'torn',
    lastSeqPossible: lastSeq + Math.ceil(rest / smallestRecordBytes),
  };
}
