import { assertNever } from '../base/assert-never';
import type { IsoTime, OutgoingId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import type { MailState, OutgoingMail } from '../model/outgoing';

/** Messages on their way and gone, as the journal tells it. One book for main and for the ledger. */
export class OutgoingBook {
  private readonly mails = new Map<OutgoingId, OutgoingMail>();
  private readonly settled = new Map<string, { readonly words: string; readonly at: IsoTime }>();

  apply(event: JournalEvent): void {
    if (event.kind === 'mail.queued') {
      this.mails.set(event.mail.outgoingId, { mail: event.mail, queuedAt: event.at, history: [{ state: 'waiting', at: event.at, notBefore: null, serverSaid: null }] });
    } else if (event.kind === 'mail.moved') {
      const known = this.mails.get(event.outgoingId);
      if (known) this.mails.set(event.outgoingId, { ...known, history: [...known.history, event.state] });
    } else if (event.kind === 'alarm.settled') {
      this.settled.set(alarmKey(event.outgoingId, event.address), { words: event.words, at: event.at });
    }
  }

  /** in the order in which they were queued */
  all(): readonly OutgoingMail[] {
    return [...this.mails.values()];
  }

  of(outgoingId: OutgoingId): OutgoingMail | null {
    return this.mails.get(outgoingId) ?? null;
  }

  /** what a person wrote when they put an alarm aside; null: they did not */
  settledWith(outgoingId: OutgoingId, address: string): { readonly words: string; readonly at: IsoTime } | null {
    return this.settled.get(alarmKey(outgoingId, address)) ?? null;
  }
}

export function stateOfMail({ history }: OutgoingMail): MailState {
  const last = history.at(-1);
  if (!last) throw new Error('a queued message has a state');
  return last;
}

/** Will nothing more happen to it by itself? */
export function isAtItsEnd(state: MailState): boolean {
  switch (state.state) {
    case 'sent':
    case 'failed':
    case 'takenBack':
    case 'unknown':
      return true;
    case 'waiting':
    case 'handing':
      return false;
    default:
      return assertNever(state);
  }
}

function alarmKey(outgoingId: OutgoingId, address: string): string {
  return `${outgoingId} ${address.toLowerCase()}`;
}
