import { expect, it } from 'vitest';
import type { QueueCounts, QueueName } from '../../../core/contract/list';
import { documentQueues, shownQueues, workQueues } from './queue-groups';

const counts = (some: Partial<Record<QueueName, number>>) => some as unknown as QueueCounts;

it('every queue that the list can answer has its place, once; junk is a folder and nobody is led to it', () => {
  const all: Record<Exclude<QueueName, 'junk'>, true> = { all: true, official: true, unread: true, urgent: true, invitations: true, signature: true, receipts: true, unitUnknown: true, ordinary: true, damaged: true, conflicts: true, gone: true, imported: true, secret: true, duplicates: true, touched: true };
  expect([...workQueues, ...documentQueues].map((entry) => entry.queue).sort()).toEqual(Object.keys(all).sort());
});

it.each(['damaged', 'conflicts', 'secret', 'duplicates', 'touched'] as const)('%s letters are named only when there are any', (queue) => {
  expect(shownQueues(workQueues, counts({})).map((entry) => entry.queue)).not.toContain(queue);
  expect(shownQueues(workQueues, counts({ [queue]: 1 })).map((entry) => entry.queue)).toContain(queue);
});
