import type { ListRow } from '../../core/contract/list';
import type { LetterId } from '../../core/model/ids';
import type { ReceiptKind, ReceiptState } from '../../core/model/receipt';
import type { JournalView } from './ask-app';
import type { DemoLetter } from './demo-source';
import type { SentMail } from './mail-servers';

/** A letter of the demo and what the application made of it. */
export interface Outcome {
  readonly source: DemoLetter;
  readonly row: ListRow | null;
  readonly receipts: Readonly<Partial<Record<ReceiptKind, ReceiptState>>>;
  readonly wasDisplayed: boolean;
}

export function outcomes(delivered: readonly { readonly source: DemoLetter; readonly uid: number }[], rows: readonly ListRow[], journal: JournalView): readonly Outcome[] {
  const byId = new Map<LetterId, ListRow>(rows.map((row) => [row.letterId, row]));
  return delivered.map(({ source, uid }) => {
    const id = journal.kept.get(uid);
    return {
      source,
      row: id === undefined ? null : byId.get(id) ?? null,
      receipts: (id === undefined ? undefined : journal.receipts.get(id)) ?? {},
      wasDisplayed: id !== undefined && journal.displayed.has(id),
    };
  });
}

/** `sent`, `withheld:list`, `asked:notAddressed`; what came before the connection is not even proposed. */
export function receiptWords(outcome: Outcome, kind: ReceiptKind): string {
  const state = outcome.receipts[kind];
  if (state === undefined) return kind === 'arrival' && outcome.source.when === 'before' ? 'withheld:beforeConnection' : 'none';
  return state.state === 'withheld' || state.state === 'asked' ? `${state.state}:${state.why}` : state.state;
}

export function verdictWords({ row }: Outcome): string {
  if (row === null) return 'none';
  return row.reason === null ? row.verdict : `${row.verdict}:${row.reason}`;
}

/** Every promise of the sources that the run did not keep, one sentence each. */
export function brokenPromises(all: readonly Outcome[], sent: readonly SentMail[]): readonly string[] {
  return [...all.flatMap(brokenByLetter), ...brokenBySink(all, sent)];
}

function brokenByLetter(outcome: Outcome): readonly string[] {
  const { source, row } = outcome;
  if (row === null) return [`${source.id}: the letter is not in the list`];
  const got: Readonly<Record<string, string>> = {
    official: row.official ? 'yes' : 'no',
    type: row.type ?? 'none',
    number: row.number ?? 'none',
    urgency: row.urgency ?? 'none',
    free: row.freeWebmail ? 'yes' : 'no',
    known: row.unitKnown ? 'yes' : 'no',
    scanned: row.number ?? 'none',
    arrivals: String(row.arrivals),
    verdict: verdictWords(outcome),
    receipt: receiptWords(outcome, 'arrival'),
    displayed: receiptWords(outcome, 'displayed'),
  };
  // every unit of the demo that writes documents has a domain of its own, except where it writes from free webmail
  const known = source.document !== null && source.expect['free'] !== 'yes' ? { known: 'yes' } : {};
  const wanted: Readonly<Record<string, string>> = { verdict: 'unsigned', ...known, ...source.expect };
  return Object.entries(wanted).filter(([name, value]) => got[name] !== value).map(([name, value]) => `${source.id}: ${name} should be ${value} and is ${got[name] ?? 'none'}`);
}

/** The server's side of the story: one message for each "sent", to the sender, with nothing beside. */
function brokenBySink(all: readonly Outcome[], sent: readonly SentMail[]): readonly string[] {
  const told = all.flatMap(({ source, receipts }) => Object.values(receipts).filter(({ state }) => state === 'sent').map(() => source.from.address));
  const heard = sent.flatMap(({ to }) => to);
  const count = (list: readonly string[], address: string): number => list.filter((one) => one === address).length;
  const differing = [...new Set([...told, ...heard])].filter((address) => count(told, address) !== count(heard, address));
  return [
    ...differing.map((address) => `${address}: the journal says ${count(told, address)} messages, the server received ${count(heard, address)}`),
    ...sent.filter(({ raw }) => !/^Auto-Submitted: auto-replied/im.test(raw)).map(({ to }) => `a message to ${to.join(', ')} does not say that it is automatic`),
    ...sent.filter(({ from }) => from !== '').map(({ to }) => `a message to ${to.join(', ')} could itself be answered`),
  ];
}
