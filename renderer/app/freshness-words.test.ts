import { expect, it } from 'vitest';
import type { EvidenceStatus } from '../../core/model/evidence';
import { freshnessWords } from './freshness-words';

const now = new Date(2026, 10, 21, 9, 0);
const status: EvidenceStatus = { waiting: 0, fetchedAt: new Date(2026, 10, 21, 7, 58).toISOString() as EvidenceStatus['fetchedAt'], failures: [] };
const keys = (one: EvidenceStatus, fetching: 'automatic' | 'never' = 'automatic') => freshnessWords(one, fetching, now).map(({ key }) => key);

it('the foot of the window says how old the revocation data is, what is waited for and who does not answer', () => {
  expect(freshnessWords(status, 'automatic', now)).toEqual([{ key: 'freshness.age', values: { at: '07:58' } }]);
  expect(keys({ waiting: 2, fetchedAt: null, failures: [{ host: 'crl.example.vn', code: 'timeout' }] })).toEqual(['freshness.none', 'freshness.waiting', 'freshness.unreachable']);
});

it('promises nothing where policy lets nothing be fetched', () => {
  expect(keys({ ...status, waiting: 3 }, 'never')).toEqual(['freshness.age', 'freshness.policyNever']);
});
