import type { Knowledge } from '../../core/fold/knowledge';
import type { SealedMeta } from './tables';
import type { SealedStore } from './sealed-store';

/** Which knowledge lies sealed: small, so that it can be looked at for each letter, and told whether the rest is another one. */
interface TaughtMark {
  /** sequence number of the event that changed corrections or rules last, and of the one that changed the units last */
  readonly corrections: number;
  readonly units: number;
}

type Corrections = Pick<Knowledge, 'corrections' | 'stoppedRules'>;
const unmarked: TaughtMark = { corrections: 0, units: 0 };

/** What people taught the program, sealed: a directory of ten thousand units is not written again for one correction. */
export class Taught {
  private mark: TaughtMark = unmarked;
  private held: { readonly mark: TaughtMark; readonly knowledge: Knowledge } | null = null;

  constructor(private readonly store: Pick<SealedStore, 'readMeta' | 'sealMeta'>) {}

  /** Values that are the same as at the last reading are the same objects. */
  async read(): Promise<Knowledge> {
    const mark = (await this.store.readMeta<TaughtMark>('knowledge')) ?? unmarked;
    const { held } = this;
    if (held?.mark.corrections === mark.corrections && held.mark.units === mark.units) return held.knowledge;
    const [corrections, units] = await Promise.all([
      held?.mark.corrections === mark.corrections ? held.knowledge : this.store.readMeta<Corrections>('corrections'),
      held?.mark.units === mark.units ? held.knowledge.units : this.store.readMeta<Knowledge['units']>('units'),
    ]);
    const knowledge: Knowledge = { corrections: corrections?.corrections ?? [], stoppedRules: corrections?.stoppedRules ?? [], units: units ?? {} };
    this.held = { mark, knowledge };
    this.mark = mark;
    return knowledge;
  }

  /** What has to be written so that `after` is read next; nothing where it is what it was. @param seq of the last event folded into it */
  async seal(before: Knowledge, after: Knowledge, seq: number): Promise<readonly SealedMeta[]> {
    const isTaught = before.corrections !== after.corrections || before.stoppedRules !== after.stoppedRules;
    const isListed = before.units !== after.units;
    if (!isTaught && !isListed) return [];
    this.mark = { corrections: isTaught ? seq : this.mark.corrections, units: isListed ? seq : this.mark.units };
    return Promise.all([
      this.store.sealMeta('knowledge', this.mark),
      ...(isTaught ? [this.store.sealMeta('corrections', { corrections: after.corrections, stoppedRules: after.stoppedRules } satisfies Corrections)] : []),
      ...(isListed ? [this.store.sealMeta('units', after.units)] : []),
    ]);
  }

  forget(): void {
    this.mark = unmarked;
    this.held = null;
  }
}
