import { listChannelName, type ListAnswer, type ListQuery, type ListRequest, type ListRow, type Related, type TableAnswer, type UnitRow, type VerdictChange } from '../../core/contract/list';
import type { Evidence } from '../../core/fold/evidence';
import type { LearnedRule } from '../../core/model/correction';
import type { AccountRecord } from '../../core/model/account';
import type { LetterId } from '../../core/model/ids';
import type { KnownReaders } from '../../core/verify/find-readers';
import type { Unit } from '../../core/model/unit';
import type { KnownMailbox } from './known-mailbox';
import type { LetterView } from './letter-view';
import { readLetterView } from './read-letter-view';
import { SealedStore } from './sealed-store';
import type { LedgerAnswer, OcrProgress, RowsAnswer, StorePort } from './store-port';
import { Taught } from './taught';

/** a question is put again after this long: the ingest window may just be starting */
const askAgainMillis = 1500;

/** an answer to a question that was put with an id */
type Answer = Extract<ListAnswer, { readonly id: string }>;
type AnswerOf<Type extends Answer['type']> = Extract<Answer, { readonly type: Type }>;

type MailboxesListener = Parameters<StorePort['watchMailboxes']>[0];
type RowsListener = Parameters<StorePort['onRowsChanged']>[0];

/** The visible window's side of the store: rows from the ingest window, letters from the sealed tables. */
export async function connectStore(keyBytes: Uint8Array): Promise<StorePort> {
  return new ConnectedStore(await SealedStore.open(keyBytes));
}

class ConnectedStore implements StorePort {
  private readonly channel = new BroadcastChannel(listChannelName);
  private readonly questions = new Map<string, (answer: Answer) => void>();
  private readonly ocrListeners = new Set<(progress: OcrProgress) => void>();
  private ocr: OcrProgress = { reading: null, waiting: 0 };
  private readonly rowListeners = new Set<RowsListener>();
  private readonly verdictListeners = new Set<(changed: readonly VerdictChange[]) => void>();
  private readonly letterListeners = new Map<LetterId, Set<(view: LetterView | null) => void>>();

  private readonly mailboxListeners = new Set<MailboxesListener>();
  private mailboxesWord: string | null = null;
  private knowledgeWord: string | null = null;
  private readonly taught: Taught;
  private isClosed = false;

  constructor(private readonly store: SealedStore) {
    this.taught = new Taught(store);
    this.channel.addEventListener('message', (event: MessageEvent<ListAnswer | ListRequest>) => this.receive(event.data));
    this.send({ type: 'hello' });
  }

  rows(query: ListQuery, from: number, to: number): Promise<RowsAnswer> {
    return this.question('rows', (id) => ({ type: 'query', id, query, from, to }));
  }

  async rowsOf(letterIds: readonly LetterId[]): Promise<readonly ListRow[]> {
    return (await this.question('rows', (id) => ({ type: 'letters', id, letterIds }))).rows;
  }

  async related(letterId: LetterId): Promise<Related> {
    return (await this.question('related', (id) => ({ type: 'related', id, letterId }))).related;
  }

  ledger(asked: Parameters<StorePort['ledger']>[0]): Promise<LedgerAnswer> {
    return this.question('ledger', (id) => ({ type: 'ledger', id, ...asked }));
  }

  async conversation(letterId: LetterId): Promise<readonly ListRow[]> {
    return (await this.question('conversation', (id) => ({ type: 'conversation', id, letterId }))).letters;
  }

  async readers(addresses: readonly string[]): Promise<KnownReaders> {
    return (await this.question('readers', (id) => ({ type: 'readers', id, addresses }))).readers;
  }

  async units(search: string): Promise<readonly UnitRow[]> {
    return (await this.question('units', (id) => ({ type: 'units', id, search }))).units;
  }

  async directory(): Promise<readonly Unit[]> {
    return (await this.question('directory', (id) => ({ type: 'directory', id }))).directory;
  }

  async rules(): Promise<readonly LearnedRule[]> {
    return (await this.question('rules', (id) => ({ type: 'rules', id }))).rules;
  }

  async readTable(name: string, bytes: Uint8Array): Promise<TableAnswer> {
    return (await this.question('table', (id) => ({ type: 'table', id, name, bytes }))).table;
  }

  wantOcr(letterId: LetterId, wanted: boolean): void {
    this.send({ type: 'ocr', letterId, wanted });
  }

  watchOcr(listener: (progress: OcrProgress) => void): () => void {
    this.ocrListeners.add(listener);
    listener(this.ocr);
    return () => this.ocrListeners.delete(listener);
  }

  watchMailboxes(listener: MailboxesListener): () => void {
    this.mailboxListeners.add(listener);
    this.whileOpen(() => this.mailboxes(), (mailboxes) => this.mailboxListeners.has(listener) && listener(mailboxes));
    return () => this.mailboxListeners.delete(listener);
  }

  private question<Type extends Answer['type']>(type: Type, request: (id: string) => ListRequest): Promise<AnswerOf<Type>> {
    const id = crypto.randomUUID();
    return new Promise((resolve) => {
      const send = (): void => this.send(request(id));
      const again = setInterval(send, askAgainMillis);
      this.questions.set(id, (answer) => {
        clearInterval(again);
        if (answer.type === type) resolve(answer as AnswerOf<Type>);
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

  watchVerdictChanges(listener: (changed: readonly VerdictChange[]) => void): () => void {
    this.verdictListeners.add(listener);
    return () => this.verdictListeners.delete(listener);
  }

  letter(letterId: LetterId): Promise<LetterView | null> {
    return readLetterView(this.store, this.taught, letterId);
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
    switch (answer.type) {
      case 'rows':
      case 'related':
      case 'units':
      case 'directory':
      case 'rules':
      case 'ledger':
      case 'conversation':
      case 'readers':
      case 'table': {
        const asker = this.questions.get(answer.id);
        if (asker === undefined || !isAnswer(answer)) return;
        this.questions.delete(answer.id);
        asker(answer);
        return;
      }
      case 'ocr':
        if (!('reading' in answer)) return;
        this.ocr = { reading: answer.reading, waiting: answer.waiting };
        for (const listener of this.ocrListeners) listener(this.ocr);
        return;
      case 'verdicts':
        for (const listener of this.verdictListeners) listener(answer.changed);
        return;
      case 'query':
      case 'hello':
      case 'letters':
        return;
      case 'changed':
        this.changed(answer);
        return;
    }
  }

  private changed(answer: Extract<ListAnswer, { readonly type: 'changed' }>): void {
    for (const listener of this.rowListeners) listener({ letters: answer.letters, pending: answer.pending, newestList: answer.newestList });
    if (answer.mailboxes !== this.mailboxesWord) {
      this.mailboxesWord = answer.mailboxes;
      this.whileOpen(() => this.mailboxes(), (mailboxes) => this.mailboxListeners.forEach((one) => one(mailboxes)));
    }
    // what people taught shows in letters that nothing happened to
    const told = answer.knowledge === this.knowledgeWord ? answer.touched : [...this.letterListeners.keys()];
    this.knowledgeWord = answer.knowledge;
    for (const letterId of told) if (this.letterListeners.has(letterId)) this.tell(letterId);
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

/** Questions and answers of one kind share a name; an answer carries what was asked for. */
function isAnswer(message: Extract<ListAnswer | ListRequest, { readonly id: string }>): message is Answer {
  return 'rows' in message || 'related' in message || 'units' in message || 'directory' in message || 'rules' in message || 'table' in message || 'sendings' in message || 'readers' in message || 'letters' in message;
}
