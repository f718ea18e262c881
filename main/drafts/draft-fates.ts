import type { AccountId, DraftId, IsoTime, OutgoingId } from '../../core/model/ids';
import type { NumberPlace } from '../../core/model/register';
import type { JournalEvent } from '../../core/model/journal';
import type { MailState } from '../../core/model/outgoing';

interface Fate {
  readonly accountId: AccountId | null;
  readonly isDiscarded: boolean;
  readonly issued: 'mail' | 'paper' | null;
  /** its number was voided in the register */
  readonly isVoided: boolean;
}

const unknown: Fate = { accountId: null, isDiscarded: false, issued: null, isVoided: false };

/** What became of drafts, as the journal tells it: what stands in them it does not know. */
export class DraftFates {
  private readonly fates = new Map<DraftId, Fate>();
  private readonly mails = new Map<DraftId, Map<OutgoingId, MailState>>();
  private readonly draftOf = new Map<OutgoingId, DraftId>();
  private readonly issuedAt = new Map<string, DraftId>();

  apply(event: JournalEvent): void {
    switch (event.kind) {
      case 'draft.created':
        this.change(event.draftId, { accountId: event.accountId });
        return;
      case 'draft.discarded':
        this.change(event.draftId, { isDiscarded: true });
        return;
      case 'document.issued':
        this.change(event.line.draftId, { issued: event.line.route });
        this.issuedAt.set(placeKey(event.line.place), event.line.draftId);
        return;
      case 'number.voided': {
        const draftId = this.issuedAt.get(placeKey(event.place));
        if (draftId !== undefined) this.change(draftId, { isVoided: true });
        return;
      }
      case 'mail.queued': {
        const { draftId, outgoingId } = event.mail;
        const mails = this.mails.get(draftId) ?? new Map<OutgoingId, MailState>();
        mails.set(outgoingId, { state: 'waiting', at: event.at, notBefore: null, serverSaid: null });
        this.mails.set(draftId, mails);
        this.draftOf.set(outgoingId, draftId);
        return;
      }
      case 'mail.moved': {
        const draftId = this.draftOf.get(event.outgoingId);
        if (draftId !== undefined) this.mails.get(draftId)?.set(event.outgoingId, event.state);
        return;
      }
      default:
        return;
    }
  }

  /** Did it begin, and was it not thrown away? */
  began(): readonly { readonly draftId: DraftId; readonly accountId: AccountId }[] {
    return [...this.fates].flatMap(([draftId, { accountId, isDiscarded }]) => (accountId === null || isDiscarded ? [] : [{ draftId, accountId }]));
  }

  discarded(): readonly DraftId[] {
    return [...this.fates].flatMap(([draftId, fate]) => (fate.isDiscarded ? [draftId] : []));
  }

  isKnown(draftId: DraftId): boolean {
    return (this.fates.get(draftId)?.accountId ?? null) !== null;
  }

  isDiscarded(draftId: DraftId): boolean {
    return this.fates.get(draftId)?.isDiscarded ?? false;
  }

  isIssued(draftId: DraftId): boolean {
    return (this.fates.get(draftId)?.issued ?? null) !== null;
  }

  /** Is it issued and nowhere but here? Its signed files are the originals then: they go only once they were sent, or the number was voided. */
  isOnlyHere(draftId: DraftId): boolean {
    const fate = this.fates.get(draftId) ?? unknown;
    return fate.issued === 'mail' && !fate.isVoided && this.sentAt(draftId) === null;
  }

  /** Are messages of it on their way, or gone? Those that were taken back do not count. */
  isQueued(draftId: DraftId): boolean {
    return this.living(draftId).length > 0;
  }

  /** The time its last message was taken by the server; null while one of them was not, or none was queued. */
  sentAt(draftId: DraftId): IsoTime | null {
    const living = this.living(draftId);
    if (living.length === 0 || living.some(({ state }) => state !== 'sent')) return null;
    return living.map(({ at }) => at).reduce((latest, at) => (at > latest ? at : latest));
  }

  private living(draftId: DraftId): readonly MailState[] {
    return [...(this.mails.get(draftId)?.values() ?? [])].filter(({ state }) => state !== 'takenBack');
  }

  private change(draftId: DraftId, change: Partial<Fate>): void {
    this.fates.set(draftId, { ...(this.fates.get(draftId) ?? unknown), ...change });
  }
}

function placeKey({ registerId, year, number }: NumberPlace): string {
  return `${registerId} ${year} ${number}`;
}
