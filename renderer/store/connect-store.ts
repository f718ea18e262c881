import { listChannelName, type ListAnswer, type ListQuery, type ListRequest, type ListRow } from '../../core/contract/list';
import { isSenderRefuted, whyUnanswered } from '../../core/acknowledge/decide-from-journal';
import type { Evidence } from '../../core/fold/evidence';
import type { LetterState } from '../../core/fold/letter-state';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import { shownLetter } from '../../core/fold/seen-letter';
import type { AccountRecord } from '../../core/model/account';
import type { LetterId } from '../../core/model/ids';
import type { Receipt, ReceiptKind } from '../../core/model/receipt';
import type { LetterVerdict } from '../../core/model/verdict';
import type { KnownMailbox } from './known-mailbox';
import type { LetterView } from './letter-view';
import { SealedStore } from './sealed-store';
import type { RowsAnswer, StorePort } from './store-port';

/** a question is put again after this long: the ingest window may just be starting */
const askAgainMillis = 1500;

type MailboxesListener = Parameters<StorePort['watchMailboxes']>[0];
type RowsListener = Parameters<StorePort['onRowsChanged']>[0];

/** The visible window's side of the store: rows from the ingest window, letters from the sealed tables. */
export async function connectStore(keyBytes: Uint8Array): Promise<StorePort> {
  return new ConnectedStore(await SealedStore.open(keyBytes));
}

class ConnectedStore implements StorePort {
  private readonly channel = new BroadcastChannel(listChannelName);
  private readonly questions = new Map<string, (answer: RowsAnswer) => void>();
  private readonly rowListeners = new Set<RowsListener>();
  private readonly letterListeners = new Map<LetterId, Set<(view: LetterView | null) => void>>();

  private readonly mailboxListeners = new Set<MailboxesListener>();
  private mailboxesWord: string | null = null;
  private isClosed = false;

  constructor(private readonly store: SealedStore) {
    this.channel.addEventListener('message', (event: MessageEvent<ListAnswer | ListRequest>) => this.receive(event.data));
    this.send({ type: 'hello' });
  }

  rows(query: ListQuery, from: number, to: number): Promise<RowsAnswer> {
    return this.question((id) => ({ type: 'query', id, query, from, to }));
  }

  async rowsOf(letterIds: readonly LetterId[]): Promise<readonly ListRow[]> {
    return (await this.question((id) => ({ type: 'letters', id, letterIds }))).rows;
  }

  watchMailboxes(listener: MailboxesListener): () => void {
    this.mailboxListeners.add(listener);
    this.whileOpen(() => this.mailboxes(), (mailboxes) => this.mailboxListeners.has(listener) && listener(mailboxes));
    return () => this.mailboxListeners.delete(listener);
  }

  private question(request: (id: string) => ListRequest): Promise<RowsAnswer> {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      const send = (): void => this.send(request(id));
      const again = setInterval(send, askAgainMillis);
      this.questions.set(id, (answer) => {
        clearInterval(again);
        resolve(answer);
      });
      send();
    });
  }

  private async mailboxes(): Promise<readonly KnownMailbox[]> {
    const evidence = await this.store.readMeta<Evidence>('evidence');
    if (evidence === null) return [];
    const accounts: readonly AccountRecord[] = Object.values(evidence.accounts);
    return accounts.map((account) => ({ account, folders: evidence.folders[account.accountId] ?? [] }));
  }

  onRowsChanged(listener: RowsListener): () => void {
    this.rowListeners.add(listener);
    this.send({ type: 'hello' });
    return () => this.rowListeners.delete(listener);
  }

  async letter(letterId: LetterId): Promise<LetterView | null> {
    const { state, facts } = this.store;
    const [letter, stageOne, stageTwo, verdict, evidence] = await Promise.all([
      this.store.read<LetterState>(state.letters, letterId),
      this.store.read<StageOneFacts>(facts.one, letterId),
      this.store.read<StageTwoFacts>(facts.two, letterId),
      this.store.read<LetterVerdict>(state.verdicts, letterId),
      this.store.readMeta<Evidence>('evidence'),
    ]);
    if (!letter) return null;
    const seen = shownLetter(letter, evidence?.folders[letter.kept.accountId] ?? []);
    return {
      kept: letter.kept,
      stageOne,
      stageTwo,
      verdict,
      receipts: receiptsOf(letter),
      senderRefuted: stageOne !== null && evidence !== null && isSenderRefuted(letter, stageOne, evidence),
      unanswered: stageOne === null || evidence === null ? null : whyUnanswered(letter, stageOne, evidence),
      seen,
      acts: letter.acts,
      gone: seen.gone,
      damaged: letter.damaged,
    };
  }

  watchLetter(letterId: LetterId, listener: (view: LetterView | null) => void): () => void {
    const listeners = this.letterListeners.get(letterId) ?? new Set();
    listeners.add(listener);
    this.letterListeners.set(letterId, listeners);
    this.tell(letterId);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.letterListeners.delete(letterId);
    };
  }

  close(): void {
    this.isClosed = true;
    this.channel.close();
    this.store.close();
  }

  private receive(answer: ListAnswer | ListRequest): void {
    // another window's question goes to the ingest window, not to us
    if (answer.type === 'query' || answer.type === 'hello' || answer.type === 'letters') return;
    if (answer.type === 'rows') {
      const asker = this.questions.get(answer.id);
      this.questions.delete(answer.id);
      asker?.(answer);
      return;
    }
    for (const listener of this.rowListeners) listener({ letters: answer.letters, pending: answer.pending });
    if (answer.mailboxes !== this.mailboxesWord) {
      this.mailboxesWord = answer.mailboxes;
      this.whileOpen(() => this.mailboxes(), (mailboxes) => this.mailboxListeners.forEach((one) => one(mailboxes)));
    }
    for (const letterId of answer.touched) if (this.letterListeners.has(letterId)) this.tell(letterId);
  }

  private tell(letterId: LetterId): void {
    this.whileOpen(() => this.letter(letterId), (view) => {
      for (const listener of this.letterListeners.get(letterId) ?? []) listener(view);
    });
  }

  /**
   * Nobody waits for the answer once this store is closed. A read also ends when ingest throws a broken database away, which closes
   * everybody's connection: that one is made again by the next read.
   */
  private whileOpen<Value>(read: () => Promise<Value>, tell: (value: Value) => void): void {
    const unlessClosed = (error: unknown): void => {
      if (!this.isClosed) throw error;
    };
    const again = (error: unknown): Promise<Value> => {
      if (this.isClosed) throw error;
      return read();
    };
    read().catch(again).then((value) => {
      if (!this.isClosed) tell(value);
    }).catch(unlessClosed);
  }

  private send(request: ListRequest): void {
    this.channel.postMessage(request);
  }
}

function receiptsOf(letter: LetterState): readonly Receipt[] {
  return (Object.entries(letter.receipts) as [ReceiptKind, Receipt['history']][]).map(([kind, history]) => ({ letterId: letter.kept.letterId, kind, history }));
}
