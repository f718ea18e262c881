import { describe, expect, it } from 'vitest';
import type { QueueCounts } from '../../../core/contract/list';
import type { AccountRecord } from '../../../core/model/account';
import type { FolderInfo } from '../../../core/model/folder';
import type { AccountId } from '../../../core/model/ids';
import type { KnownMailbox } from '../../store/known-mailbox';
import { paneLines, type PaneLine } from './pane-tree';

const [one, two] = ['1'.repeat(16) as AccountId, '2'.repeat(16) as AccountId];
const folder = (path: string, more: Partial<FolderInfo> = {}): FolderInfo => ({ path, name: path.split('/').at(-1) ?? path, delimiter: '/', use: path === 'INBOX' ? 'inbox' : null, useFrom: null, namespace: 'personal', selectable: true, subscribed: true, rights: null, ...more });
const mailbox = (accountId: AccountId, folders: readonly FolderInfo[]): KnownMailbox => ({ account: { accountId, settings: { address: `${accountId[0]}@so.gov.vn` } } as AccountRecord, folders });
const counts = (folders: QueueCounts['folders']) => ({ folders }) as QueueCounts;
const some = { letters: 1, unread: 0 };
const said = (line: PaneLine): string => `${'-'.repeat(line.depth)}${line.kind === 'folder' ? line.node.name : line.kind === 'account' ? `${line.address}${line.removed ? ' removed' : ''}` : 'shared'}`;
const none: ReadonlySet<string> = new Set();

describe('the folders in the pane', () => {
  it('stand without the line of their account where there is only one', () => {
    const lines = paneLines({ mailboxes: [mailbox(one, [folder('INBOX'), folder('A/B')])], connected: new Set([one]), counts: null, turned: none });
    expect(lines.map(said)).toEqual(['INBOX', 'A', '-B']);
  });

  it('of a removed mailbox stand last and closed as long as its letters are here, and are gone with them', () => {
    const mailboxes = [mailbox(two, [folder('INBOX')]), mailbox(one, [folder('INBOX')])];
    const given = { mailboxes, connected: new Set([one]), turned: none };
    expect(paneLines({ ...given, counts: counts({ [two]: { INBOX: some } }) }).map(said)).toEqual(['1@so.gov.vn', '-INBOX', '2@so.gov.vn removed']);
    expect(paneLines({ ...given, counts: counts({ [two]: { INBOX: some } }), turned: new Set([two]) }).map(said)).toEqual(['1@so.gov.vn', '-INBOX', '2@so.gov.vn removed', '-INBOX']);
    expect(paneLines({ ...given, counts: counts({}) }).map(said)).toEqual(['INBOX']);
  });

  it('of others stand in a group of their own, below ours', () => {
    const lines = paneLines({ mailboxes: [mailbox(one, [folder('INBOX'), folder('user/b', { namespace: 'otherUsers' }), folder('user/c', { namespace: 'otherUsers' })])], connected: new Set([one]), counts: null, turned: none });
    expect(lines.map(said)).toEqual(['INBOX', 'shared', '-b', '-c']);
  });

  it('are shown where letters lie though the server lists them no more', () => {
    const lines = paneLines({ mailboxes: [mailbox(one, [folder('INBOX')])], connected: new Set([one]), counts: counts({ [one]: { Cũ: some } }), turned: none });
    expect(lines.map(said)).toEqual(['INBOX', 'Cũ']);
  });

  it('stand closed at first where there are thousands', () => {
    const many = Array.from({ length: 10_000 }, (_, n) => folder(`${n % 50}/${n}`));
    expect(paneLines({ mailboxes: [mailbox(one, many)], connected: new Set([one]), counts: null, turned: none })).toHaveLength(50);
  });
});
