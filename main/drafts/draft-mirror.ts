import { createHash } from 'node:crypto';
import { folderFor } from '../../core/acts/folder-for';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { DraftFailure } from '../../core/contract/outgoing-commands';
import type { Draft } from '../../core/model/draft';
import type { AccountId, DraftId, LetterId } from '../../core/model/ids';
import { mayLieInMailbox } from '../../core/outgoing/draft-letter';
import type { FolderInfo } from '../../core/model/folder';
import type { JournalEvent } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import { abilitiesOf, appendTo, expungeLetter, findLetters } from '../sync/mailbox-commands';
import type { MailboxLine, SelectedFolder } from '../sync/mailbox-line';
import { isDiskFull, isReadOnly } from '../vault/durable-file';
import type { DraftFates } from './draft-fates';
import type { DraftFolder } from './draft-folder';
import { sameSpot, type MirrorState, type MirrorStates } from './mirror-states';

export interface DraftMirrorParts {
  readonly folder: DraftFolder;
  readonly states: MirrorStates;
  readonly fates: DraftFates;
  readonly draft: (draftId: DraftId) => Draft | null;
  readonly line: (accountId: AccountId) => MailboxLine | null;
  readonly folders: (accountId: AccountId) => readonly FolderInfo[];
  /** a letter of this desk that lies nowhere in its mailbox any more is erased */
  readonly eraseGone: (letterId: LetterId) => Promise<void>;
  /** the mirror failed by a bug; drafts themselves are untouched */
  readonly onBug: (error: unknown) => void;
  /** milliseconds; limits.mirrorMillis unless a test is in a hurry */
  readonly pause?: number;
}

/**
 * Copies of drafts in the Drafts folder, for other programs of the same person: the newest replaces the one before. Only what was appended here is ever
 * removed, by the UID the server gave it; where a server cannot remove one letter alone (no UIDPLUS, RFC 4315), nothing is put there.
 * What was put there comes back as a letter of the mailbox: once it is replaced it is erased here, or each save would leave one behind.
 */
export class DraftMirror {
  private readonly timers = new Map<DraftId, NodeJS.Timeout>();
  private readonly last = new Map<DraftId, number>();
  private readonly versions = new Map<DraftId, number>();
  private running: Promise<void> = Promise.resolve();
  private isClosed = false;

  constructor(private readonly parts: DraftMirrorParts) {}

  /** @returns when the copy is on this disk; it goes to the mailbox by itself */
  async mirror(draftId: DraftId, message: Uint8Array): Promise<Result<null, DraftFailure>> {
    const { fates, folder, states } = this.parts;
    const draft = this.parts.draft(draftId);
    if (draft === null || fates.isDiscarded(draftId)) return fail({ code: 'noSuchDraft' });
    if (fates.isQueued(draftId)) return fail({ code: 'queued' });
    if (!mayLieInMailbox({ draft })) {
      this.withdraw(draftId);
      return ok(null);
    }
    if (message.byteLength > limits.mirrorBytes) return fail({ code: 'tooLarge' });
    // what is there already need not go there again
    if (states.get(draftId)?.digest === digestOf(message) && (await folder.readPending(draftId)) === null) return ok(null);
    try {
      this.versions.set(draftId, (this.versions.get(draftId) ?? 0) + 1);
      await folder.writePending(draftId, message);
      const state = states.get(draftId);
      if (state?.isOver === true) await states.set(draftId, { ...state, isOver: false });
      if (state === null) await states.set(draftId, { accountId: draft.accountId, placed: [], handed: null, past: [], digest: null, isOver: false });
    } catch (error) {
      if (isDiskFull(error)) return fail({ code: 'diskFull' });
      if (isReadOnly(error)) return fail({ code: 'notWritable' });
      throw error;
    }
    this.soon(draftId);
    return ok(null);
  }

  /** A draft was kept: one that has become secret, or is to be encrypted now, has its copy taken back. */
  draftsChanged(): void {
    for (const [draftId, { isOver }] of this.parts.states.all()) {
      const draft = isOver ? null : this.parts.draft(draftId);
      if (draft !== null && !mayLieInMailbox({ draft })) this.withdraw(draftId);
    }
  }

  /** There is a line again. */
  resume(accountId: AccountId): void {
    for (const [draftId, state] of this.parts.states.all()) if (state.accountId === accountId) this.soon(draftId, 0);
  }

  /** Events in their order, after the fates of drafts were folded. */
  heard(events: readonly JournalEvent[]): void {
    for (const event of events) {
      if (event.kind === 'draft.discarded') this.end(event.draftId);
      else if (event.kind === 'mail.moved') this.endSent();
      else if (event.kind === 'letters.gone') for (const { letterId, location } of event.gone) this.wentAway(letterId, location);
    }
  }

  /** What an earlier run left undone. */
  begin(): void {
    for (const [draftId, state] of this.parts.states.all()) {
      if (!state.isOver && (this.parts.fates.isDiscarded(draftId) || this.parts.fates.sentAt(draftId) !== null)) this.end(draftId);
    }
    this.draftsChanged();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    await this.running;
  }

  /** Resolves when nothing is on its way; what waits for a line or its time keeps waiting. */
  settled(): Promise<void> {
    return this.running;
  }

  private endSent(): void {
    for (const [draftId, state] of this.parts.states.all()) if (!state.isOver && this.parts.fates.sentAt(draftId) !== null) this.end(draftId);
  }

  private end(draftId: DraftId): void {
    const { states } = this.parts;
    this.inTurn(async () => {
      const state = states.get(draftId);
      if (state && !state.isOver) await states.set(draftId, { ...state, isOver: true });
    });
    this.soon(draftId, 0);
  }

