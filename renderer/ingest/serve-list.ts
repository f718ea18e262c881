import { listChannelName, type ListAnswer, type ListRequest, type ListRow, type Related, type TableAnswer, type UnitRow, type VerdictChange } from '../../core/contract/list';
import { assertNever } from '../../core/base/assert-never';
import type { LearnedRule } from '../../core/model/correction';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { Ledger } from '../../core/model/tracking';
import type { Unit } from '../../core/model/unit';
import type { KnownReaders } from '../../core/verify/find-readers';
import type { RowTable } from './row-table';

/** how long changes are gathered before windows are told: a first sync must not make them redraw for each letter */
const gatherMillis = 60;

type OcrProgress = Extract<ListAnswer, { readonly type: 'ocr' }>;

/** Where answers come from. */
export interface ListSources {
  readonly table: RowTable;
  /** letters that wait for a stage */
  readonly pending: () => number;
  /** of the newest revocation list that an answer rests on */
  readonly newestList: () => IsoTime | null;
  readonly related: (letterId: LetterId) => Related;
  readonly units: (search: string) => readonly UnitRow[];
  readonly directory: () => readonly Unit[];
  readonly rules: () => readonly LearnedRule[];
  readonly readTable: (name: string, bytes: Uint8Array) => Promise<TableAnswer>;
  readonly wantOcr: (letterId: LetterId, wanted: boolean) => void;
  readonly ocr: () => OcrProgress;
  /** sendings, newest first */
  readonly ledger: () => readonly Ledger[];
  readonly conversation: (letterId: LetterId) => readonly ListRow[];
  readonly readers: (addresses: readonly string[]) => Promise<KnownReaders>;
}

type Word = 'mailboxes' | 'knowledge';

/** Requests and answers of one kind share a name; an answer carries what was asked for. */
function isRequest(message: ListRequest | ListAnswer): message is ListRequest {
  switch (message.type) {
    case 'query':
    case 'hello':
    case 'letters':
      return true;
    case 'related':
      return 'letterId' in message;
    case 'units':
      return 'search' in message;
    case 'directory':
      return !('directory' in message);
    case 'rules':
      return !('rules' in message);
    case 'table':
      return 'bytes' in message;
    case 'ledger':
      return 'attention' in message;
    case 'conversation':
      return 'letterId' in message;
    case 'readers':
      return 'addresses' in message;
    case 'ocr':
      return 'wanted' in message;
    case 'rows':
    case 'changed':
    case 'verdicts':
      return false;
  }
}

/** Answers list and search questions of the visible windows, and tells them when the table changed. */
export class ListServer {
  private readonly channel = new BroadcastChannel(listChannelName);
  private touched = new Set<LetterId>();
  /** questions put before the rows were read: half an answer would show an empty office */
  private readonly early = new Map<string, ListRequest>();
  /** one word for this life of the worker and the changes in it: a window that was told another asks again */
  private readonly life = crypto.randomUUID();
  private readonly changes: Record<Word, number> = { mailboxes: 0, knowledge: 0 };
  /** tables that are being read: a question is put again while it waits */
  private readonly tables = new Set<string>();
  private isOcrTold = true;
  private verdicts = new Map<LetterId, VerdictChange>();
  private isOpen = false;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(private readonly sources: ListSources) {
    this.channel.addEventListener('message', (event: MessageEvent<ListRequest | ListAnswer>) => {
      const { data } = event;
      if (!isRequest(data)) return;
      if (this.isOpen) this.answer(data);
      else this.early.set('id' in data ? data.id : data.type === 'ocr' ? `ocr ${data.letterId}` : data.type, data);
    });
  }

  /** The rows are in the table: answers from now on. */
  open(): void {
    this.isOpen = true;
    for (const request of this.early.values()) this.answer(request);
    this.early.clear();
  }

