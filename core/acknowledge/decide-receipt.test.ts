import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IsoTime } from '../model/ids';
import type { ReceiptDecision, ReceiptKind, ReceiptWhy } from '../model/receipt';
import { decideReceipt } from './decide-receipt';
import { defaultPolicy } from './default-policy';
import { plainLetter, questionOf, withField, without, type QuestionChange, type RawField } from './fixtures/question';

const both: readonly ReceiptKind[] = ['arrival', 'displayed'];
const receipts = defaultPolicy.receipts;
const place = { folder: 'INBOX', specialUse: null, uidValidity: '7', uid: 100 };

function withReceipts(change: Partial<typeof receipts>): QuestionChange {
  return { policy: { ...defaultPolicy, receipts: { ...receipts, ...change } } };
}

interface Row {
  readonly title: string;
  readonly kinds?: readonly ReceiptKind[];
  readonly fields?: readonly RawField[];
  readonly change?: QuestionChange;
  readonly decision: ReceiptDecision['decision'];
  readonly why: ReceiptWhy;
}

const rows: readonly Row[] = [
  { title: 'an ordinary official letter', decision: 'send', why: 'eligible' },
  // never answered
  { title: 'a person declined', change: { answer: 'decline' }, decision: 'withhold', why: 'personDeclined' },
  { title: 'the letter is no longer on the server', change: { place: null }, decision: 'withhold', why: 'gone' },
  { title: 'the MDN keyword is set', kinds: ['displayed'], change: { keywords: ['$mdnsent'] }, decision: 'withhold', why: 'alreadyAnswered' },
  { title: 'the arrival keyword is set', kinds: ['arrival'], change: { keywords: ['$VanThuArrival'] }, decision: 'withhold', why: 'alreadyAnswered' },
  { title: 'another client set the keyword of the other kind', kinds: ['displayed'], change: { keywords: ['$VanThuArrival'] }, decision: 'withhold', why: 'alreadyAnswered' },
  { title: 'the letter was registered elsewhere', change: { keywords: ['$VanThuRegistered'] }, decision: 'withhold', why: 'alreadyAnswered' },
  { title: 'we answered with the other kind', kinds: ['displayed'], change: { made: ['arrival'], keywords: ['$VanThuArrival'] }, decision: 'withhold', why: 'oneAlready' },
  { title: 'special use Junk', change: { place: { ...place, folder: 'INBOX', specialUse: '\\Junk' } }, decision: 'withhold', why: 'junk' },
  { title: 'keyword $Junk', change: { keywords: ['$Junk'] }, decision: 'withhold', why: 'junk' },
  { title: 'marked by a spam filter', fields: withField(plainLetter, 'X-Spam-Flag', 'YES'), decision: 'withhold', why: 'junk' },
  { title: 'another folder', change: { place: { ...place, folder: 'Archive' } }, decision: 'withhold', why: 'notInInbox' },
  { title: 'UID below the first connection', change: { place: { ...place, uid: 99 } }, decision: 'withhold', why: 'beforeConnection' },
  { title: 'older than the connection after a UIDVALIDITY change', change: { place: { ...place, uidValidity: '8' }, arrivedAt: '2026-11-21T00:59:59.000Z' as IsoTime }, decision: 'withhold', why: 'beforeConnection' },
  { title: 'a time that cannot be read', change: { place: { ...place, uid: null }, arrivedAt: 'yesterday' as IsoTime }, decision: 'withhold', why: 'beforeConnection' },
  { title: 'newer than the connection after a UIDVALIDITY change', change: { place: { ...place, uidValidity: '8', uid: 1 } }, decision: 'send', why: 'eligible' },
  { title: 'null return path', fields: withField(plainLetter, 'Return-Path', '<>'), decision: 'withhold', why: 'nullReturnPath' },
  { title: 'mailing list', fields: withField(plainLetter, 'List-Id', '<ds.gov.vn>'), decision: 'withhold', why: 'list' },
  { title: 'Precedence list', fields: withField(plainLetter, 'Precedence', 'list'), decision: 'withhold', why: 'list' },
  { title: 'Precedence bulk', fields: withField(plainLetter, 'Precedence', 'Bulk'), decision: 'withhold', why: 'bulk' },
  { title: 'auto-replied', fields: withField(plainLetter, 'Auto-Submitted', 'auto-replied (vacation)'), decision: 'withhold', why: 'autoSubmitted' },
  { title: 'auto-generated with parameters', fields: withField(plainLetter, 'auto-submitted', ' auto-generated; owner-email="x"'), decision: 'withhold', why: 'autoSubmitted' },
  { title: 'Auto-Submitted no', fields: withField(plainLetter, 'Auto-Submitted', 'no'), decision: 'send', why: 'eligible' },
  { title: 'automatic answers suppressed', fields: withField(plainLetter, 'X-Auto-Response-Suppress', 'DR, OOF, AutoReply'), decision: 'withhold', why: 'autoSubmitted' },
  { title: 'a report, such as another MDN', fields: withField(plainLetter, 'Content-Type', 'multipart/report; report-type=disposition-notification; boundary=x'), decision: 'withhold', why: 'autoSubmitted' },
  { title: 'mailer-daemon', fields: withField(withField(plainLetter, 'From', 'MAILER-DAEMON@gov.vn'), 'Return-Path', '<MAILER-DAEMON@gov.vn>'), decision: 'withhold', why: 'autoSubmitted' },
  { title: 'no From at all', fields: without(plainLetter, 'From'), decision: 'withhold', why: 'noSender' },
  { title: 'our own letter, in other case', fields: withField(plainLetter, 'From', 'VanThu@xa.caobang.gov.vn'), decision: 'withhold', why: 'ourselves' },
  { title: 'our own address as return path', fields: withField(plainLetter, 'Return-Path', '<ubnd@xa.caobang.gov.vn>'), decision: 'withhold', why: 'ourselves' },
  { title: 'no MDN asked for', kinds: ['displayed'], fields: without(plainLetter, 'Disposition-Notification-To'), decision: 'withhold', why: 'notRequested' },
  { title: 'no MDN asked for, arrival notice', kinds: ['arrival'], fields: without(plainLetter, 'Disposition-Notification-To'), decision: 'send', why: 'eligible' },
  { title: 'MDN with an option we cannot honour', kinds: ['displayed'], fields: withField(plainLetter, 'Disposition-Notification-Options', 'x=required,1'), decision: 'withhold', why: 'notRequested' },
  { title: 'free webmail', fields: senderIs('so.gddt@gmail.com'), decision: 'withhold', why: 'freeWebmail' },
  { title: 'not an official domain', fields: senderIs('a@evilgov.vn'), decision: 'withhold', why: 'notOfficialDomain' },
  { title: 'official only for the eye', fields: senderIs('a@ｇov.vn'), decision: 'withhold', why: 'noSender' },
  { title: 'notification address of a third party', kinds: ['displayed'], fields: withField(plainLetter, 'Disposition-Notification-To', 'spy@other.gov.vn'), decision: 'withhold', why: 'notificationDiffers' },
  { title: 'policy wants recognised documents only', kinds: ['arrival'], change: { ...withReceipts({ arrivalFor: 'officialDocument' }), isOfficial: false }, decision: 'withhold', why: 'notOfficialLetter' },
  { title: 'policy wants recognised documents only, not known', kinds: ['arrival'], change: { ...withReceipts({ arrivalFor: 'officialDocument' }), isOfficial: null }, decision: 'ask', why: 'notOfficialLetter' },
  { title: 'no document recognised under the default policy', kinds: ['arrival'], change: { isOfficial: false }, decision: 'send', why: 'eligible' },
  { title: 'the person chose never', change: { choice: { arrivalNotice: 'never', displayedMdn: 'never' } }, decision: 'withhold', why: 'policyNever' },
  { title: 'the office forbids, whatever the person chose', change: withReceipts({ arrivalNotice: 'never', displayedMdn: 'never' }), decision: 'withhold', why: 'policyNever' },
  { title: 'the office decides automatic over the choice never', change: { ...withReceipts({ arrivalNotice: 'automatic', displayedMdn: 'automatic' }), choice: { arrivalNotice: 'never', displayedMdn: 'never' } }, decision: 'send', why: 'eligible' },
  { title: 'blind copy, policy never', fields: without(plainLetter, 'To'), change: withReceipts({ whenBcc: 'never' }), decision: 'withhold', why: 'notAddressed' },
  // a person is asked
  { title: 'two From fields', fields: [...plainLetter, ['From', 'b@sgddt.longan.gov.vn']], decision: 'ask', why: 'severalSenders' },
  { title: 'two equal From fields', fields: [...plainLetter, ['From', 'vanthu@sgddt.longan.gov.vn']], decision: 'ask', why: 'severalSenders' },
  { title: 'two addresses in From', fields: withField(plainLetter, 'From', 'vanthu@sgddt.longan.gov.vn, b@x.gov.vn'), decision: 'ask', why: 'severalSenders' },
  { title: 'no return path', fields: without(plainLetter, 'Return-Path'), decision: 'ask', why: 'noReturnPath' },
  { title: 'return path differs', fields: withField(plainLetter, 'Return-Path', '<bounce@sgddt.longan.gov.vn>'), decision: 'ask', why: 'returnPathDiffers' },
  { title: 'return path differs in case of the local part', fields: withField(plainLetter, 'Return-Path', '<VanThu@sgddt.longan.gov.vn>'), decision: 'ask', why: 'returnPathDiffers' },
  { title: 'two different return paths', fields: [...plainLetter, ['Return-Path', '<x@y.gov.vn>']], decision: 'ask', why: 'returnPathDiffers' },
  { title: 'our server says the sender failed', fields: withField(plainLetter, 'Authentication-Results', 'mx.xa.caobang.gov.vn; spf=fail smtp.mailfrom=a.vn; dmarc=fail'), decision: 'ask', why: 'authenticationFailed' },
  { title: 'several notification addresses', kinds: ['displayed'], fields: withField(plainLetter, 'Disposition-Notification-To', 'vanthu@sgddt.longan.gov.vn, b@x.gov.vn'), decision: 'ask', why: 'severalNotifications' },
  { title: 'blind copy', fields: without(plainLetter, 'To'), decision: 'ask', why: 'notAddressed' },
  { title: 'blind copy, policy sends', fields: without(plainLetter, 'To'), change: withReceipts({ whenBcc: 'send' }), decision: 'send', why: 'eligible' },
  { title: 'an alias in Cc', fields: withField(without(plainLetter, 'To'), 'Cc', 'VANTHU@XA.caobang.gov.vn'), decision: 'send', why: 'eligible' },
  { title: 'the person wants to be asked', change: { choice: { arrivalNotice: 'ask', displayedMdn: 'ask' } }, decision: 'ask', why: 'policyAsk' },
  { title: 'thirty to this sender in the hour', change: { lastHour: { sender: 30, account: 30 } }, decision: 'ask', why: 'senderCap' },
  { title: 'two hundred from this account in the hour', change: { lastHour: { sender: 0, account: 200 } }, decision: 'ask', why: 'accountCap' },
  { title: 'just below both caps', change: { lastHour: { sender: 29, account: 199 } }, decision: 'send', why: 'eligible' },
  // a person's word
  { title: 'a person settles the doubt', fields: without(plainLetter, 'Return-Path', 'To'), change: { answer: 'send', lastHour: { sender: 99, account: 999 } }, decision: 'send', why: 'eligible' },
  { title: 'a person may add the MDN to an arrival notice', kinds: ['displayed'], change: { answer: 'send', made: ['arrival'], keywords: ['$VanThuArrival'] }, decision: 'send', why: 'eligible' },
  { title: 'a person cannot answer what another client answered', kinds: ['displayed'], change: { answer: 'send', keywords: ['$MDNSent'] }, decision: 'withhold', why: 'alreadyAnswered' },
  { title: 'a person cannot answer a list', fields: withField(plainLetter, 'List-Post', 'NO'), change: { answer: 'send' }, decision: 'withhold', why: 'list' },
  { title: 'an office that allows both kinds', kinds: ['displayed'], change: { ...withReceipts({ automaticPerLetter: 2 }), made: ['arrival'], keywords: ['$VanThuArrival'] }, decision: 'send', why: 'eligible' },
];

