import { OutgoingBook } from '../../core/fold/outgoing-book';
import type { JournalEvent } from '../../core/model/journal';
import type { SealedStore } from './sealed-store';
import type { SealedMeta } from './tables';

type OutgoingEvent = Extract<JournalEvent, { readonly kind: 'mail.queued' | 'mail.moved' | 'alarm.settled' }>;

/** Messages by the first two digits of their id: one state more does not cost writing ten thousand anew. */
const prefix = 'outgoing/';

/** What went out, sealed as the events that tell it. */
export class OutgoingPages {
  private pages = new Map<string, readonly OutgoingEvent[]>();

  constructor(private readonly store: Pick<SealedStore, 'metaNames' | 'readMeta' | 'sealMeta'>) {}

  async read(): Promise<OutgoingBook> {
    const names = await this.store.metaNames(prefix);
    const pages = await Promise.all(names.map(async (name) => [name, (await this.store.readMeta<readonly OutgoingEvent[]>(name)) ?? []] as const));
    this.pages = new Map(pages);
    const book = new OutgoingBook();
    for (const event of [...this.pages.values()].flat().sort((a, b) => a.seq - b.seq)) book.apply(event);
    return book;
  }

  /** What has to be written so that these are among what is read next. */
  async seal(events: readonly JournalEvent[]): Promise<readonly SealedMeta[]> {
    const touched = new Set<string>();
    for (const event of events) {
      if (!isOutgoing(event)) continue;
      const name = `${prefix}${(event.kind === 'mail.queued' ? event.mail.outgoingId : event.outgoingId).slice(0, 2)}`;
      this.pages.set(name, [...(this.pages.get(name) ?? []), event]);
      touched.add(name);
    }
    return Promise.all([...touched].map((name) => this.store.sealMeta(name, this.pages.get(name) ?? [])));
  }

  forget(): void {
    this.pages = new Map();
  }
}

export function isOutgoing(event: JournalEvent): event is OutgoingEvent {
  return event.kind === 'mail.queued' || event.kind === 'mail.moved' || event.kind === 'alarm.settled';
}
