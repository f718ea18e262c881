import { expect, test } from 'vitest';
import { watchNetwork } from './watch-network';

test('a computer that got another address tries to connect at once, one that lost its last address does not', async () => {
  const seen = ['10.0.0.2', '10.0.0.2', '', '', '10.0.0.7', '10.0.0.7'];
  let hints = 0;
  await new Promise<void>((resolve) => {
    const stop = watchNetwork({ maybeOnline: () => (hints += 1) }, () => {
      const next = seen.shift();
      if (next !== undefined) return next;
      stop();
      resolve();
      return '10.0.0.7';
    }, 1);
  });
  expect(hints).toBe(1);
});
