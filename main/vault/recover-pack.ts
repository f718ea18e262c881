import { open } from 'node:fs/promises';
import { decodeSlot, judgePackHead, lettersStart, packHeadBytes, sealedBytes, slotBytes, slotsPerPack, slotState } from './pack-format';
import { isReadOnly, systemCode } from './durable-file';
import { Pack } from './pack';
import { readFrom } from './read-chunks';

export interface RecoveredPack {
  readonly pack: Pack;
  /** slots that held letters once and cannot be read any more */
  readonly damaged: number;
  readonly fileSize: number;
}

/**
 * Reads the slots of a pack; its letters are not looked at. In the last pack, what follows the last whole slot is a write that never
 * finished: nothing in it was answered, and it is cut. null: written by a newer version, not to be touched.
 */
export async function recoverPack(path: string, number: number, keyId: Uint8Array, isLast: boolean): Promise<RecoveredPack | null> {
  const start = Buffer.alloc(lettersStart);
  const handle = await open(path, 'r');
  let fileSize: number;
  try {
    await readStart(handle, start);
    fileSize = (await handle.stat()).size;
  } finally {
    await handle.close();
  }
  const head = judgePackHead(start, keyId);
  if (head === 'newer') return null;
  const slots = start.subarray(packHeadBytes);
  const bad: number[] = [];
  let used = 0;
  let end = lettersStart;
  for (let index = 0; index < slotsPerPack; index += 1) {
    const slot = slots.subarray(index * slotBytes, (index + 1) * slotBytes);
    const state = slotState(slot);
    if (state === 'empty') continue;
    if (state === 'damaged') {
      bad.push(index);
      continue;
    }
    used = index + 1;
    if (state === 'letter') {
      const { offset, size } = decodeSlot(slot);
      end = Math.max(end, offset + sealedBytes(size));
    }
  }
  const torn = bad.filter((index) => index >= used);
  let isAppendable = isLast && head === 'own';
  if (isAppendable && (torn.length > 0 || fileSize > end || fileSize < lettersStart)) isAppendable = await cut(path, end, fileSize, used, slots);
  else if (!isAppendable) used = Math.max(used, ...bad.map((index) => index + 1));
  // on the disk they stay as they are; in memory nobody is to take them for letters
  for (const index of bad) slots.fill(0, index * slotBytes, (index + 1) * slotBytes);
  // only the last pack needs room for more
  const kept = isAppendable ? slots : Buffer.from(slots.subarray(0, used * slotBytes));
  return { pack: Pack.recovered(number, path, kept, used, end, isAppendable), damaged: bad.filter((index) => index < used).length, fileSize: Math.min(fileSize, end) };
}

/** A sector of the slots that the disk cannot read costs the slots in it; they stay zeros here. */
async function readStart(handle: Awaited<ReturnType<typeof open>>, start: Buffer): Promise<void> {
  try {
    await readFrom(handle, start, 0);
  } catch (error) {
    if (systemCode(error) !== 'EIO') throw error;
    start.fill(0);
    for (let at = 0; at < start.length; at += 512) {
      try {
        await readFrom(handle, start.subarray(at, at + 512), at);
      } catch (unreadable) {
        if (systemCode(unreadable) !== 'EIO') throw unreadable;
        start.fill(0xff, at, at + 512);
      }
    }
  }
}

async function cut(path: string, end: number, fileSize: number, used: number, slots: Buffer): Promise<boolean> {
  slots.fill(0, used * slotBytes);
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.write(slots, used * slotBytes, slots.length - used * slotBytes, packHeadBytes + used * slotBytes);
      if (fileSize > end) await handle.truncate(end);
      await handle.sync();
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if (isReadOnly(error) || systemCode(error) === 'ENOSPC') return false;
    throw error;
  }
}