function senderIs(address: string): readonly RawField[] {
  const fields = withField(withField(plainLetter, 'From', address), 'Return-Path', `<${address}>`);
  return withField(fields, 'Disposition-Notification-To', address);
}

describe('the decision table, row by row', () => {
  test.each(rows)('$title: $decision, $why', ({ kinds, fields, change, decision, why }) => {
    for (const kind of kinds ?? both) expect(decideReceipt(questionOf(kind, fields, change))).toEqual({ decision, why });
  });

  test('every reason that the pure decision can give is given by some row', () => {
    const given = new Set(rows.map((row) => row.why));
    // serverRefused and noClaim are learnt only while sending; see main/outbox
    const wanted: readonly ReceiptWhy[] = [
      'notOfficialDomain', 'freeWebmail', 'list', 'bulk', 'autoSubmitted', 'ourselves', 'noSender', 'severalSenders', 'noReturnPath',
      'nullReturnPath', 'returnPathDiffers', 'authenticationFailed', 'notificationDiffers', 'severalNotifications', 'notRequested',
      'notAddressed', 'notInInbox', 'junk', 'beforeConnection', 'alreadyAnswered', 'senderCap', 'accountCap', 'policyNever', 'policyAsk',
      'personDeclined', 'oneAlready', 'notOfficialLetter', 'eligible', 'gone',
    ];
    expect([...given].sort()).toEqual([...wanted].sort());
  });
});

