import type { AccountId, OutgoingId } from '../../core/model/ids';
import type { OutgoingMail } from '../../core/model/outgoing';
import { stateOfMail } from '../../core/fold/outgoing-book';
import { fileSent, type FilingParts } from './file-sent';
import type { MailBook } from './mail-book';
import type { MailLane } from './mail-lane';
import type { MailStore } from './mail-store';

export interface MailFilingParts extends FilingParts {
  readonly book: MailBook;
  readonly store: Pick<MailStore, 'read' | 'has'>;
  readonly laneOf: (accountId: AccountId) => MailLane;
  /** works of the outbox, waited for at its end */
  readonly start: (work: Promise<void>) => void;
  readonly isClosed: () => boolean;
  /** Called after each try. @param isDone the bytes are not needed for filing any more */
  readonly onTried: (isDone: boolean) => Promise<void>;
}

/** What went out becomes a letter of this desk, tried again until it is one. */
export class MailFiling {
  /** not kept as a letter yet; how often it was tried */
  private readonly waiting = new Map<OutgoingId, number>();
  private readonly running = new Set<OutgoingId>();

  constructor(private readonly parts: MailFilingParts) {}

  /** What an earlier run sent and did not file; it begins with `fileAll`. */
  takeUp(all: readonly OutgoingMail[]): void {
    for (const one of all) if (stateOfMail(one).state === 'sent' && this.parts.store.has(one.mail.digest)) this.waiting.set(one.mail.outgoingId, 0);
  }

  waitsFor(id: OutgoingId): boolean {
    return this.waiting.has(id);
  }

  /** @param accountId null: of all accounts */
  fileAll(accountId: AccountId | null): void {
    for (const id of [...this.waiting.keys()]) if (accountId === null || this.parts.book.of(id)?.mail.accountId === accountId) this.file(id);
  }

  file(id: OutgoingId): void {
    if (!this.waiting.has(id)) this.waiting.set(id, 0);
    if (this.running.has(id) || this.parts.isClosed()) return;
    this.running.add(id);
    this.parts.start(this.fileNow(id).finally(() => this.running.delete(id)).then(this.parts.onTried));
  }

  private async fileNow(id: OutgoingId): Promise<boolean> {
    const known = this.parts.book.of(id);
    const tries = this.waiting.get(id) ?? 0;
    if (known === null) return false;
    const raw = await this.parts.store.read(known.mail.digest);
    const end = raw === null ? 'filed' : await fileSent(this.parts, known.mail, stateOfMail(known).at, raw, tries);
    if (end === 'filed') {
      this.waiting.delete(id);
      return true;
    }
    this.waiting.set(id, tries + 1);
    if (!this.parts.isClosed()) this.parts.laneOf(known.mail.accountId).fileAfter(tries, () => this.file(id));
    return false;
  }
}
