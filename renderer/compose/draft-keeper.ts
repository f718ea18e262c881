import type { AppBridge } from '../../core/contract/bridge';
import type { DraftFailure } from '../../core/contract/outgoing-commands';
import type { Draft } from '../../core/model/draft';
import { keepInStep } from '../../core/outgoing/subject';
import { draftInput } from './draft-input';

/** milliseconds without a keystroke after which the draft is kept */
const pauseMillis = 700;

/** `untouched`: nothing was written yet, so nothing is kept. `queued`: it is on its way and no longer changed. */
export type SaveState =
  | { readonly state: 'untouched' | 'saving' | 'queued' }
  | { readonly state: 'saved'; readonly at: string }
  | { readonly state: 'failed'; readonly code: DraftFailure['code'] | 'noAnswer' };

/** Files of a letter that is passed on, read when they are wanted; null: they cannot be read. */
export type BroughtFiles = () => Promise<readonly { readonly name: string; readonly contentType: string; readonly bytes: Uint8Array<ArrayBuffer> }[] | null>;

export interface OpenDraft {
  /** files of the letter that is passed on: on their way, all there, or not all of them could be taken */
  readonly brought: 'none' | 'coming' | 'there' | 'failed';
  readonly draft: Draft;
  readonly save: SaveState;
}

export type DraftChange = Draft | ((before: Draft) => Draft);

/**
 * A draft while it is written. It lives above the rooms: who looks at another letter and comes back finds every word, also one that could not be kept yet.
 */
export class DraftKeeper {
  private open: OpenDraft;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<boolean> | null = null;
  private keptDraft: Draft | null;

  /** @param kept as main has it; null: it was begun just now @param unit our own name, for texts that follow the fields */
  constructor(private readonly bridge: AppBridge, draft: Draft, kept: { readonly at: string; readonly queued: boolean } | null, readonly unit: string) {
    this.keptDraft = kept === null ? null : draft;
    this.open = { brought: 'none', draft, save: kept === null ? { state: 'untouched' } : kept.queued ? { state: 'queued' } : { state: 'saved', at: kept.at } };
  }

  readonly current = (): OpenDraft => this.open;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly change = (change: DraftChange): void => {
    const before = this.open.draft;
    const after = keepInStep(before, typeof change === 'function' ? change(before) : change, this.unit);
    if (after === before || this.open.save.state === 'queued') return;
    this.set({ ...this.open, draft: after, save: this.open.save.state === 'untouched' ? { state: 'saving' } : this.open.save });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), pauseMillis);
  };

  /** Takes over the files of the letter that is passed on. */
  async bring(files: BroughtFiles): Promise<void> {
    this.set({ ...this.open, brought: 'coming' });
    const all = await files().catch(() => null);
    let isWhole = all !== null && await this.keep();
    for (const { name, contentType, bytes } of isWhole ? all ?? [] : []) {
      const { draftId } = this.open.draft;
      const kept = await this.bridge.ask('draft.keepFile', { draftId, name, mediaType: contentType, role: 'file', bytes }).catch(() => null);
      if (kept?.ok === true) this.change((before) => ({ ...before, files: [...before.files, kept.value] }));
      else isWhole = false;
    }
    this.set({ ...this.open, brought: isWhole ? 'there' : 'failed' });
  }

  /** Keeps what stands there now, and waits until it is on disk. @returns is it? */
  async keep(): Promise<boolean> {
    clearTimeout(this.timer);
    // one after the other: the newest save wins in main, so an older one must not arrive last
    while (this.running !== null) await this.running;
    const { draft } = this.open;
    if (draft === this.keptDraft) return true;
    this.running = this.ask(draft);
    const isKept = await this.running;
    this.running = null;
    return isKept;
  }

  private async ask(draft: Draft): Promise<boolean> {
    this.set({ ...this.open, save: { state: 'saving' } });
    const answer = await this.bridge.ask('draft.save', { draft: draftInput(draft) }).catch(() => null);
    if (answer === null || !answer.ok) {
      this.set({ ...this.open, save: { state: 'failed', code: answer === null ? 'noAnswer' : answer.failure.code } });
      return false;
    }
    if (!answer.value) {
      this.set({ ...this.open, save: { state: 'queued' } });
      return false;
    }
    this.keptDraft = draft;
    this.set({ ...this.open, save: { state: 'saved', at: new Date().toISOString() } });
    return true;
  }

  private set(open: OpenDraft): void {
    this.open = open;
    for (const listener of this.listeners) listener();
  }
}
