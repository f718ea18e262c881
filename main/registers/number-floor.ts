import type { RegisterId } from '../../core/model/ids';
import { nextNumber, type FoldedRegisters } from '../../core/register/fold-register';
import { isDiskFull, isReadOnly } from '../vault/durable-file';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

/**
 * How far each running sequence came, kept beside the journal: one that lost its newest part to a bad sector would otherwise give the same
 * numbers again. Written after the journal, which alone says what was given: a crash between the two leaves no hole in the sequence.
 */
export class NumberFloor {
  private constructor(private readonly path: string, private readonly key: Uint8Array, private readonly next: Map<string, number>) {}

  static async open(path: string, key: Uint8Array): Promise<NumberFloor> {
    const read = await readSealedFile(path, key);
    const stored = read.ok ? (JSON.parse(Buffer.from(read.value).toString('utf8')) as Readonly<Record<string, number>>) : {};
    return new NumberFloor(path, key, new Map(Object.entries(stored)));
  }

  readonly of = (registerId: RegisterId, year: number): number => this.next.get(nameOf(registerId, year)) ?? 1;

  /**
   * What the journal says the next numbers are. Durable when it resolves; where the disk refuses, the next call tries again.
   * @returns false where the journal knows less than it did
   */
  async keep(folded: FoldedRegisters): Promise<boolean> {
    const told = new Map<string, number>();
    for (const register of folded.all()) {
      const years = new Set([...register.years.keys(), ...register.blocks.map(({ year }) => year)]);
      for (const year of years) told.set(nameOf(register.book.registerId, year), nextNumber(register, year));
    }
    const isWhole = [...this.next].every(([name, number]) => (told.get(name) ?? 1) >= number);
    const next = new Map(this.next);
    for (const [name, number] of told) next.set(name, Math.max(number, this.next.get(name) ?? 1));
    if ([...next].some(([name, number]) => this.next.get(name) !== number)) await this.write(next);
    return isWhole;
  }

  private async write(next: ReadonlyMap<string, number>): Promise<void> {
    try {
      await writeSealedFile(this.path, this.key, Buffer.from(JSON.stringify(Object.fromEntries(next)), 'utf8'));
    } catch (error) {
      // the number stands in the journal: that this second note of it has to wait must not take it back
      if (isDiskFull(error) || isReadOnly(error)) return;
      throw error;
    }
    for (const [name, number] of next) this.next.set(name, number);
  }
}

function nameOf(registerId: RegisterId, year: number): string {
  return `${registerId}/${year}`;
}