  private withdraw(draftId: DraftId): void {
    // one that is on its way is not the newest any more
    this.versions.set(draftId, (this.versions.get(draftId) ?? 0) + 1);
    this.inTurn(() => this.parts.folder.dropPending(draftId));
    this.end(draftId);
  }

  private wentAway(letterId: LetterId, location: Location): void {
    const { states, eraseGone } = this.parts;
    const found = states.all().find(([, { past, placed }]) => [...past, ...placed].some((spot) => sameSpot(spot, location)));
    if (!found) return;
    this.inTurn(async () => {
      const state = states.get(found[0]);
      if (!state) return;
      const isOther = (spot: Location): boolean => !sameSpot(spot, location);
      await states.set(found[0], { ...state, past: state.past.filter(isOther), placed: state.placed.filter(isOther), ...(state.placed.every(isOther) ? {} : { digest: null }) });
      await eraseGone(letterId);
    });
  }

  private soon(draftId: DraftId, wait?: number): void {
    if (this.isClosed || this.timers.has(draftId)) return;
    const pause = this.parts.pause ?? limits.mirrorMillis;
    const due = wait ?? Math.max(0, (this.last.get(draftId) ?? 0) + pause - Date.now());
    this.timers.set(draftId, setTimeout(() => {
      this.timers.delete(draftId);
      this.last.set(draftId, Date.now());
      this.inTurn(() => this.push(draftId));
    }, due));
  }

  private inTurn(work: () => Promise<void>): void {
    this.running = this.running.then(() => (this.isClosed ? undefined : work())).catch((error: unknown) => {
      // the draft itself is safe: its copy is tried again with the next change or the next line
      if (!isDiskFull(error) && !isReadOnly(error)) this.parts.onBug(error);
    });
  }

  private async push(draftId: DraftId): Promise<void> {
    const { states, folder, folders } = this.parts;
    const state = states.get(draftId);
    if (!state) return;
    const version = this.versions.get(draftId);
    const pending = state.isOver ? null : await folder.readPending(draftId);
    if (pending === null && state.handed === null && state.placed.length <= (state.isOver ? 0 : 1)) return;
    const path = folderFor('drafts', folders(state.accountId));
    const line = path === null ? null : this.parts.line(state.accountId);
    if (path === null || line === null) return;
    const done = await line.withFolder(path, (selected) => this.put(draftId, selected, pending));
    // a newer one may have come while this one was on its way
    if (done.ok && done.value && pending !== null && this.versions.get(draftId) === version) await folder.dropPending(draftId);
  }

  /** @returns whether the copy is in the folder, as far as it ever will be */
  private async put(draftId: DraftId, selected: SelectedFolder, pending: Uint8Array | null): Promise<boolean> {
    const { states } = this.parts;
    if (selected.readOnly || !abilitiesOf(selected).uidPlus) return true;
    await this.findHanded(draftId, selected);
    let isPut = true;
    if (pending !== null) {
      await this.change(draftId, () => ({ handed: { messageId: messageIdOf(pending), size: pending.byteLength }, digest: null }));
      const answer = await appendTo(selected, pending, ['\\Draft', '\\Seen']);
      // refused: not there, and nothing to look for
      if ('refused' in answer) await this.change(draftId, () => ({ handed: null }));
      else if (answer.now !== null) await this.change(draftId, ({ placed }) => ({ handed: null, digest: digestOf(pending), placed: answer.now === null ? placed : [...placed, answer.now] }));
      isPut = !('refused' in answer);
    }
    const state = states.get(draftId);
    if (!state) return isPut;
    for (const spot of state.placed.slice(0, state.isOver ? undefined : -1)) {
      // under another UIDVALIDITY the number names another letter, which is not ours to remove
      const isHere = spot.folder === selected.path && spot.uidValidity === selected.uidValidity;
      if (isHere && (await expungeLetter(selected, spot.uid)) !== 'done') continue;
      await this.change(draftId, ({ placed, past }) => ({ placed: placed.filter((one) => !sameSpot(one, spot)), past: isHere ? [...past, spot] : past }));
    }
    return isPut;
  }

  /** A copy whose answer was lost lies there or not: it is found by its own Message-ID and its exact size. */
  private async findHanded(draftId: DraftId, selected: SelectedFolder): Promise<void> {
    const handed = this.parts.states.get(draftId)?.handed ?? null;
    if (handed === null || handed.messageId === null) return;
    const found = await findLetters(selected, handed.messageId, handed.size);
    if ('refused' in found) return;
    const spots = found.rows.filter(({ messageId, size }) => messageId === handed.messageId && size === handed.size).map(({ location }) => location);
    await this.change(draftId, ({ placed }) => ({ handed: null, placed: [...placed, ...spots.filter((spot) => !placed.some((one) => sameSpot(one, spot)))] }));
  }

  private async change(draftId: DraftId, next: (state: MirrorState) => Partial<MirrorState>): Promise<void> {
    const state = this.parts.states.get(draftId);
    if (state) await this.parts.states.set(draftId, { ...state, ...next(state) });
  }
}

function digestOf(message: Uint8Array): string {
  return createHash('sha256').update(message).digest('hex');
}

/** Message-ID of a message of our own making: one line, in the header block. */
function messageIdOf(message: Uint8Array): string | null {
  const head = Buffer.from(message.buffer, message.byteOffset, Math.min(message.byteLength, limits.headerBlockBytes)).toString('latin1');
  const block = head.slice(0, Math.max(head.indexOf('\r\n\r\n'), 0));
  return /^Message-ID:[ \t]*(?:\r\n[ \t]+)?(<[^<>\s]+>)/im.exec(block)?.[1] ?? null;
}
