import { expect, it } from 'vitest';
import { joinTexts } from './join-texts';

it('two trees of texts become one without losing a branch of either', () => {
  expect(joinTexts({ check: { why: { none: 'a' }, name: 'b' } }, { check: { why: { stale: 'c' } }, other: 'd' })).toEqual({ check: { why: { none: 'a', stale: 'c' }, name: 'b' }, other: 'd' });
});
