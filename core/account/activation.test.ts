import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../model/ids';
import { activationLeft, activationOf } from './activation';

const policy = { url: 'https://matkhau.tinh.gov.vn/', hours: 6, contact: 'Trung tâm CNTT, máy lẻ 101' };
const since = '2026-11-20T01:00:00.000Z' as IsoTime;
const at = (time: string): Date => new Date(`2026-11-20T${time}Z`);

describe('the first password', () => {
  it('has to be changed within the hours of the policy, counted from the first time the server asked for it', () => {
    const asked = activationOf({ since, failure: 'activationNeeded' }, policy, at('02:00:00'));
    expect(asked).toEqual({ until: '2026-11-20T07:00:00.000Z', url: policy.url, contact: policy.contact });
    expect(activationLeft(asked!, at('02:00:00'))).toEqual({ state: 'running', millis: 5 * 3_600_000 });
    expect(activationLeft(asked!, at('07:00:00'))).toEqual({ state: 'over' });
  });

  it('that is still good for a login counts down all the same, and is silent once the time has passed without harm', () => {
    expect(activationOf({ since, failure: null }, policy, at('06:59:59'))?.until).toBe('2026-11-20T07:00:00.000Z');
    expect(activationOf({ since, failure: null }, policy, at('07:00:00'))).toBeNull();
  });

  it('names the contact when the account is locked, also where nobody here saw the hours begin', () => {
    expect(activationOf({ since, failure: 'accountLocked' }, policy, at('12:00:00'))).toMatchObject({ until: '2026-11-20T07:00:00.000Z', contact: policy.contact });
    expect(activationOf({ since: null, failure: 'accountLocked' }, policy, at('12:00:00'))).toEqual({ until: null, url: policy.url, contact: policy.contact });
    expect(activationOf({ since: null, failure: 'accountLocked' }, null, at('12:00:00'))).toBeNull();
  });

  it('is asked for without a time where the office has no rule', () => {
    const asked = activationOf({ since, failure: 'activationNeeded' }, null, at('02:00:00'));
    expect(asked).toEqual({ until: null, url: null, contact: null });
    expect(activationLeft(asked!, at('02:00:00'))).toEqual({ state: 'untimed' });
  });

  it('is no matter for an account that nobody asked to change it', () => {
    expect(activationOf({ since: null, failure: null }, policy, at('02:00:00'))).toBeNull();
    expect(activationOf({ since: null, failure: 'passwordWrong' }, policy, at('02:00:00'))).toBeNull();
    expect(activationOf({ since: null, failure: 'timeout' }, policy, at('02:00:00'))).toBeNull();
  });
});