const hostile: readonly RawField[] = [
  ['List-Id', '<a.b>'], ['List-Unsubscribe', '<mailto:x@y>'], ['Precedence', 'bulk'], ['Precedence', 'junk'], ['Precedence', 'list'],
  ['Auto-Submitted', 'auto-generated'], ['Auto-Submitted', 'auto-notified'], ['X-Auto-Response-Suppress', 'All'], ['Return-Path', '<>'],
  ['Return-Path', '<other@evil.com>'], ['Return-Path', 'no address'], ['From', 'x@evil.com'], ['From', '"broken'],
  ['From', 'ubnd@xa.caobang.gov.vn'], ['X-Spam-Flag', 'YES'], ['Content-Type', 'multipart/report; boundary=b'],
  ['Authentication-Results', 'mx.xa.caobang.gov.vn; dmarc=fail'], ['X-Autoreply', 'yes'], ['Feedback-ID', '1:2:3'],
];
/** May be honest or not, but must never open what was closed. */
const neutral: readonly RawField[] = [
  ['Authentication-Results', 'mx.xa.caobang.gov.vn; dmarc=pass'], ['Auto-Submitted', 'no'], ['X-Official', 'yes'],
  ['Return-Path', '<vanthu@sgddt.longan.gov.vn>'], ['From', 'vanthu@sgddt.longan.gov.vn'], ['Sender', 'a@gov.vn'],
  ['Reply-To', 'a@gov.vn'], ['X-Spam-Flag', 'NO'], ['Precedence', 'first-class'], ['X-Auto-Response-Suppress', 'None'],
];
const rank = { send: 0, ask: 1, withhold: 2 } as const;
const kindArb = fc.constantFrom(...both);
const changeArb: fc.Arbitrary<QuestionChange> = fc.record({
  place: fc.option(fc.record({
    folder: fc.constantFrom('INBOX', 'inbox', 'Junk', 'Archive'), specialUse: fc.constantFrom(null, '\\Junk', '\\Inbox'),
    uidValidity: fc.constantFrom('7', '8', null), uid: fc.option(fc.integer({ min: 1, max: 200 })),
  }), { freq: 10, nil: null }),
  arrivedAt: fc.constantFrom('2026-11-21T00:00:00.000Z', '2026-11-21T02:00:00.000Z', 'x').map((text) => text as IsoTime),
  keywords: fc.subarray(['$MDNSent', '$VanThuArrival', '$VanThuRegistered', '$Junk', '\\Seen', 'custom']),
  isOfficial: fc.constantFrom(true, false, null),
  made: fc.subarray<ReceiptKind>(['arrival']),
  lastHour: fc.record({ sender: fc.nat(40), account: fc.nat(240) }),
});
const fieldsArb = fc.tuple(fc.subarray([...plainLetter], { minLength: 4 }), fc.subarray([...hostile, ...neutral], { maxLength: 3 }))
  .map(([plain, extra]) => [...plain, ...extra]);

