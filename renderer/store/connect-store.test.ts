import 'fake-indexeddb/auto';
import { afterEach, expect, it } from 'vitest';
import type { LetterId } from '../../core/model/ids';
import { connectStore } from './connect-store';

const key = new Uint8Array(32).fill(7);
const letterId = 'c'.repeat(32) as LetterId;
const unhandled: unknown[] = [];
const note = (error: unknown): number => unhandled.push(error);

process.on('unhandledRejection', note);
afterEach(() => process.off('unhandledRejection', note));

it('closing while something is still being read is no fault that a person is shown', async () => {
  const store = await connectStore(key);
  const told: unknown[] = [];
  store.watchMailboxes((mailboxes) => told.push(mailboxes));
  store.watchLetter(letterId, (view) => told.push(view));
  store.close();
  const other = await connectStore(key);
  await new Promise<void>((resolve) => other.watchLetter(letterId, () => resolve()));
  await new Promise((resolve) => setImmediate(resolve));
  other.close();
  expect(unhandled).toEqual([]);
  expect(told).toEqual([]);
});
