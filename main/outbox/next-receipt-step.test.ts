import { describe, expect, test } from 'vitest';
import type { IsoTime, LetterId } from '../../core/model/ids';
import type { ReceiptState } from '../../core/model/receipt';
import { afterAnswer, nextReceiptStep, personOrdered } from './next-receipt-step';

const at = '2026-11-21T02:00:00.000Z' as IsoTime;
const states: Readonly<Record<ReceiptState['state'], ReceiptState>> = {
  proposed: { state: 'proposed', at },
  asked: { state: 'asked', at, why: 'policyAsk' },
  claiming: { state: 'claiming', at },
  claimed: { state: 'claimed', at },
  handed: { state: 'handed', at, messageId: '<m@x>', to: 'a@x.vn' },
  sent: { state: 'sent', at, messageId: '<m@x>', to: 'a@x.vn', answer: '250' },
  withheld: { state: 'withheld', at, why: 'list', answer: null },
  unknown: { state: 'unknown', at, cause: 'claimUnclear' },
};
const oneAlready: ReceiptState = { state: 'withheld', at, why: 'oneAlready', answer: null };

describe('after a restart', () => {
  test.each([
    ['proposed', 'decide'], ['asked', 'wait'], ['claiming', 'lookForClaim'], ['claimed', 'send'], ['handed', 'giveUp'],
    ['sent', 'done'], ['withheld', 'done'], ['unknown', 'wait'],
  ] as const)('%s goes on with %s', (state, step) => {
    expect(nextReceiptStep(states[state]).step).toBe(step);
  });
});

describe('a person\'s word', () => {
  test('moves only what waits for a person', () => {
    const answers = ['send', 'decline', 'sendAgain'] as const;
    const moves = Object.values(states).flatMap((state) => answers.map((answer) => [state.state, answer, afterAnswer(state, answer)] as const))
      .filter(([, , next]) => next !== null);
    expect(moves).toEqual([
      ['asked', 'send', 'decide'], ['asked', 'decline', 'decline'], ['unknown', 'decline', 'decline'], ['unknown', 'sendAgain', 'claimed'],
    ]);
    expect(afterAnswer(oneAlready, 'send')).toBe('decide');
  });

  test('is read from the history, so that a restart keeps it', () => {
    const ordered = (...history: readonly ReceiptState[]) => personOrdered({ letterId: '' as LetterId, kind: 'arrival', history });
    expect(ordered(states.proposed)).toBe(false);
    expect(ordered(states.proposed, states.asked)).toBe(false);
    expect(ordered(states.proposed, states.asked, states.proposed, states.claiming)).toBe(true);
    expect(ordered(states.proposed, states.claiming, states.proposed)).toBe(false);
    expect(ordered(states.unknown, states.claimed)).toBe(true);
  });
});
