import type { ListRow } from '../../../core/contract/list';
import type { IsoTime, LetterId } from '../../../core/model/ids';
import type { OcrWishes } from './ocr-wishes';

/**
 * May the pictures of a letter be read? `auto`: when nothing else is to be done. `asked`: only where a person asks, it lies in the trash, in junk or
 * among what was sent. `never`: it bears a stamp of secrecy, or is not to be opened.
 */
export type OcrPlace = 'auto' | 'asked' | 'never';

/** What decides over a letter with scans. */
export type OcrRow = Pick<ListRow, 'secret' | 'junk' | 'trashed' | 'outgoing' | 'damaged'>;

export function ocrPlace({ secret, junk, trashed, outgoing, damaged }: OcrRow): OcrPlace {
  if (secret || damaged) return 'never';
  return junk || trashed || outgoing ? 'asked' : 'auto';
}

/** Letters whose pictures wait to be read: those a person asked for, then the newest. */
export class OcrQueue {
  private readonly waiting = new Map<LetterId, { readonly at: IsoTime; readonly place: OcrPlace }>();
  /** those of them that may be read now: counted by every offer, and ten thousand are offered at a start */
  private readonly due = new Set<LetterId>();

  constructor(private readonly wishes: OcrWishes) {}

  offer(id: LetterId, at: IsoTime, place: OcrPlace): void {
    this.waiting.set(id, { at, place });
    this.judge(id);
  }

  remove(id: LetterId): void {
    this.waiting.delete(id);
    this.due.delete(id);
  }

  clear(): void {
    this.waiting.clear();
    this.due.clear();
  }

  /** A person asks for it, or stops it. */
  want(id: LetterId, wanted: boolean): void {
    this.wishes.want(id, wanted);
    this.judge(id);
  }

  /** May this letter be read now? */
  isDue(id: LetterId): boolean {
    return this.due.has(id);
  }

  has(id: LetterId): boolean {
    return this.waiting.has(id);
  }

  /** Letters that will be read without being asked for again. */
  get size(): number {
    return this.due.size;
  }

  next(): LetterId | null {
    const first = this.wishes.lastWanted((id) => this.due.has(id));
    if (first !== null) return first;
    let newest: { readonly id: LetterId; readonly at: IsoTime } | null = null;
    for (const id of this.due) {
      const at = this.waiting.get(id)?.at;
      if (at !== undefined && (newest === null || at > newest.at)) newest = { id, at };
    }
    return newest?.id ?? null;
  }

  private judge(id: LetterId): void {
    const place = this.waiting.get(id)?.place;
    const isDue = place !== undefined && place !== 'never' && (this.wishes.isWanted(id) || (place === 'auto' && !this.wishes.isStopped(id)));
    if (isDue) this.due.add(id);
    else this.due.delete(id);
  }
}
