import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeSlot, encodePackHead, erasedSlot, idBytes, idOffset, isLetterSlot, lettersStart, packHeadBytes, sealedBytes, slotBytes, slotsPerPack } from './pack-format';
import type { PackSlot } from './pack-format';
import { replaceFile, systemCode } from './durable-file';
import { readFrom } from './read-chunks';

/** bytes of zeros written at once over an erased letter */
const zeros = Buffer.alloc(256 * 1024);

export interface NewSlot {
  readonly slot: Buffer;
  readonly bytes: number;
}

/** One pack: its slots in memory as they are on disk, and what may be done to the file. Calls that write must not overlap. */
export class Pack {
  /** letters that can be reached, and the bytes they take */
  live = 0;
  liveBytes = 0;
  private gone = false;

  /**
   * @param slots the used ones; grows
   * @param end where the next letter goes
   */
  private constructor(
    readonly number: number,
    readonly path: string,
    private slots: Buffer,
    private usedSlots: number,
    private endOfLetters: number,
    private appendable: boolean,
  ) {}

  static at(dir: string, number: number): string {
    return join(dir, `${String(number).padStart(6, '0')}.vtk`);
  }

  static async create(dir: string, number: number, keyId: Uint8Array): Promise<Pack> {
    const path = Pack.at(dir, number);
    const start = Buffer.alloc(lettersStart);
    encodePackHead(keyId).copy(start);
    // with its slots: on a disk that is nearly full the letters may not fit any more, but a slot always does
    await replaceFile(path, start);
    return new Pack(number, path, start.subarray(packHeadBytes), 0, lettersStart, true);
  }

  static recovered(number: number, path: string, slots: Buffer, used: number, end: number, appendable: boolean): Pack {
    return new Pack(number, path, slots, used, end, appendable);
  }

  get used(): number {
    return this.usedSlots;
  }

  get end(): number {
    return this.endOfLetters;
  }

  /** The file was removed; nothing points here any more. */
  get isGone(): boolean {
    return this.gone;
  }

  leave(): void {
    this.gone = true;
    this.live = 0;
    this.liveBytes = 0;
    this.slots = Buffer.alloc(0);
    this.usedSlots = 0;
  }

  get isAppendable(): boolean {
    return this.appendable && this.usedSlots < slotsPerPack;
  }

  /** Bytes that no letter needs any more. */
  get deadBytes(): number {
    return this.endOfLetters - lettersStart - this.liveBytes;
  }

  slotAt(index: number): Buffer {
    return this.slots.subarray(index * slotBytes, (index + 1) * slotBytes);
  }

  idAt(index: number): Buffer {
    const at = index * slotBytes + idOffset;
    return this.slots.subarray(at, at + idBytes);
  }

  /** Indexes of the slots that hold letters. */
  *letters(): Generator<number> {
    for (let index = 0; index < this.usedSlots; index += 1) if (isLetterSlot(this.slotAt(index))) yield index;
  }

  place(index: number): PackSlot {
    return decodeSlot(this.slotAt(index));
  }

  count(index: number): void {
    this.live += 1;
    this.liveBytes += sealedBytes(this.place(index).size);
  }

  uncount(index: number): void {
    this.live -= 1;
    this.liveBytes -= sealedBytes(this.place(index).size);
  }

  /** Letters and their slots, one fsync. @returns index of the first slot; throws the system's error with nothing changed */
  async append(pieces: readonly Uint8Array[], added: readonly NewSlot[]): Promise<number> {
    const first = this.usedSlots;
    const slots = Buffer.concat(added.map(({ slot }) => slot));
    const handle = await open(this.path, 'r+');
    try {
      await writeAll(handle, pieces, this.endOfLetters);
      await handle.write(slots, 0, slots.length, packHeadBytes + first * slotBytes);
      await handle.datasync();
    } catch (error) {
      await this.takeBack(handle, slots.length);
      throw error;
    } finally {
      await handle.close();
    }
    this.reserve(first + added.length);
    slots.copy(this.slots, first * slotBytes);
    this.usedSlots += added.length;
    this.endOfLetters += added.reduce((sum, { bytes }) => sum + bytes, 0);
    return first;
  }

  /** Overwrites slots, and with them the only copy of the letters' keys, then the letters; one fsync. */
  async erase(indexes: readonly number[]): Promise<void> {
    const handle = await openIfThere(this.path);
    if (handle !== null) await this.overwrite(handle, indexes);
    for (const index of indexes) erasedSlot.copy(this.slots, index * slotBytes);
  }

  private async overwrite(handle: FileHandle, indexes: readonly number[]): Promise<void> {
    try {
      for (const index of indexes) await handle.write(erasedSlot, 0, slotBytes, packHeadBytes + index * slotBytes);
      const { size: fileSize } = await handle.stat();
      for (const index of indexes) {
        if (!isLetterSlot(this.slotAt(index))) continue;
        const { offset, size } = this.place(index);
        // never beyond the end: what a crash cut off is not to be made again
        const end = Math.min(offset + sealedBytes(size), fileSize);
        for (let at = offset; at < end; at += zeros.length) await handle.write(zeros, 0, Math.min(zeros.length, end - at), at);
      }
      await handle.datasync();
    } finally {
      await handle.close();
    }
  }

  /** Ciphertext of a letter as it stands there; null where the file ends before it or cannot be read. */
  async sealedLetter(index: number): Promise<Buffer | null> {
    const { offset, size } = this.place(index);
    const bytes = Buffer.allocUnsafeSlow(sealedBytes(size));
    const handle = await open(this.path, 'r');
    try {
      return (await readFrom(handle, bytes, offset)) === bytes.length ? bytes : null;
    } catch (error) {
      if (systemCode(error) === 'EIO') return null;
      throw error;
    } finally {
      await handle.close();
    }
  }

  /** After a failed write: the file as it was before. Where even that fails nothing is appended to this pack any more. */
  private async takeBack(handle: FileHandle, slotsLength: number): Promise<void> {
    try {
      await handle.truncate(this.endOfLetters);
      await handle.write(Buffer.alloc(slotsLength), 0, slotsLength, packHeadBytes + this.usedSlots * slotBytes);
      await handle.datasync();
    } catch (error) {
      if (systemCode(error) === null) throw error;
      this.appendable = false;
    }
  }

  private reserve(count: number): void {
    if (count * slotBytes <= this.slots.length) return;
    const room = Math.min(slotsPerPack, Math.max(count, (this.slots.length / slotBytes) * 2));
    const slots = Buffer.alloc(room * slotBytes);
    this.slots.copy(slots);
    this.slots = slots;
  }

  /** Nothing is appended any more; gives back the memory of slots that will never be used. */
  close(): void {
    this.appendable = false;
    this.slots = Buffer.from(this.slots.subarray(0, this.usedSlots * slotBytes));
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r+');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** A system takes at most 1024 buffers in one vectored write. */
const piecesAtOnce = 1000;

async function writeAll(handle: FileHandle, pieces: readonly Uint8Array[], start: number): Promise<void> {
  let position = start;
  for (let first = 0; first < pieces.length; first += piecesAtOnce) {
    let group = pieces.slice(first, first + piecesAtOnce);
    for (let left = bytesOf(group); left > 0; ) {
      const { bytesWritten } = await handle.writev(group, position);
      position += bytesWritten;
      left -= bytesWritten;
      // a nearly full disk may take less than asked; the next write then says ENOSPC
      if (left > 0) group = [Buffer.concat(group).subarray(bytesWritten)];
    }
  }
}

function bytesOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
