import { expect, it } from 'vitest';
import type { VerdictChange } from '../../core/contract/list';
import { joinChanges } from './join-changes';

const change = (letterId: string, was: VerdictChange['was'], is: VerdictChange['is']) => ({ letterId, was, is, reason: null }) as VerdictChange;

it('what changed twice is told once, from first to last', () => {
  expect(joinChanges([change('a', 'indeterminate', 'passed')], [change('a', 'passed', 'failed'), change('b', 'indeterminate', 'passed')])).toEqual([change('a', 'indeterminate', 'failed'), change('b', 'indeterminate', 'passed')]);
});

it('an answer that came back to what it was is not told', () => {
  expect(joinChanges([change('a', 'indeterminate', 'passed')], [change('a', 'passed', 'indeterminate')])).toEqual([]);
});
