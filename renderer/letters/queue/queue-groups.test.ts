import { expect, it } from 'vitest';
import type { QueueCounts, QueueName } from '../../../core/contract/list';
import { documentQueues, shownFolders, shownQueues, workQueues } from './queue-groups';

const counts = (folders: Record<string, number>, damaged = 0) => ({ damaged, folders }) as unknown as QueueCounts;

it('every queue that the list can answer has its place, once', () => {
  const all: Record<QueueName, true> = { all: true, official: true, unread: true, urgent: true, invitations: true, signature: true, receipts: true, unitUnknown: true, ordinary: true, damaged: true };
  expect([...workQueues, ...documentQueues].map((entry) => entry.queue).sort()).toEqual(Object.keys(all).sort());
});

it('damaged copies are named only when there are any', () => {
  expect(shownQueues(workQueues, counts({})).map((entry) => entry.queue)).not.toContain('damaged');
  expect(shownQueues(workQueues, counts({}, 1)).map((entry) => entry.queue)).toContain('damaged');
});

it('the inbox stands first however it is written', () => {
  expect(shownFolders(counts({ Archive: 1, Inbox: 2, 'Đã gửi': 3 })).map((one) => one.folder)[0]).toBe('Inbox');
});
