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

  constructor(private readonly wishes: OcrWishes) {}

  offer(id: LetterId, at: IsoTime, place: OcrPlace): void {
    this.waiting.set(id, { at, place });
  }

  remove(id: LetterId): void {
    this.waiting.delete(id);
  }

  clear(): void {
    this.waiting.clear();
  }

  /** May this letter be read now? */
  isDue(id: LetterId): boolean {
    const place = this.waiting.get(id)?.place;
    if (place === undefined || place === 'never') return false;
    return this.wishes.isWanted(id) || (place === 'auto' && !this.wishes.isStopped(id));
  }

  has(id: LetterId): boolean {
    return this.waiting.has(id);
  }

  /** Letters that will be read without being asked for again. */
  get size(): number {
    let due = 0;
    for (const id of this.waiting.keys()) if (this.isDue(id)) due += 1;
    return due;
  }

  next(): LetterId | null {
    const { first } = this.wishes;
    if (first !== null && this.isDue(first)) return first;
    let newest: { readonly id: LetterId; readonly at: IsoTime } | null = null;
    for (const [id, { at }] of this.waiting) if (this.isDue(id) && (newest === null || at > newest.at)) newest = { id, at };
    return newest?.id ?? null;
  }
}
