import { expect, it } from 'vitest';
import { testLetters } from '../desk/test-letters';
import { runCuts } from './run-cuts';

it('has every letter once and byte for byte after fifteen cuts', async () => {
  const letters = testLetters(60, 11);
  const result = await runCuts({ letters, cuts: 15, seed: 11, limitMillis: 100_000 });
  expect(result).toMatchObject({ letters: letters.length, missing: 0, surplus: 0 });
  expect(result.cuts).toBeGreaterThanOrEqual(12);
});
