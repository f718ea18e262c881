import { describe, expect, it } from 'vitest';
import type { ExchangeRule } from '../model/policy';
import { exchangeRule } from './exchange-rule';
import { parsePolicy } from './policy-schema';

const reports: ExchangeRule = { deskKind: 'report', duty: 'mandatory', source: 'Quy chế thư điện tử' };
const all: ExchangeRule = { deskKind: 'officialDocument', duty: 'encouraged', source: '' };

describe('what an office has decided about exchange by mail', () => {
  it('is told by the rule for the kind, else by the general one, else not at all', () => {
    expect(exchangeRule('report', [all, reports])).toBe(reports);
    expect(exchangeRule('notice', [reports, all])).toBe(all);
    expect(exchangeRule(null, [reports, all])).toBe(all);
    expect(exchangeRule('notice', [reports])).toBe(null);
  });

  it('comes from the policy file, and a duty nobody knows is refused by its place', () => {
    const parsed = parsePolicy({ exchange: [{ deskKind: 'report', duty: 'mandatory', source: 'Quy chế thư điện tử' }, { deskKind: 'officialDocument', duty: 'encouraged' }] });
    expect(parsed.ok && parsed.value.exchange).toEqual([reports, all]);
    expect(parsePolicy({ exchange: [{ deskKind: 'report', duty: 'must' }] })).toEqual({ ok: false, failure: [{ path: 'exchange.0.duty', code: 'wrongValue' }] });
  });
});
