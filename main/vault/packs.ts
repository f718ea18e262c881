import { mkdir, open, readdir, rm } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { LetterId } from '../../core/model/ids';
import { limits } from '../../core/base/limits';
import { fail, ok } from '../../core/base/result';
import type { Result } from '../../core/base/result';
import type { ProfileKeys } from './derive-keys';
import { isReadOnly, syncFolder, systemCode } from './durable-file';
import { inParallel } from './in-parallel';
import type { LetterFileHeader, LetterFileKeys } from './letter-file';
import { encodeSlot, openSlot, sealedBytes, slotsPerPack } from './pack-format';
import { PackIndex } from './pack-index';
import { Pack } from './pack';
import type { NewSlot } from './pack';
import { readChunks, readFrom } from './read-chunks';
import { recoverPack } from './recover-pack';
import type { VaultFailure } from './vault-port';

export type PackKeys = Pick<ProfileKeys, 'letterWrap' | 'keyId'>;

export interface SealedLetter {
  readonly letterId: LetterId;
  readonly keys: LetterFileKeys;
  readonly size: number;
  readonly keptAt: number;
  /** chunks and tags in order */
  readonly pieces: readonly Uint8Array[];
}

/** Where a letter stands: pack by position in the list, slot by index. */
interface Spot {
  readonly place: number;
  readonly pack: Pack;
  readonly index: number;
}

/** Letters that share files. One process at a time. */
export class Packs {
  private readonly packs: Pack[] = [];
  private readonly index = new PackIndex((place) => this.spot(place).pack.idAt(place % slotsPerPack));
  private nextNumber = 1;
  private turn: Promise<unknown> = Promise.resolve();
  /** slots whose letter cannot be told any more, as found at opening */
  damaged = 0;

  private constructor(private readonly dir: string, private readonly keys: PackKeys) {}

