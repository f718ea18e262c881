import { describe, expect, it } from 'vitest';
import type { AppState } from '../../core/contract/commands';
import type { AccountStatus } from '../../core/model/account';
import type { AccountId, IsoTime } from '../../core/model/ids';
import { foldersUnderway, lineWords, waitingActs } from './line-words';
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
    expect(lineWords(account({ state: 'stopped', since, reason: 'readOnly' }), now)).toMatchObject({ tone: 'bad', words: { key: 'status.readOnly' } });
    expect(lineWords(account({ state: 'stopped', since, reason: 'person' }), now).words.key).toBe('status.stopped');
  });
});

describe('what is still to come and to go out', () => {
  const folder = (state: 'waiting' | 'syncing' | 'complete' | 'skipped' | 'refused') => ({ path: state, state, total: null, lastChecked: null });
  const online = account({ state: 'online', since });

  it('counts folders only until every one that is kept is complete', () => {
    expect(foldersUnderway({ ...online, folders: [folder('complete'), folder('syncing'), folder('waiting'), folder('skipped'), folder('refused')] })).toEqual({ done: 1, total: 3 });
    expect(foldersUnderway({ ...online, folders: [folder('complete'), folder('complete'), folder('skipped')] })).toBeNull();
    expect(foldersUnderway(online)).toBeNull();
  });

  it('says nothing of folders while the server is not reached', () => {
    expect(foldersUnderway({ ...account({ state: 'offline', since, failure }), folders: [folder('waiting'), folder('waiting')] })).toBeNull();
  });

  it('adds up the acts of every account', () => {
    expect(waitingActs([{ ...online, acts: { waiting: 2, conflicts: 1 } }, online, { ...online, acts: { waiting: 1, conflicts: 0 } }])).toBe(3);
  });
});

it('news of an account replaces what was known of it and nothing else', () => {
  const state = { accounts: [account({ state: 'connecting', since }), account({ state: 'online', since }, 'b')] } as unknown as AppState;
  const after = withAccount(state, account({ state: 'online', since }));
  expect(after.accounts.map((one) => one.connection.state)).toEqual(['online', 'online']);
  expect(withAccount(state, account({ state: 'online', since }, 'c')).accounts).toHaveLength(3);
});