describe('whatever arrives', () => {
  test('a hostile header never makes the answer more willing', () => {
    fc.assert(fc.property(kindArb, fieldsArb, changeArb, fc.constantFrom(...hostile), fc.nat(20), (kind, fields, change, extra, at) => {
      const before = decideReceipt(questionOf(kind, fields, change));
      const index = Math.min(at, fields.length);
      const after = decideReceipt(questionOf(kind, [...fields.slice(0, index), extra, ...fields.slice(index)], change));
      // a From or Return-Path that was missing altogether is information, not hostility: it may at most lead to a question
      const floor = rank[before.decision] === 2 ? 1 : rank[before.decision];
      expect(rank[after.decision]).toBeGreaterThanOrEqual(floor);
      if (extra[0] !== 'From') expect(rank[after.decision]).toBeGreaterThanOrEqual(rank[before.decision]);
    }), { numRuns: 2000 });
  });

  test('no header at all turns a refusal of a complete letter into a sending', () => {
    const field = fc.constantFrom(...hostile, ...neutral);
    fc.assert(fc.property(kindArb, fc.constantFrom(...hostile), field, changeArb, (kind, bad, any, change) => {
      const before = decideReceipt(questionOf(kind, [...plainLetter, bad], change));
      const after = decideReceipt(questionOf(kind, [...plainLetter, bad, any], change));
      if (before.decision !== 'send') expect(after.decision).not.toBe('send');
    }), { numRuns: 1000 });
  });

  test('nothing is sent by itself unless every condition of the law holds', () => {
    fc.assert(fc.property(kindArb, fieldsArb, changeArb, (kind, fields, change) => {
      const question = questionOf(kind, fields, change);
      if (decideReceipt(question).decision !== 'send') return;
      const values = (name: string) => fields.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
      expect(values('from')).toHaveLength(1);
      expect(question.facts.from.map((each) => each.text)).toEqual(['vanthu@sgddt.longan.gov.vn']);
      expect(new Set(values('return-path'))).toEqual(new Set(['<vanthu@sgddt.longan.gov.vn>']));
      expect(fields.some(([name]) => /^list-/i.test(name))).toBe(false);
      expect(values('precedence').filter((value) => value !== 'first-class')).toEqual([]);
      expect(values('auto-submitted').filter((value) => value !== 'no')).toEqual([]);
      expect(values('to')).toHaveLength(1);
      expect(question.place?.folder.toUpperCase()).toBe('INBOX');
      expect(question.place?.specialUse).not.toBe('\\Junk');
      expect(question.keywords.filter((word) => word.startsWith('$V') || word === '$MDNSent')).toEqual(
        question.made.length > 0 ? expect.anything() : []);
      expect(question.made).toEqual([]);
      expect(question.lastHour.sender).toBeLessThan(30);
      expect(question.lastHour.account).toBeLessThan(200);
      if (kind === 'displayed') expect(values('disposition-notification-to')).toEqual(['<vanthu@sgddt.longan.gov.vn>']);
    }), { numRuns: 3000 });
  });
});
