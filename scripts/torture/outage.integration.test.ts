import { expect, it } from 'vitest';
import { runOutage } from './run-outage';

it('goes on where it was after ten days without a line: letters, receipts and acts each once and in order', async () => {
  const result = await runOutage({ days: 10, waiting: 120, urgent: 6, receipts: 5, seed: 5, limitMillis: 60_000 });
  expect(result).toMatchObject({ missing: 0, surplus: 0, receiptsOnce: 5, receiptsWrong: 0, acts: 40, settled: 40, actsWrong: 0, sinceStayed: true });
});
