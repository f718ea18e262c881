import { describe, expect, it } from 'vitest';
import type { AppState } from '../../core/contract/commands';
import type { AccountStatus } from '../../core/model/account';
import type { AccountId, IsoTime } from '../../core/model/ids';
import { lineWords } from './line-words';
import { withAccount } from './with-account';

const since = new Date(2026, 10, 21, 8, 12).toISOString() as IsoTime;
const now = new Date(2026, 10, 21, 9, 0);
const account = (connection: AccountStatus['connection'], id = 'a'): AccountStatus => ({
  accountId: id.repeat(16) as AccountId, address: 'pgd@moet.edu.vn', displayName: '', receipts: { arrivalNotice: 'automatic', displayedMdn: 'automatic' }, connection, lastChecked: null, progress: null, waiting: 0,
});
const failure = { code: 'timeout', host: 'mail.x.vn', port: 993, serverSaid: null, certificate: null } as const;

describe('the truth about the line', () => {
  it('is green only when the server is reached', () => {
    expect(lineWords(account({ state: 'online', since }), now).tone).toBe('good');
    expect(lineWords(account({ state: 'connecting', since }), now).tone).toBe('neutral');
  });

  it('says since when and why it is not', () => {
    expect(lineWords(account({ state: 'offline', since, failure }), now)).toMatchObject({ words: { values: { since: '08:12' } }, why: { key: 'connection.timeout.what', values: { server: 'mail.x.vn:993' } } });
  });

  it('tells a full disk from a person who stopped it', () => {
    expect(lineWords(account({ state: 'stopped', since, reason: 'diskFull' }), now).words.key).toBe('status.diskFull');
    expect(lineWords(account({ state: 'stopped', since, reason: 'person' }), now).words.key).toBe('status.stopped');
  });
});

it('news of an account replaces what was known of it and nothing else', () => {
  const state = { accounts: [account({ state: 'connecting', since }), account({ state: 'online', since }, 'b')] } as unknown as AppState;
  const after = withAccount(state, account({ state: 'online', since }));
  expect(after.accounts.map((one) => one.connection.state)).toEqual(['online', 'online']);
  expect(withAccount(state, account({ state: 'online', since }, 'c')).accounts).toHaveLength(3);
});
