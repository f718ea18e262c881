import { expect, it } from 'vitest';
import type { Evidence } from '../fold/evidence';
import type { LetterState } from '../fold/letter-state';
import type { AccountRecord } from '../model/account';
import type { StageOneFacts } from '../model/facts';
import type { AccountId, IsoTime } from '../model/ids';
import { defaultPolicy } from './default-policy';
import { whyUnanswered } from './decide-from-journal';

const accountId = '0123456789abcdef' as AccountId;
const account = {
  accountId, settings: { address: 'pgd@test.test', aliases: [], imap: { host: 'mail.test' }, smtp: { host: 'mail.test' } }, receipts: { arrivalNotice: 'automatic', displayedMdn: 'automatic' },
  connectedAt: '2026-11-20T01:00:00.000Z' as IsoTime, firstSeen: { uidValidity: '7', uidNext: 100 },
} as unknown as AccountRecord;
const evidence: Evidence = { policy: { ...defaultPolicy, crlDigests: [], officialDomains: ['.gov.vn'] }, anchors: [], kept: [], keys: [], accounts: { [accountId]: account }, folders: {}, seq: 1, at: null, trustSeq: 1, trustAt: null };
const from = { name: '', address: 'a@so.gov.vn' };
const one = {
  header: {
    from: [from], replyTo: [], to: [{ name: '', address: 'pgd@test.test' }], cc: [], subject: '', date: null, messageId: null, inReplyTo: [], references: [],
    fields: [{ name: 'Return-Path', value: '<a@so.gov.vn>' }, { name: 'From', value: 'a@so.gov.vn' }, { name: 'To', value: 'pgd@test.test' }],
  },
  recognition: { isOfficial: true, documents: [] },
} as unknown as StageOneFacts;
const letter = (uid: number, change: Partial<LetterState> = {}): LetterState => ({
  kept: { accountId, internalDate: '2026-11-21T01:00:00.000Z', location: { folder: 'INBOX', uidValidity: '7', uid } } as LetterState['kept'], places: [], acts: [], corrections: [], acceptance: null, desk: { registered: null, refused: null, progress: [] }, locations: [{ folder: 'INBOX', uidValidity: '7', uid }], flags: [], displayedAt: null, readHere: false,
  receipts: {}, damaged: false, attempts: {}, ...change,
});

it('says of a letter from before the connection why it is not answered, though the journal holds no word of it', () => {
  expect(whyUnanswered(letter(99), one, evidence)).toBe('beforeConnection');
});

it('says nothing of a letter that is answered, or is still to be proposed', () => {
  expect(whyUnanswered(letter(100), one, evidence)).toBeNull();
  expect(whyUnanswered(letter(99, { receipts: { arrival: [{ state: 'asked', at: account.connectedAt, why: 'policyAsk' }] } }), one, evidence)).toBeNull();
});

it('says that a letter which left the server before it was answered is not answered', () => {
  expect(whyUnanswered(letter(100, { locations: [] }), one, evidence)).toBe('gone');
});

it('says nothing before account and policy are known', () => {
  expect(whyUnanswered(letter(99), one, { ...evidence, policy: null })).toBeNull();
});