  /** Reads the slots of all packs, and settles what a crash left in two places. */
  static async open(dir: string, keys: PackKeys): Promise<Packs> {
    if ((await mkdir(dir, { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(join(dir, '..'));
    const packs = new Packs(dir, keys);
    const numbers = (await readdir(dir)).flatMap((name) => /^(\d{6,})\.vtk$/.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);
    packs.nextNumber = (numbers.at(-1) ?? 0) + 1;
    const recovered = new Map<number, Awaited<ReturnType<typeof recoverPack>>>();
    await inParallel(numbers, 8, async (number) => {
      recovered.set(number, await recoverPack(Pack.at(dir, number), number, keys.keyId, number === numbers.at(-1)));
    });
    const doubles: number[] = [];
    for (const number of numbers) {
      const found = recovered.get(number);
      if (!found) continue;
      packs.damaged += found.damaged;
      const first = packs.packs.push(found.pack) - 1;
      for (const index of found.pack.letters()) {
        found.pack.count(index);
        const before = packs.index.set(found.pack.idAt(index), first * slotsPerPack + index);
        if (before === null) continue;
        packs.index.set(found.pack.idAt(index), before);
        doubles.push(first * slotsPerPack + index);
      }
    }
    for (const newer of doubles) await packs.settle(newer);
    return packs;
  }

  get count(): number {
    return this.index.size;
  }

  has(letterId: LetterId): boolean {
    return this.find(letterId) !== null;
  }

  /** Keys and size, without a look at the disk. null: not in a pack. */
  header(letterId: LetterId): Result<LetterFileHeader, VaultFailure> | null {
    const spot = this.find(letterId);
    if (spot === null) return null;
    const header = openSlot(this.keys.letterWrap, this.keys.keyId, spot.pack.slotAt(spot.index));
    return header === null ? fail({ code: 'damaged', detail: 'slot does not verify' }) : ok(header);
  }

  keptAt(letterId: LetterId): number | null {
    const spot = this.find(letterId);
    return spot === null ? null : spot.pack.place(spot.index).keptAt;
  }

  async readRange(letterId: LetterId, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
    for (;;) {
      const spot = this.find(letterId);
      if (spot === null) return fail({ code: 'missing' });
      const read = await this.readAt(spot, start, end);
      // moved to another pack meanwhile
      if (!read.ok && this.find(letterId)?.place !== spot.place) continue;
      return read;
    }
  }

  /**
   * Durable when it resolves. Throws the system's error; of the letters then none or a part is there, and the journal knows of none.
   * A letter that stood in another place (it was damaged there, or is moved) is in the new one alone afterwards.
   */
  append(letters: readonly SealedLetter[]): Promise<void> {
    return this.inTurn(async () => {
      const left = [...letters];
      while (left.length > 0) await this.appendSome(left);
    });
  }

  /** Destroys keys and bytes. */
  erase(letterIds: readonly LetterId[]): Promise<void> {
    return this.inTurn(async () => {
      const spots = letterIds.map((letterId) => this.find(letterId)).filter((spot) => spot !== null);
      const ids = spots.map(({ pack, index }) => Buffer.from(pack.idAt(index)));
      await this.wipe(spots);
      for (const id of ids) this.index.delete(id);
    });
  }

  /** Letters that were kept before a time (ms). */
  olderThan(time: number): readonly LetterId[] {
    return this.packs.flatMap((pack) =>
      [...pack.letters()].filter((index) => pack.place(index).keptAt < time).map((index) => pack.idAt(index).toString('hex') as LetterId));
  }

  /**
   * Moves the letters out of packs that are mostly dead space and removes those packs; at most about `maxBytes` are moved. A crash
   * in between leaves letters in two places, which the next opening settles.
   */
  compact(maxBytes: number): Promise<number> {
    return this.inTurn(async () => {
      let moved = 0;
      let removed = 0;
      for (const [position, pack] of this.packs.entries()) {
        if (pack.isGone || pack === this.packs.at(-1) || !isMostlyDead(pack) || moved > maxBytes) continue;
        const letters: SealedLetter[] = [];
        for (const index of pack.letters()) {
          const letter = await this.sealedAt({ pack, index, place: position * slotsPerPack + index });
          if (letter === null) break;
          letters.push(letter);
          moved += letter.size;
        }
        // a letter that cannot be read keeps its key where it is
        if (letters.length < pack.live) continue;
        while (letters.length > 0) await this.appendSome(letters, false);
        await rm(pack.path, { force: true });
        await syncFolder(this.dir);
        pack.leave();
        removed += 1;
      }
      return removed;
    });
  }

  private async appendSome(left: SealedLetter[], wipeOld = true): Promise<void> {
    const { pack, position } = await this.appendable();
    const batch: SealedLetter[] = [];
    let end = pack.end;
    while (left[0] !== undefined && pack.used + batch.length < slotsPerPack && (batch.length === 0 || end < limits.vaultPackBytes)) {
      end += sealedBytes(left[0].size);
      batch.push(left.shift() as SealedLetter);
    }
    let offset = pack.end;
    const slots = batch.map(({ letterId, keys, size, keptAt }) => {
      const slot = encodeSlot(this.keys.letterWrap, this.keys.keyId, letterId, keys, { offset, size, keptAt });
      offset += sealedBytes(size);
      return { slot, bytes: sealedBytes(size) };
    });
    const first = await this.appendTo(pack, batch, slots);
    if (first === null) {
      left.unshift(...batch);
      return;
    }
    const old: Spot[] = [];
    for (const [at, { letterId }] of batch.entries()) {
      pack.count(first + at);
      const before = this.index.set(Buffer.from(letterId, 'hex'), position * slotsPerPack + first + at);
      if (before !== null) old.push(this.spot(before));
    }
    if (wipeOld) await this.wipe(old);
    else for (const { pack: from, index } of old) from.uncount(index);
  }

  /** null where the pack's file is gone: the next pack takes the letters. */
  private async appendTo(pack: Pack, batch: readonly SealedLetter[], slots: readonly NewSlot[]): Promise<number | null> {
    try {
      return await pack.append(batch.flatMap(({ pieces }) => pieces), slots);
    } catch (error) {
      if (systemCode(error) !== 'ENOENT' || !pack.isAppendable) throw error;
      pack.close();
      return null;
    }
  }

  private async appendable(): Promise<{ readonly pack: Pack; readonly position: number }> {
    const last = this.packs.at(-1);
    if (last?.isAppendable && last.end < limits.vaultPackBytes) return { pack: last, position: this.packs.length - 1 };
    const pack = await Pack.create(this.dir, this.nextNumber, this.keys.keyId);
    last?.close();
    this.nextNumber += 1;
    return { pack, position: this.packs.push(pack) - 1 };
  }

  private async wipe(spots: readonly Spot[]): Promise<void> {
    for (const pack of new Set(spots.map((spot) => spot.pack))) {
      const indexes = spots.filter((spot) => spot.pack === pack).map(({ index }) => index);
      const bytes = indexes.map((index) => sealedBytes(pack.place(index).size));
      await pack.erase(indexes);
      pack.live -= indexes.length;
      pack.liveBytes -= bytes.reduce((sum, size) => sum + size, 0);
    }
  }

  /** One letter in two places: the whole one stays, and the other place, which holds the same key, is overwritten. */
  private async settle(newer: number): Promise<void> {
    const id = Buffer.from(this.spot(newer).pack.idAt(newer % slotsPerPack));
    const older = this.index.get(id);
    if (older === null) throw new Error('vault: a letter in two places is in none');
    const isWhole = (await this.readAt(this.spot(newer), 0, Number.MAX_SAFE_INTEGER)).ok;
    if (isWhole) this.index.set(id, newer);
    try {
      await this.wipe([this.spot(isWhole ? older : newer)]);
    } catch (error) {
      // a vault that can only be read is read as it is
      if (!isReadOnly(error)) throw error;
    }
  }

  private async sealedAt(spot: Spot): Promise<SealedLetter | null> {
    const slot = spot.pack.slotAt(spot.index);
    const keys = openSlot(this.keys.letterWrap, this.keys.keyId, slot);
    const bytes = keys && (await spot.pack.sealedLetter(spot.index));
    if (!keys || !bytes) return null;
    const { size, keptAt } = spot.pack.place(spot.index);
    return { letterId: spot.pack.idAt(spot.index).toString('hex') as LetterId, keys, size, keptAt, pieces: [bytes] };
  }

  private async readAt({ pack, index }: Spot, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>> {
    const header = openSlot(this.keys.letterWrap, this.keys.keyId, pack.slotAt(index));
    if (header === null) return fail({ code: 'damaged', detail: 'slot does not verify' });
    const { offset } = pack.place(index);
    let handle: FileHandle;
    try {
      handle = await open(pack.path, 'r');
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return fail({ code: 'missing' });
      throw error;
    }
    try {
      const sealed = async (from: number, to: number): Promise<Buffer | null> => {
        const bytes = Buffer.allocUnsafeSlow(to - from);
        return (await readFrom(handle, bytes, offset + from)) === bytes.length ? bytes : null;
      };
      return await readChunks({ header, sealed }, start, end);
    } catch (error) {
      // an unreadable sector is damage to this letter, not the end of the program
      if (systemCode(error) === 'EIO') return fail({ code: 'damaged', detail: 'disk cannot read it' });
      throw error;
    } finally {
      await handle.close();
    }
  }

  private find(letterId: LetterId): Spot | null {
    const place = this.index.get(Buffer.from(letterId, 'hex'));
    return place === null ? null : this.spot(place);
  }

  private spot(place: number): Spot {
    const pack = this.packs[Math.floor(place / slotsPerPack)];
    if (pack === undefined) throw new Error('vault: no such pack');
    return { place, pack, index: place % slotsPerPack };
  }

  /** Writes one after the other: each knows where the one before it ended. */
  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const run = this.turn.then(work, work);
    this.turn = run.catch(() => undefined);
    return run;
  }
}

function isMostlyDead(pack: Pack): boolean {
  if (pack.live === 0) return true;
  const dead = pack.deadBytes;
  return dead > pack.liveBytes && (dead >= limits.vaultDeadBytes || pack.live * 4 < pack.used);
}
