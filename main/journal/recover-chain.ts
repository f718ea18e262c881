import { constants } from 'node:fs';
import { copyFile, open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DeviceId } from '../../core/model/ids';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import { replaceFile, syncFolder, systemCode } from '../vault/durable-file';
import { scanSegment } from './scan-segment';
import type { BatchPlace, ChainPoint } from './scan-segment';
import { decodeHeader, encodeHeader, genesis, headerBytes } from './segment-format';
import type { SegmentHeader } from './segment-format';

export type JournalFailure =
  /** the folder holds the chain of another device: a copied profile must not continue it */
  | { readonly code: 'otherDevice'; readonly found: DeviceId }
  | { readonly code: 'otherKey' }
  | { readonly code: 'newerVersion'; readonly found: number }
  | { readonly code: 'diskFull' };

export type JournalNote =
  /** the last write never finished; nothing in it was answered */
  | { readonly code: 'tailCut'; readonly bytes: number }
  /** events fromSeq..toSeq (at most) cannot be read; the bytes are kept beside the journal as `.damaged` */
  | { readonly code: 'segmentQuarantined'; readonly fromSeq: number; readonly toSeq: number };

export interface Segment {
  readonly number: number;
  readonly path: string;
}

export interface IndexedBatch extends BatchPlace {
  readonly segment: Segment;
}

export interface RecoveredChain {
  readonly batches: readonly IndexedBatch[];
  readonly point: ChainPoint;
  /** the segment to go on writing, null where none is left */
  readonly current: { readonly segment: Segment; readonly end: number } | null;
  /** never used before, not even by a quarantined segment */
  readonly nextNumber: number;
  readonly notes: readonly JournalNote[];
  /** places where numbers are missing on the chain, now or since an earlier opening */
  readonly gaps: number;
}

export interface ChainOwner {
  readonly dir: string;
  readonly deviceId: DeviceId;
  readonly keyId: Uint8Array;
}

const segmentName = /^(\d{6,})\.vtj(\.damaged.*)?$/;

export function segmentAt(dir: string, number: number): Segment {
  return { number, path: join(dir, `${String(number).padStart(6, '0')}.vtj`) };
}

export async function createSegment(owner: ChainOwner, number: number, point: ChainPoint, gap: number): Promise<Segment> {
  const segment = segmentAt(owner.dir, number);
  const { deviceId, keyId } = owner;
  const header = { deviceId, keyId, firstSeq: point.lastSeq + 1 + gap, gap, resumes: point.hash, prev: point.hash };
  await replaceFile(segment.path, encodeHeader(header));
  return segment;
}

/**
 * Reads and verifies every segment, oldest first. A torn tail is cut. A damaged segment is kept as `.damaged`; its batches before the
 * damage, which verify, stay in place, and the next segment's header records the break, so that later opens verify.
 */
export async function recoverChain(owner: ChainOwner): Promise<Result<RecoveredChain, JournalFailure>> {
  const names = (await readdir(owner.dir)).map((name) => segmentName.exec(name)).filter((match) => match !== null);
  const numbers = names.filter((match) => match[2] === undefined).map((match) => Number(match[1])).sort((a, b) => a - b);
  let nextNumber = Math.max(0, ...names.map((match) => Number(match[1]))) + 1;
  const batches: IndexedBatch[] = [];
  const notes: JournalNote[] = [];
  let point: ChainPoint = { lastSeq: 0, hash: genesis };
  let current: RecoveredChain['current'] = null;
  let gaps = 0;

  for (const [position, number] of numbers.entries()) {
    const segment = segmentAt(owner.dir, number);
    const isLast = position === numbers.length - 1;
    const bytes = await readFile(segment.path);
    const header = decodeHeader(bytes);
    if (header !== 'damaged' && 'newerVersion' in header) return fail({ code: 'newerVersion', found: header.newerVersion });
    if (header !== 'damaged' && header.deviceId !== owner.deviceId) return fail({ code: 'otherDevice', found: header.deviceId });
    if (header !== 'damaged' && !header.keyId.every((byte, index) => byte === owner.keyId[index])) return fail({ code: 'otherKey' });

    const usable = header === 'damaged' || header.firstSeq <= point.lastSeq ? null : header;
    if (usable !== null && !continues(usable, point)) {
      const gap = usable.firstSeq - point.lastSeq - 1;
      notes.push({ code: 'segmentQuarantined', fromSeq: point.lastSeq + 1, toSeq: usable.firstSeq - 1 });
      const recorded = encodeHeader({ ...usable, gap, resumes: point.hash });
      await replaceFile(segment.path, Buffer.concat([recorded, bytes.subarray(headerBytes)]));
      recorded.copy(bytes);
    }
    if (usable !== null && usable.firstSeq !== point.lastSeq + 1) gaps += 1;
    const start = usable === null ? point : { lastSeq: usable.firstSeq - 1, hash: Buffer.from(usable.prev) };
    const scan = scanSegment(bytes, usable === null ? bytes.length : headerBytes, start);
    for (const batch of scan.batches) batches.push({ ...batch, segment });
    point = scan.point;
    current = { segment, end: scan.end };

    if (usable !== null && scan.ending === 'whole') continue;
    if (usable !== null && scan.ending === 'torn' && isLast) {
      await truncateDurably(segment.path, scan.end);
      notes.push({ code: 'tailCut', bytes: bytes.length - scan.end });
      continue;
    }
    if (isLast) {
      const lastSeqPossible = usable === null ? point.lastSeq + bytes.length : scan.lastSeqPossible;
      notes.push({ code: 'segmentQuarantined', fromSeq: point.lastSeq + 1, toSeq: lastSeqPossible });
      // before the damaged file is touched: a crash in between must not let numbers be given twice
      gaps += 1;
      const next = await createSegment(owner, nextNumber, point, lastSeqPossible - point.lastSeq);
      current = { segment: next, end: headerBytes };
      nextNumber += 1;
      const goodPart = usable === null ? null : bytes.subarray(0, scan.end);
      await quarantine(segment, goodPart);
      point = { ...point, lastSeq: lastSeqPossible };
      continue;
    }
    await quarantine(segment, usable === null || scan.batches.length === 0 ? null : bytes.subarray(0, scan.end));
  }
  return ok({ batches, point, current, nextNumber, notes, gaps });
}

function continues(header: SegmentHeader, point: ChainPoint): boolean {
  return header.firstSeq === point.lastSeq + 1 + header.gap && point.hash.equals(header.resumes);
}

/** Keeps the bytes as `.damaged`; `goodPart` (header and verified batches) takes the segment's place, null leaves it empty. */
async function quarantine(segment: Segment, goodPart: Buffer | null): Promise<void> {
  if (goodPart === null) {
    await rename(segment.path, await freeName(segment));
    await syncFolder(join(segment.path, '..'));
    return;
  }
  const kept = await freeName(segment);
  await copyFile(segment.path, kept, constants.COPYFILE_EXCL);
  const handle = await open(kept, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
  await replaceFile(segment.path, goodPart);
}

async function freeName(segment: Segment): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const path = attempt === 1 ? `${segment.path}.damaged` : `${segment.path}.damaged.${attempt}`;
    try {
      await (await open(path, 'r')).close();
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return path;
      throw error;
    }
  }
}

export async function truncateDurably(path: string, length: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.truncate(length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
