import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { listChannelName, type ListAnswer, type ListRow } from '../../core/contract/list';
import type { JournalPage } from '../../core/contract/commands';
import type { LetterId } from '../../core/model/ids';
import type { ReceiptKind, ReceiptState } from '../../core/model/receipt';

/** Every row of the list, asked of the ingest window as the visible window asks; and how many letters wait for a stage. */
export function askRows(page: Page): Promise<{ readonly rows: readonly ListRow[]; readonly pending: number }> {
  return page.evaluate((channelName) => new Promise<{ rows: readonly ListRow[]; pending: number }>((resolve) => {
    const channel = new BroadcastChannel(channelName);
    const id = crypto.randomUUID();
    let rows: readonly ListRow[] | null = null;
    let pending: number | null = null;
    // asked again and again, since the ingest window may not listen yet; no function gets a name here: what compiles this file
    // marks names with a helper that the page does not have
    const again = setInterval(() => {
      channel.postMessage({ type: 'hello' });
      channel.postMessage({ type: 'query', id, query: { accountId: null, queue: 'all', folder: null, search: '' }, from: 0, to: 10_000 });
    }, 100);
    channel.addEventListener('message', (event: MessageEvent<ListAnswer>) => {
      if (event.data.type === 'changed') pending = event.data.pending;
      else if (event.data.type === 'rows' && event.data.id === id) rows = event.data.rows;
      if (rows === null || pending === null) return;
      clearInterval(again);
      channel.close();
      resolve({ rows, pending });
    });
  }), listChannelName);
}

/** What the journal says about letters and receipts. */
export interface JournalView {
  /** by UID in INBOX */
  readonly kept: ReadonlyMap<number, LetterId>;
  /** last state by letter and kind */
  readonly receipts: ReadonlyMap<LetterId, Readonly<Partial<Record<ReceiptKind, ReceiptState>>>>;
  /** letters that were really read */
  readonly displayed: ReadonlySet<LetterId>;
}

export async function readJournal(electron: ElectronApplication): Promise<JournalView> {
  const ingest = electron.windows().find((page) => page.url().endsWith('/ingest.html'));
  if (ingest === undefined) throw new Error('the window that reads letters is not there');
  const kept = new Map<number, LetterId>();
  const receipts = new Map<LetterId, Partial<Record<ReceiptKind, ReceiptState>>>();
  const displayed = new Set<LetterId>();
  for (let after = 0, head = 1; after < head;) {
    const page = (await ingest.evaluate((from) => (globalThis as unknown as { vanthu: { ask(name: string, input: unknown): Promise<unknown> } }).vanthu.ask('journal.read', { after: from, limit: 2000 }), after)) as JournalPage;
    for (const event of page.events) {
      if (event.kind === 'letter.kept') kept.set(event.letter.location.uid, event.letter.letterId);
      if (event.kind === 'letter.displayed') displayed.add(event.letterId);
      if (event.kind === 'receipt.moved') receipts.set(event.letterId, { ...receipts.get(event.letterId), [event.receiptKind]: event.state });
    }
    if (page.next <= after) break;
    [after, head] = [page.next, page.head];
  }
  return { kept, receipts, displayed };
}

/**
 * Asks until the answer is no longer null.
 *
 * @param what the sentence of the error when time runs out; told what was still missing
 */
export async function until<Value>(ask: () => Promise<Value | null>, what: () => string, millis = 90_000): Promise<Value> {
  const deadline = Date.now() + millis;
  for (;;) {
    const value = await ask();
    if (value !== null) return value;
    if (Date.now() > deadline) throw new Error(what());
    await pause(250);
  }
}
