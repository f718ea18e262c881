import type { ListRow } from '../../core/contract/list';
import { limits } from '../../core/base/limits';
import { directoryOf } from '../../core/correct/find-sender';
import { foldAddress } from '../../core/directory/fold-clue';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { Ledger } from '../../core/model/tracking';
import { ledgersOf } from '../../core/tracking/ledger';
import type { ReceiptMark } from '../../core/model/signed-receipt';
import { threadName } from '../../core/tracking/letter-thread';
import { matchLetters, type AskedBy, type ToldBy } from '../../core/tracking/match-letters';
import type { Speakers } from '../../core/tracking/speaks-for';
import type { Books } from './books';
import { homeLetterOf } from './home-letter-of';
import type { ShownRows } from './shown-rows';

/** Answers who got what we sent, and which letters belong together. Matched anew when something came; the time of day alone costs no matching. */
export class TrackingDesk {
  private told: ToldBy | null = null;
  private named: ReadonlyMap<string, readonly LetterId[]> | null = null;

  constructor(private readonly books: Books, private readonly rows: ShownRows) {}

  /** A letter, a message or the directory is another one. */
  changed(): void {
    this.told = null;
    this.named = null;
  }

  ledger(now: IsoTime): readonly Ledger[] {
    const { outgoing } = this.books;
    const mails = outgoing.all();
    if (mails.length === 0) return [];
    this.told ??= matchLetters(mails, this.letters(), this.speakers(), this.asked());
    return ledgersOf({ mails, told: this.told, now, settledWith: (outgoingId, address) => outgoing.settledWith(outgoingId, address) });
  }

  /** Letters tied by Message-ID, In-Reply-To and References, oldest first; the letter itself is among them. */
  conversation(letterId: LetterId): readonly ListRow[] {
    const named = (this.named ??= this.names());
    const found = new Set<LetterId>([letterId]);
    const followed = new Set<string>();
    for (const id of found) {
      for (const name of this.namesOf(id)) {
        if (followed.has(name)) continue;
        followed.add(name);
        for (const other of named.get(name) ?? []) if (found.size < limits.conversationLetters) found.add(other);
      }
    }
    return [...found].flatMap((id) => this.rows.row(id) ?? []).sort((a, b) => (a.arrivedAt < b.arrivedAt ? -1 : a.arrivedAt > b.arrivedAt ? 1 : a.letterId < b.letterId ? -1 : 1));
  }

  private names(): ReadonlyMap<string, readonly LetterId[]> {
    const names = new Map<string, LetterId[]>();
    for (const [id] of this.rows.all()) {
      for (const name of this.namesOf(id)) {
        const list = names.get(name);
        if (list === undefined) names.set(name, [id]);
        else list.push(id);
      }
    }
    return names;
  }

  private namesOf(letterId: LetterId): readonly string[] {
    const thread = this.rows.get(letterId)?.found?.thread;
    return thread === undefined ? [] : [...(thread.self === null ? [] : [thread.self]), ...thread.refers];
  }

  private *letters() {
    for (const [, stored] of this.rows.all()) {
      const letter = homeLetterOf(stored);
      if (letter !== null) yield letter;
    }
  }

  /** By our own copies of what we sent, wherever they came from. */
  private asked(): AskedBy {
    const asks = new Map<string, readonly ReceiptMark[]>();
    for (const [, { state, found }] of this.rows.all()) {
      if (state.outgoing && found?.asks !== undefined && found.thread.self !== null) asks.set(found.thread.self, [...(asks.get(found.thread.self) ?? []), ...found.asks]);
    }
    return ({ mail }) => asks.get(threadName(mail.messageId)) ?? [];
  }

  private speakers(): Speakers {
    const { byAddress } = directoryOf(this.books.knowledge.units);
    return {
      unitOf: (address) => {
        const units = byAddress.get(foldAddress(address));
        const [only] = units ?? [];
        return units?.length === 1 && only !== undefined ? only.unitId : null;
      },
      freeDomains: this.books.evidence.policy?.freeDomains ?? [],
    };
  }
}
