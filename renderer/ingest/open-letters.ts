import type { LetterId, PartId } from '../../core/model/ids';
import type { SealedStore } from '../store/sealed-store';
import type { AskMain } from './ask-main';

/**
 * Which letters are open at this moment, so that one that ends the worker is known afterwards: noted in the store before
 * cheap work, attempted in the journal before a part is opened (design, section 3).
 */
export class OpenLetters {
  /** letters that were open when an earlier run died: one of them may have been the cause */
  private readonly suspects = new Set<LetterId>();
  private readonly attempted = new Set<LetterId>();
  private isMarked = false;

  constructor(private readonly ask: AskMain) {}

  async recall(store: SealedStore): Promise<void> {
    for (const id of (await store.readMeta<readonly LetterId[]>('open')) ?? []) this.suspects.add(id);
  }

  isSuspect(id: LetterId): boolean {
    return this.suspects.has(id);
  }

  /** Written before a letter is opened without an attempt in the journal: what dies now is opened carefully the next time. */
  async mark(store: SealedStore, ids: readonly LetterId[]): Promise<void> {
    this.isMarked = true;
    await store.state.meta.put(await store.sealMeta('open', [...new Set([...this.suspects, ...ids])]));
  }

  async unmark(store: SealedStore): Promise<void> {
    if (!this.isMarked && this.suspects.size === 0) return;
    this.isMarked = false;
    this.suspects.clear();
    await store.state.meta.delete('open');
  }

  async attempt(id: LetterId, parts: readonly PartId[]): Promise<void> {
    if (parts.length === 0) return;
    this.attempted.add(id);
    await this.ask('ingest.attempt', { letterId: id, parts: [...parts] });
  }

  async survived(id: LetterId): Promise<void> {
    this.suspects.delete(id);
    if (this.attempted.delete(id)) await this.ask('ingest.finish', { letterId: id });
  }
}
