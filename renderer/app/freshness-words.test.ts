import { expect, it } from 'vitest';
import type { EvidenceStatus } from '../../core/model/evidence';
import type { IsoTime } from '../../core/model/ids';
import { freshnessWords } from './freshness-words';

const now = new Date(2026, 10, 21, 9, 0);
const day = (date: number): IsoTime => new Date(2026, 10, date, 7, 58).toISOString() as IsoTime;
const status: EvidenceStatus = { waiting: 0, fetchedAt: day(21), failures: [] };
const keys = (one: EvidenceStatus, fetching: 'automatic' | 'never' = 'automatic', list: IsoTime | null = null) => freshnessWords(one, list, fetching, now).map(({ key }) => key);

it('the foot of the window says how old the revocation data is, what is waited for and who does not answer', () => {
  expect(freshnessWords(status, null, 'automatic', now)).toEqual([{ key: 'freshness.age', values: { at: '07:58' } }]);
  expect(keys({ waiting: 2, fetchedAt: null, failures: [{ host: 'crl.example.vn', code: 'timeout' }] })).toEqual(['freshness.none', 'freshness.waiting', 'freshness.unreachable']);
});

it('names the day of the newest list that answers rest on, also where policy brought it, and says when that is long ago', () => {
  expect(freshnessWords({ ...status, fetchedAt: null }, day(20), 'never', now)[0]).toEqual({ key: 'freshness.list', values: { day: '20/11/2026' } });
  expect(keys({ ...status, fetchedAt: null }, 'automatic', day(1))).toEqual(['freshness.listOld']);
  // lists of a root are issued seldom: what was asked for today is no matter of age
  expect(keys(status, 'automatic', day(1))).toEqual(['freshness.list']);
});

it('promises nothing where policy lets nothing be fetched', () => {
  expect(keys({ ...status, waiting: 3 }, 'never')).toEqual(['freshness.age', 'freshness.policyNever']);
});
