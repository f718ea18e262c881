import { describe, expect, it } from 'vitest';
import type { IsoTime, LetterId } from '../../../core/model/ids';
import type { Receipt, ReceiptState } from '../../../core/model/receipt';
import { byUrgency, historyLines, receiptWords } from './receipt-words';

const at = '2026-11-21T01:13:02.000Z' as IsoTime;
const now = new Date('2026-11-21T02:00:00.000Z');
const letterId = 'a'.repeat(32) as LetterId;
const sent: ReceiptState = { state: 'sent', at, messageId: '<m>', to: 'vanthu@longan.edu.vn', answer: '250 ok' };
const receipt = (kind: Receipt['kind'], ...history: ReceiptState[]): Receipt => ({ letterId, kind, history });

describe('the words of a receipt', () => {
  it('say "automatically" only if nobody was asked on the way', () => {
    expect(receiptWords(receipt('arrival', { state: 'proposed', at }, sent), true, now)?.headline.values).toMatchObject({ auto: 'yes' });
    expect(receiptWords(receipt('arrival', { state: 'asked', at, why: 'noReturnPath' }, sent), true, now)?.headline.values).toMatchObject({ auto: 'no' });
  });

  it('offer a decision where one is needed and "send again" only where it is not known what happened', () => {
    expect(receiptWords(receipt('arrival', { state: 'asked', at, why: 'noReturnPath' }), true, now)?.needs).toBe('decision');
    expect(receiptWords(receipt('arrival', { state: 'unknown', at, cause: 'handedWithoutAnswer' }), true, now)?.needs).toBe('sendAgain');
    expect(receiptWords(receipt('arrival', sent), true, now)?.needs).toBeNull();
  });

  it('say that a claimed receipt waits for the line when there is none', () => {
    expect(receiptWords(receipt('arrival', { state: 'claimed', at }), false, now)?.headline.key).toBe('receipt.waitingForLine');
    expect(receiptWords(receipt('arrival', { state: 'claimed', at }), true, now)?.headline.key).toBe('receipt.underway');
  });

  it('give the reason of what was withheld', () => {
    expect(receiptWords(receipt('arrival', { state: 'withheld', at, why: 'autoSubmitted', answer: null }), true, now)?.sentence?.key).toBe('receipt.why.autoSubmitted');
  });

  it('are none for a receipt without history', () => {
    expect(receiptWords(receipt('arrival'), true, now)).toBeNull();
  });
});

it('the history keeps what the server answered', () => {
  expect(historyLines(receipt('arrival', { state: 'proposed', at }, sent)).map((line) => line.answer)).toEqual([null, '250 ok']);
});

it('what needs a person stands before what is settled', () => {
  const ordered = byUrgency([receipt('displayed', sent), receipt('arrival', { state: 'asked', at, why: 'policyAsk' })]);
  expect(ordered.map((one) => one.kind)).toEqual(['arrival', 'displayed']);
});
