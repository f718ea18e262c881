import { limits } from '../../core/base/limits';
import type { AccountId, DraftId } from '../../core/model/ids';
import type { Location } from '../../core/model/letter';
import { readSealedFile, writeSealedFile } from '../vault/sealed-file';

/** Copies of one draft in the Drafts folder of its mailbox. All of them were put there by this profile. */
export interface MirrorState {
  readonly accountId: AccountId;
  /** where copies lie, the newest last; those before it are to be removed */
  readonly placed: readonly Location[];
  /** one that was handed to the server, whose place is not known: the line broke, or the server did not say */
  readonly handed: { readonly messageId: string | null; readonly size: number } | null;
  /** places of copies that were removed, until the mailbox tells that they are gone */
  readonly past: readonly Location[];
  /** SHA-256 of the newest that is there; null: none is, or it is not known */
  readonly digest: string | null;
  /** the draft was sent or thrown away: no copy is to be left */
  readonly isOver: boolean;
}

export function sameSpot(a: Location, b: Location): boolean {
  return a.folder === b.folder && a.uidValidity === b.uidValidity && a.uid === b.uid;
}

/** What this profile put into Drafts folders; outlives the drafts themselves, because a copy may have to wait for a line to be removed. */
export class MirrorStates {
  private writing: Promise<void> = Promise.resolve();

  private constructor(private readonly path: string, private readonly key: Uint8Array, private readonly states: Map<DraftId, MirrorState>) {}

  /** A damaged file is given up: copies it told of stay in the mailbox, where a person can see and remove them. */
  static async open(path: string, key: Uint8Array): Promise<MirrorStates> {
    const read = await readSealedFile(path, key);
    const stored = read.ok ? (JSON.parse(Buffer.from(read.value).toString('utf8')) as Readonly<Record<DraftId, MirrorState>>) : {};
    return new MirrorStates(path, key, new Map(Object.entries(stored) as [DraftId, MirrorState][]));
  }

  get(draftId: DraftId): MirrorState | null {
    return this.states.get(draftId) ?? null;
  }

  all(): readonly (readonly [DraftId, MirrorState])[] {
    return [...this.states];
  }

  /** Durable when it resolves; throws the system's error where the disk refuses. */
  set(draftId: DraftId, state: MirrorState): Promise<void> {
    const isEmpty = state.isOver && state.placed.length === 0 && state.handed === null && state.past.length === 0;
    if (isEmpty) this.states.delete(draftId);
    else this.states.set(draftId, { ...state, past: state.past.slice(-limits.mirrorPast) });
    const next = this.writing.then(() => writeSealedFile(this.path, this.key, Buffer.from(JSON.stringify(Object.fromEntries(this.states)), 'utf8')));
    this.writing = next.catch(() => undefined);
    return next;
  }
}