  changed(letterId: LetterId): void {
    this.touched.add(letterId);
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  /** Accounts and their folders, or what people taught, are others than before: whatever is open is read again. */
  another(word: Word): void {
    this.changes[word] += 1;
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  /** What became of something we sent is another thing. */
  ledgerChanged(): void {
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  /** How far pictures are read is another thing. */
  ocrChanged(): void {
    this.isOcrTold = false;
    this.timer ??= setTimeout(() => this.tell(), gatherMillis);
  }

  /** The answer on a letter's signatures is another one; windows hear of it with the others of its batch, see `tellVerdicts`. */
  verdictChanged(change: VerdictChange): void {
    this.verdicts.set(change.letterId, { ...change, was: this.verdicts.get(change.letterId)?.was ?? change.was });
  }

  /** Nothing is left to verify: what became another answer is told at once. */
  tellVerdicts(): void {
    if (this.verdicts.size === 0) return;
    this.post({ type: 'verdicts', changed: [...this.verdicts.values()] });
    this.verdicts = new Map();
  }

  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.isOpen = false;
    this.channel.close();
  }

  private tell(): void {
    this.timer = null;
    if (!this.isOpen) return;
    const touched = [...this.touched];
    this.touched = new Set();
    this.tellState(touched);
    if (!this.isOcrTold) this.tellOcr();
  }

  private answer(request: ListRequest): void {
    const { table, related, units, directory, rules, wantOcr } = this.sources;
    switch (request.type) {
      case 'hello':
        this.tellState([]);
        this.tellOcr();
        return;
      case 'letters': {
        const rows = request.letterIds.flatMap((id) => table.get(id) ?? []);
        this.post({ type: 'rows', id: request.id, total: rows.length, from: 0, rows, counts: table.counted() });
        return;
      }
      case 'query': {
        const { total, rows, counts } = table.answer(request.query, request.from, request.to);
        this.post({ type: 'rows', id: request.id, total, from: request.from, rows, counts });
        return;
      }
      case 'related':
        this.post({ type: 'related', id: request.id, related: related(request.letterId) });
        return;
      case 'units':
        this.post({ type: 'units', id: request.id, units: units(request.search) });
        return;
      case 'directory':
        this.post({ type: 'directory', id: request.id, directory: directory() });
        return;
      case 'rules':
        this.post({ type: 'rules', id: request.id, rules: rules() });
        return;
      case 'ledger': {
        const all = this.sources.ledger();
        const asked = all.filter((one) => (request.batch === null || one.batch === request.batch) && (!request.attention || one.alarms > 0))
          // what has to be looked at stands above; the sort keeps the order of time
          .sort((a, b) => Number(b.alarms > 0) - Number(a.alarms > 0));
        this.post({ type: 'ledger', id: request.id, total: asked.length, sendings: asked.slice(Math.max(request.from, 0), Math.max(request.to, 0)), alarms: all.reduce((sum, { alarms }) => sum + alarms, 0) });
        return;
      }
      case 'conversation':
        this.post({ type: 'conversation', id: request.id, letters: this.sources.conversation(request.letterId) });
        return;
      case 'table':
        void this.answerTable(request);
        return;
      case 'readers':
        void this.answerReaders(request);
        return;
      case 'ocr':
        wantOcr(request.letterId, request.wanted);
        return;
      default:
        assertNever(request);
    }
  }

  /** A table that cannot be opened is no table: the question must not wait for ever. */
  private async answerTable({ id, name, bytes }: Extract<ListRequest, { readonly type: 'table' }>): Promise<void> {
    if (this.tables.has(id)) return;
    this.tables.add(id);
    const table = await this.sources.readTable(name, bytes).catch((): TableAnswer => ({ ok: false, code: 'damaged' }));
    this.tables.delete(id);
    if (this.isOpen) this.post({ type: 'table', id, table });
  }

  /** What could not be read now is asked for again by who waits. */
  private async answerReaders({ id, addresses }: Extract<ListRequest, { readonly addresses: readonly string[] }>): Promise<void> {
    const readers = await this.sources.readers(addresses).catch(() => null);
    if (readers !== null && this.isOpen) this.post({ type: 'readers', id, readers });
  }

  private tellState(touched: readonly LetterId[]): void {
    const word = (name: Word): string => `${this.life} ${this.changes[name]}`;
    this.post({ type: 'changed', letters: this.sources.table.size, pending: this.sources.pending(), newestList: this.sources.newestList(), touched, mailboxes: word('mailboxes'), knowledge: word('knowledge') });
  }

  private tellOcr(): void {
    this.isOcrTold = true;
    this.post(this.sources.ocr());
  }

  private post(answer: ListAnswer): void {
    this.channel.postMessage(answer);
  }
}
