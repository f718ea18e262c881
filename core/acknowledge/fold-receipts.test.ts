import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IsoTime, LetterId } from '../model/ids';
import type { JournalEvent } from '../model/journal';
import type { ReceiptKind, ReceiptState } from '../model/receipt';
import { foldReceipts, receiptKey, stateOf, wasMade } from './fold-receipts';

const at = '2026-11-21T02:00:00.000Z' as IsoTime;
const letters = ['a', 'b', 'c'].map((name) => name.repeat(32) as LetterId);
const states: readonly ReceiptState[] = [
  { state: 'proposed', at }, { state: 'asked', at, why: 'policyAsk' }, { state: 'claiming', at }, { state: 'claimed', at },
  { state: 'handed', at, messageId: '<m@x>', to: 'a@x.vn' }, { state: 'sent', at, messageId: '<m@x>', to: 'a@x.vn', answer: '250' },
  { state: 'withheld', at, why: 'list', answer: null }, { state: 'unknown', at, cause: 'claimUnclear' },
];
const eventArb: fc.Arbitrary<JournalEvent> = fc.oneof(
  { weight: 8, arbitrary: fc.record({
    kind: fc.constant('receipt.moved' as const), letterId: fc.constantFrom(...letters),
    receiptKind: fc.constantFrom<ReceiptKind>('arrival', 'displayed'), state: fc.constantFrom(...states), seq: fc.nat(), at: fc.constant(at),
  }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('letter.erased' as const), letterId: fc.constantFrom(...letters), seq: fc.nat(), at: fc.constant(at) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('letter.damaged' as const), letterId: fc.constantFrom(...letters), seq: fc.nat(), at: fc.constant(at) }) },
);

test('folding a history in any pieces gives what folding it whole gives', () => {
  fc.assert(fc.property(fc.array(eventArb), fc.nat(), (events, cut) => {
    const index = events.length === 0 ? 0 : cut % events.length;
    const pieces = foldReceipts(foldReceipts(new Map(), events.slice(0, index)), events.slice(index));
    expect(pieces).toEqual(foldReceipts(new Map(), events));
  }));
});

test('a receipt keeps every state in order, and the last one is its state', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom(...states), { minLength: 1 }), (history) => {
    const letterId = letters[0] as LetterId;
    const events = history.map((state, index): JournalEvent => ({ kind: 'receipt.moved', letterId, receiptKind: 'arrival', state, seq: index + 1, at }));
    const receipt = foldReceipts(new Map(), events).get(receiptKey(letterId, 'arrival'));
    expect(receipt?.history).toEqual(history);
    expect(receipt && stateOf(receipt)).toEqual(history.at(-1));
  }));
});

test('what may have gone out counts as made, what certainly did not does not', () => {
  const made = states.filter((state) => wasMade({ letterId: letters[0] as LetterId, kind: 'arrival', history: [state] })).map(({ state }) => state);
  expect(made).toEqual(['claiming', 'claimed', 'handed', 'sent', 'unknown']);
});
