import type { JournalPage } from '../../core/contract/commands';
import { coreVersion } from '../../core/facts/core-version';
import { foldEvidence, noEvidence, type Evidence } from '../../core/fold/evidence';
import { foldKnowledge, noKnowledge, type Knowledge } from '../../core/fold/knowledge';
import { OutgoingBook } from '../../core/fold/outgoing-book';
import { foldVersion } from '../../core/fold/fold-version';
import { foldLetter, lettersOf, type LetterState } from '../../core/fold/letter-state';
import type { LetterId } from '../../core/model/ids';
import type { SealedMeta } from '../store/tables';
import type { SealedStore } from '../store/sealed-store';
import { isOutgoing, OutgoingPages } from '../store/outgoing-pages';
import { Taught } from '../store/taught';

interface Cursor {
  readonly chain: string;
  readonly seq: number;
  readonly coreVersion: string;
  readonly foldVersion: string;
}

/** The journal folded so far, as far as it is not about single letters. */
export interface Folded {
  readonly evidence: Evidence;
  readonly knowledge: Knowledge;
}

export interface FoldedPage {
  readonly before: Folded;
  /** letters that the page speaks of; null: not known, or erased */
  readonly states: Map<LetterId, LetterState | null>;
  /** does the page tell of messages that went out? */
  readonly isOutgoingChanged: boolean;
  /** nothing of them may be left, also where they came back since */
  readonly erased: readonly LetterId[];
  /** to be written with what comes of the letters, in one transaction */
  readonly metas: readonly SealedMeta[];
}

/** Follows the journal page by page. */
export class Books implements Folded {
  evidence: Evidence = noEvidence;
  knowledge: Knowledge = noKnowledge;
  /** what went out, and what became of it on the way */
  outgoing = new OutgoingBook();
  private cursor: Cursor | null = null;
  private taught: Taught | null = null;
  private pages: OutgoingPages | null = null;

  /** @returns whether what lies in the store was folded by this version: an older one gave it another shape */
  async recall(store: SealedStore): Promise<boolean> {
    this.taught = new Taught(store);
    this.pages = new OutgoingPages(store);
    this.cursor = await store.readMeta<Cursor>('cursor');
    const isOurs = this.cursor?.foldVersion === foldVersion;
    this.evidence = (await store.readMeta<Evidence>('evidence')) ?? noEvidence;
    if (isOurs) {
      this.knowledge = await this.taught.read();
      this.outgoing = await this.pages.read();
    }
    return isOurs;
  }

  get seq(): number {
    return this.cursor?.seq ?? 0;
  }

  /** Does the page go on from another history, or is what was folded none of this version? Then everything is folded anew. */
  isAnother(page: Pick<JournalPage, 'chain' | 'head'>): boolean {
    const { cursor } = this;
    return cursor !== null && (cursor.chain !== page.chain || cursor.seq > page.head || cursor.coreVersion !== coreVersion || cursor.foldVersion !== foldVersion);
  }

  forget(): void {
    this.evidence = noEvidence;
    this.knowledge = noKnowledge;
    this.cursor = null;
    this.taught?.forget();
    this.outgoing = new OutgoingBook();
    this.pages?.forget();
  }

  async fold(store: SealedStore, { events, next, chain }: JournalPage): Promise<FoldedPage> {
    const before: Folded = { evidence: this.evidence, knowledge: this.knowledge };
    const ids = [...new Set(events.flatMap(lettersOf))];
    const known = await store.readMany<LetterState>(store.state.letters, ids);
    const states = new Map<LetterId, LetterState | null>(ids.map((id, index) => [id, known[index] ?? null]));
    for (const event of events) {
      this.evidence = foldEvidence(this.evidence, event);
      this.knowledge = foldKnowledge(this.knowledge, event);
      this.outgoing.apply(event);
      for (const id of lettersOf(event)) states.set(id, foldLetter(states.get(id) ?? null, id, event));
    }
    this.cursor = { chain, seq: next, coreVersion, foldVersion };
    return {
      before, states,
      isOutgoingChanged: events.some(isOutgoing),
      erased: [...new Set(events.flatMap((event) => (event.kind === 'letter.erased' ? event.letterId : [])))],
      metas: [
        await store.sealMeta('cursor', this.cursor),
        ...(this.evidence === before.evidence ? [] : [await store.sealMeta('evidence', this.evidence)]),
        ...((await this.pages?.seal(events)) ?? []),
        ...((await this.taught?.seal(before.knowledge, this.knowledge, next)) ?? []),
      ],
    };
  }
}
