import { idBytes } from './pack-format';

const free = 0;
const removed = 0xffff_ffff;

/**
 * Letter id → place, by open addressing. The ids stay where they are, in the slots of the packs: an entry costs about
 * eight bytes, a hundred thousand letters about a megabyte.
 */
export class PackIndex {
  private table = new Uint32Array(1024);
  /** entries and the marks of removed ones */
  private taken = 0;
  private count = 0;

  /** @param idAt the sixteen bytes of the id that stands at a place */
  constructor(private readonly idAt: (place: number) => Uint8Array) {}

  get size(): number {
    return this.count;
  }

  get(id: Buffer): number | null {
    const at = this.find(id);
    return at === null ? null : (this.table[at] as number) - 1;
  }

  /** @returns the place the id had before */
  set(id: Buffer, place: number): number | null {
    const at = this.find(id);
    if (at !== null) {
      const before = (this.table[at] as number) - 1;
      this.table[at] = place + 1;
      return before;
    }
    if ((this.taken + 1) * 2 > this.table.length) this.grow();
    this.insert(id, place + 1);
    this.count += 1;
    return null;
  }

  delete(id: Buffer): void {
    const at = this.find(id);
    if (at === null) return;
    this.table[at] = removed;
    this.count -= 1;
  }

  private find(id: Buffer): number | null {
    const mask = this.table.length - 1;
    for (let at = id.readUInt32BE(0) & mask; ; at = (at + 1) & mask) {
      const entry = this.table[at] as number;
      if (entry === free) return null;
      if (entry !== removed && id.equals(this.idAt(entry - 1))) return at;
    }
  }

  private insert(id: Buffer, entry: number): void {
    const mask = this.table.length - 1;
    let at = id.readUInt32BE(0) & mask;
    while (this.table[at] !== free) at = (at + 1) & mask;
    this.table[at] = entry;
    this.taken += 1;
  }

  private grow(): void {
    const old = this.table;
    this.table = new Uint32Array(this.count * 4 > old.length ? old.length * 2 : old.length);
    this.taken = 0;
    for (const entry of old) {
      if (entry === free || entry === removed) continue;
      const id = this.idAt(entry - 1);
      this.insert(Buffer.from(id.buffer, id.byteOffset, idBytes), entry);
    }
  }
}
