import type { FetchMessageObject, ImapFlow } from 'imapflow';
import { expect, it } from 'vitest';
import { fetchBatch } from './fetch-letters';

/** A server's answer as imapflow reads it out. */
function answering(rows: readonly Partial<FetchMessageObject>[]): ImapFlow {
  const client = {
    async *fetch() {
      await Promise.resolve();
      yield* rows;
    },
  };
  return client as unknown as ImapFlow;
}

it('a letter that has a size and comes as nothing is one the server could not hand out', async () => {
  const common = { flags: new Set<string>(), internalDate: new Date('2026-11-21T02:00:00Z') };
  const { letters } = await fetchBatch(answering([
    { ...common, uid: 1, size: 900, source: Buffer.alloc(0) },
    { ...common, uid: 2, source: Buffer.alloc(0) },
    { ...common, uid: 3, size: 0, source: Buffer.alloc(0) },
    { ...common, uid: 4, size: 5, source: Buffer.from('there') },
  ]), { kind: 'batch', uids: [1, 2, 3, 4], bytes: 2000 });
  expect(letters.map(({ uid }) => uid)).toEqual([3, 4]);
});
