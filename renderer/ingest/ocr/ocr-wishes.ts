import type { LetterId } from '../../../core/model/ids';
import type { SealedStore } from '../../store/sealed-store';

const metaName = 'ocrWishes';

interface Wishes {
  readonly wanted: readonly LetterId[];
  readonly stopped: readonly LetterId[];
}

/** What people asked of the reader of pictures: letters to be read first although they lie elsewhere, and letters to be left alone. */
export class OcrWishes {
  private readonly wanted = new Set<LetterId>();
  private readonly stopped = new Set<LetterId>();
  private isChanged = false;

  async recall(store: SealedStore): Promise<void> {
    const known = await store.readMeta<Wishes>(metaName);
    for (const id of known?.wanted ?? []) this.wanted.add(id);
    for (const id of known?.stopped ?? []) this.stopped.add(id);
  }

  want(id: LetterId, wanted: boolean): void {
    this.wanted.delete(id);
    this.stopped.delete(id);
    (wanted ? this.wanted : this.stopped).add(id);
    this.isChanged = true;
  }

  settle(id: LetterId): void {
    if (this.wanted.delete(id)) this.isChanged = true;
  }

  isStopped(id: LetterId): boolean {
    return this.stopped.has(id);
  }

  isWanted(id: LetterId): boolean {
    return this.wanted.has(id);
  }

  /** The one asked for last, of those that can be read. */
  lastWanted(canBeRead: (id: LetterId) => boolean): LetterId | null {
    return [...this.wanted].reverse().find(canBeRead) ?? null;
  }

  async write(store: SealedStore): Promise<void> {
    if (!this.isChanged) return;
    this.isChanged = false;
    const wishes: Wishes = { wanted: [...this.wanted], stopped: [...this.stopped] };
    await store.state.meta.put(await store.sealMeta(metaName, wishes));
  }
}
