import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountId, Digest, DraftId, IsoTime, LetterId, OutgoingId, UnitId } from '../model/ids';
import type { MailState, OutgoingMail } from '../model/outgoing';
import type { Notice, NoticeLine, NoticeStep } from '../model/notice';
import type { Ledger, LedgerLine } from '../model/tracking';
import { letterThread } from './letter-thread';
import type { HomeLetter } from './home-letter';
import { ledgerOf } from './ledger';
import { noticeLine } from '../notice/notice-line';

const time = (minutes: number): IsoTime => new Date(Date.UTC(2026, 10, 20, 8, minutes)).toISOString() as IsoTime;
const queuedAt = time(0);
const digest = (char: string): Digest => char.repeat(64) as Digest;
const sentState: MailState = { state: 'sent', at: time(1), serverSaid: '250', refused: [], by: 'server' };

function mail(n: number, addresses: readonly string[] = [`vt${n}@phong${n}.test`], change: Partial<OutgoingMail['mail']> = {}, history: readonly MailState[] = [sentState]): OutgoingMail {
  return {
    mail: {
      outgoingId: n.toString(16).padStart(16, '0') as OutgoingId, accountId: '0123456789abcdef' as AccountId, draftId: 'd'.repeat(16) as DraftId, batch: 'd'.repeat(16) as DraftId, place: null, code: '12/SGDĐT-VP', subject: '12/SGDĐT-VP: V/v họp',
      messageId: `<m${n}@so.test>`, from: 'vanthu@so.test', addressees: addresses.map((address) => ({ unitId: null, name: address, address, field: 'to' })), digest: digest('0'), size: 1, files: [{ name: 'a.pdf', digest: digest('a') }],
      mdn: true, dsn: true, answerBy: time(600), sendAfter: queuedAt, answers: null, ...change,
    },
    queuedAt, history: [{ state: 'waiting', at: queuedAt, notBefore: null, serverSaid: null }, { state: 'handing', at: queuedAt }, ...history],
  };
}

let letters = 0;
function letter(change: Partial<HomeLetter> & { readonly about?: string } = {}): HomeLetter {
  letters += 1;
  const { about, ...rest } = change;
  return {
    letterId: letters.toString(16).padStart(32, '0') as LetterId, arrivedAt: time(60 + letters), from: 'vt1@phong1.test', refuted: false, proven: false, automatic: false,
    thread: letterThread({ messageId: null, inReplyTo: about === undefined ? [] : [about], references: [] }), notice: null, cites: [], ...rest,
  };
}
function notice(step: NoticeStep, change: Partial<Notice> = {}, line: Partial<NoticeLine> = {}): Notice {
  return { kind: 'vanthu', about: ['<m1@so.test>'], envelopeId: null, subject: null, codes: [], told: [noticeLine({ step, ...line })], files: [], ...change };
}

const units: Readonly<Record<string, string>> = { 'vt1@phong1.test': 'u1', 'truong@phong1.test': 'u1' };
function ledger(mails: readonly OutgoingMail[], came: readonly HomeLetter[], now = time(100), settled: { readonly words: string; readonly at: IsoTime } | null = null): Ledger {
  const [first] = ledgerOf({ mails, letters: came, now, settledWith: () => settled, speakers: { unitOf: (address) => (units[address] ?? null) as UnitId | null, freeDomains: ['gmail.com'] } });
  if (first === undefined) throw new Error('no sending');
  return first;
}
function line(mails: readonly OutgoingMail[], came: readonly HomeLetter[], now = time(100), index = 0): LedgerLine {
  const found = ledger(mails, came, now).lines[index];
  if (found === undefined) throw new Error('no line');
  return found;
}

describe('a circular whose addressees answer without naming a message', () => {
  const opened = (from: string): HomeLetter => letter({ from, notice: notice('opened', { kind: 'mdn', about: [], subject: '12/SGDĐT-VP: V/v họp' }) });
  const furthest = (mails: readonly OutgoingMail[], came: readonly HomeLetter[]): readonly string[] => ledger(mails, came).lines.map((one) => one.furthest);

  it('finds each by who writes, also where they share a domain', () => {
    const circular = [1, 2, 3].map((n) => mail(n, [`vt${n}@tinh.test`]));
    expect(furthest(circular, [opened('vt2@tinh.test')])).toEqual(['sent', 'opened', 'sent']);
    // somebody else there may be of any of them
    expect(furthest(circular, [opened('nguoikhac@tinh.test')])).toEqual(['sent', 'sent', 'sent']);
    expect(furthest([mail(1)], [opened('nguoikhac@phong1.test')])).toEqual(['opened']);
  });

  it('asks of no message whether a letter speaks of it that did not go to its writer', () => {
    let asked = 0;
    const circular = Array.from({ length: 500 }, (_, n) => mail(n, [`vt${n}@phong${n}.test`]));
    const speakers = { unitOf: () => { asked += 1; return null; }, freeDomains: [] };
    ledgerOf({ mails: circular, letters: circular.map((_, n) => opened(`vt${n}@phong${n}.test`)), now: time(100), settledWith: () => null, speakers });
    expect(asked).toBeLessThan(500 * 10);
  });

  it('means none that was taken back in time', () => {
    const undone = mail(1, undefined, {}, [{ state: 'takenBack', at: time(1) }]);
    const again = { ...mail(2, ['vt1@phong1.test']), queuedAt: time(-5) };
    expect(furthest([undone, again], [opened('vt1@phong1.test')])).toContain('opened');
  });
});

it('a sending that was taken back and sent anew is told once, with what became of it', () => {
  const back = [1, 2].map((n) => mail(n, undefined, {}, [{ state: 'takenBack', at: time(1) }]));
  const anew = [11, 12].map((n) => ({ ...mail(n, [`vt${n - 10}@phong${n - 10}.test`]), queuedAt: time(5) }));
  expect(ledger([...back, ...anew], []).lines.map(({ state }) => state)).toEqual(['sent', 'sent']);
  // one message of a circular that did not go stays in sight
  expect(ledger([...back.slice(0, 1), mail(2)], []).lines.map(({ state }) => state)).toEqual(['takenBack', 'sent']);
});

describe('what came back', () => {
  it('stands with the addressee it came from, as far as it goes', () => {
    const found = line([mail(1)], [letter({ notice: notice('arrived') }), letter({ notice: notice('registered', {}, { number: '215', date: '2026-11-21' }) }), letter({ notice: notice('opened', { kind: 'mdn' }) })]);
    expect(found).toMatchObject({ furthest: 'registered', alarm: null });
    expect(found.steps.map(({ step, strength }) => [step, strength])).toEqual([['waiting', 'ours'], ['handing', 'ours'], ['sent', 'ours'], ['arrived', 'named'], ['registered', 'named'], ['opened', 'named']]);
  });

  it('is proven where it is signed by the one it comes from', () => {
    expect(line([mail(1)], [letter({ proven: true, notice: notice('arrived') })]).steps.at(-1)?.strength).toBe('proven');
  });

  it('from another address of the same unit counts, from another office of its domain is a guess, from a stranger is nothing', () => {
    const from = (address: string): string | undefined => line([mail(1)], [letter({ from: address, notice: notice('registered') })]).steps.at(3)?.strength;
    expect(from('truong@phong1.test')).toBe('named');
    expect(from('nguoikhac@phong1.test')).toBe('guessed');
    expect(from('vt2@phong2.test')).toBeUndefined();
    expect(from('')).toBeUndefined();
  });

  it('is not believed of one addressee because another one of the same letter says so', () => {
    const found = ledger([mail(1, ['vt1@phong1.test', 'vt2@phong2.test'])], [letter({ from: 'vt2@phong2.test', notice: notice('refused', {}, { address: 'vt1@phong1.test' }) })]);
    expect(found.lines.map(({ furthest }) => furthest)).toEqual(['sent', 'refused']);
  });

  it('from a private mailbox counts for that mailbox alone', () => {
    const to = mail(1, ['vt1@gmail.com']);
    expect(line([to], [letter({ from: 'vt1@gmail.com', notice: notice('arrived') })]).furthest).toBe('arrived');
    expect(line([to], [letter({ from: 'someone@gmail.com', notice: notice('arrived') })]).furthest).toBe('sent');
  });

  it('that our own server calls forged is not believed', () => {
    expect(line([mail(1)], [letter({ refuted: true, notice: notice('registered') })]).furthest).toBe('sent');
  });

  it('of a mail server counts from ours and from the addressee\'s, and is a guess from elsewhere', () => {
    const dsn = (from: string): readonly [string, string | undefined] => {
      const found = line([mail(1)], [letter({ from, notice: notice('failed', { kind: 'dsn' }, { address: 'VT1@phong1.test', status: '5.1.1' }) })]);
      return [found.furthest, found.steps.at(-1)?.strength];
    };
    expect(dsn('MAILER-DAEMON@mail.so.test')).toEqual(['failed', 'named']);
    expect(dsn('postmaster@mx.phong1.test')).toEqual(['failed', 'named']);
    expect(dsn('postmaster@elsewhere.test')).toEqual(['failed', 'guessed']);
  });

  it('is found by envelope where the id of the letter was not returned', () => {
    expect(line([mail(1)], [letter({ from: 'mailer-daemon@so.test', notice: notice('delivered', { kind: 'dsn', about: [], envelopeId: '1'.padStart(16, '0') }, { address: 'vt1@phong1.test' }) })]).furthest).toBe('delivered');
  });

  it('in words is a guess: by the letter it answers, by the number it names, by the subject it repeats', () => {
    const words = (change: Partial<Notice>): LedgerLine => line([mail(1)], [letter({ notice: notice('acknowledged', { kind: 'words', about: [], ...change }) })]);
    for (const change of [{ about: ['<m1@so.test>'] }, { codes: ['12/SGDĐT-VP'] }, { codes: ['012 / sgdđt - vp'] }, { subject: '12/SGDĐT-VP:  V/v họp' }]) expect(words(change)).toMatchObject({ furthest: 'acknowledged', alarm: null, steps: [{}, {}, {}, { strength: 'guessed' }] });
    expect(words({ codes: ['13/SGDĐT-VP'] }).furthest).toBe('sent');
  });

  it('as an answer of a person counts as one; of a program it does not', () => {
    expect(line([mail(1)], [letter({ about: '<m1@so.test>' })])).toMatchObject({ furthest: 'answered', steps: [{}, {}, {}, { strength: 'named' }] });
    expect(line([mail(1)], [letter({ about: '<m1@so.test>', automatic: true })]).furthest).toBe('sent');
    expect(line([mail(1)], [letter({ cites: ['12/SGDĐT-VP'] })])).toMatchObject({ furthest: 'answered', steps: [{}, {}, {}, { strength: 'guessed' }] });
  });

  it('twice says one thing', () => {
    const came = notice('arrived', {}, { at: time(50) });
    expect(line([mail(1)], [letter({ notice: came }), letter({ notice: came })]).steps.filter(({ step }) => step === 'arrived')).toHaveLength(1);
  });
});

describe('what stands at the end', () => {
  const at = (step: NoticeStep, minutes: number, change: Partial<HomeLetter> = {}): HomeLetter => letter({ arrivedAt: time(minutes), notice: notice(step), ...change });
  const bounce = (step: NoticeStep, minutes: number): HomeLetter => letter({ arrivedAt: time(minutes), from: 'mailer-daemon@so.test', notice: notice(step, { kind: 'dsn' }, { address: 'vt1@phong1.test' }) });

  it('is a failure, until something says that it arrived after all', () => {
    expect(line([mail(1)], [bounce('relayed', 5), bounce('failed', 10), bounce('delayed', 20)])).toMatchObject({ furthest: 'failed', alarm: 'failed' });
    expect(line([mail(1)], [bounce('failed', 10), at('arrived', 5)])).toMatchObject({ furthest: 'arrived', alarm: null });
    expect(line([mail(1)], [bounce('delivered', 5), bounce('failed', 10)]).furthest).toBe('failed');
    expect(line([mail(1)], [bounce('delivered', 15), bounce('failed', 10)]).furthest).toBe('delivered');
  });

  it('is a refusal, whatever is opened or answered later, until the office registers it', () => {
    expect(line([mail(1)], [at('refused', 10), at('opened', 20), letter({ about: '<m1@so.test>', arrivedAt: time(30) })])).toMatchObject({ furthest: 'refused', alarm: 'refused' });
    expect(line([mail(1)], [at('refused', 10), at('registered', 20)])).toMatchObject({ furthest: 'registered', alarm: null });
    expect(line([mail(1)], [at('refused', 20), at('registered', 10)]).furthest).toBe('refused');
  });

  it('is never a guess where something surer is known', () => {
    expect(line([mail(1)], [bounce('failed', 10), letter({ from: 'khac@phong1.test', notice: notice('registered') })]).furthest).toBe('failed');
  });

  it('after a failure that a person sent again is what became of the second try', () => {
    const failed: MailState = { state: 'failed', at: time(1), code: 'serverError', serverSaid: '451', refused: [] };
    expect(line([mail(1, undefined, {}, [failed])], [])).toMatchObject({ furthest: 'failed', alarm: 'failed', state: 'failed' });
    expect(line([mail(1, undefined, {}, [failed, { state: 'waiting', at: time(2), notBefore: null, serverSaid: null }, { ...sentState, at: time(3) }])], [])).toMatchObject({ furthest: 'sent', alarm: null });
  });

  it('is a failure for the one recipient whom the server did not take', () => {
    const found = ledger([mail(1, ['vt1@phong1.test', 'vt2@phong2.test'], {}, [{ state: 'sent', at: time(1), serverSaid: '250', by: 'server', refused: [{ address: 'vt2@phong2.test', status: '5.1.1', serverSaid: 'no such user' }] }])], []);
    expect(found.lines.map(({ furthest }) => furthest)).toEqual(['sent', 'failed']);
    expect(found).toMatchObject({ counts: { sent: 1, failed: 1 }, alarms: 1 });
  });
});

describe('an alarm', () => {
  it('is silence once its day is over, and not before; a server\'s word breaks no silence', () => {
    const delivered = letter({ from: 'mailer-daemon@so.test', notice: notice('delivered', { kind: 'dsn' }, { address: 'vt1@phong1.test' }) });
    expect(line([mail(1)], [delivered], time(600)).alarm).toBeNull();
    expect(line([mail(1)], [delivered], time(601)).alarm).toBe('silent');
    expect(line([mail(1)], [delivered, letter({ notice: notice('arrived') })], time(601)).alarm).toBeNull();
    expect(line([mail(1, undefined, { answerBy: null })], [], time(9999)).alarm).toBeNull();
  });

  it('is files that are not those we sent; files of a signature beside them are no difference', () => {
    const files = (chars: string): HomeLetter => letter({ notice: notice('arrived', { files: [...chars].map((char) => ({ name: char, digest: digest(char) })) }) });
    expect(line([mail(1)], [files('b')]).alarm).toBe('filesDiffer');
    expect(line([mail(1)], [files('ab')]).alarm).toBeNull();
    expect(line([mail(1)], [letter({ notice: notice('arrived') })]).alarm).toBeNull();
  });

  it('that a person put aside is silent with their words, until another thing happens', () => {
    const settled = { words: 'đã gọi điện', at: time(700) };
    expect(ledger([mail(1)], [], time(800), settled)).toMatchObject({ alarms: 0, lines: [{ alarm: null, settled: 'đã gọi điện' }] });
    expect(ledger([mail(1)], [letter({ arrivedAt: time(750), notice: notice('refused') })], time(800), settled).lines[0]).toMatchObject({ alarm: 'refused', settled: null });
  });
});

it('a circular that was queued in one moment is listed by name', () => {
  const named = (n: number, name: string): OutgoingMail => mail(n, [], { addressees: [{ unitId: null, name, address: `a${n}@x.test`, field: 'to' }] });
  expect(ledger([named(1, 'Phòng số 10'), named(2, 'Phòng số 2'), named(3, 'Ủy ban')], []).lines.map(({ addressee }) => addressee.name)).toEqual(['Phòng số 2', 'Phòng số 10', 'Ủy ban']);
});

it('a sending that was taken back in time never was one', () => {
  expect(ledgerOf({ mails: [mail(1, undefined, {}, [{ state: 'takenBack', at: time(1) }])], letters: [], now: time(1), settledWith: () => null, speakers: { unitOf: () => null, freeDomains: [] } })).toEqual([]);
});

it('the order in which letters and messages are met changes nothing', () => {
  const mails = [mail(1), mail(2), mail(3, ['vt1@phong1.test', 'vt2@phong2.test'])];
  const steps = fc.constantFrom<NoticeStep>('accepted', 'delayed', 'relayed', 'delivered', 'arrived', 'deletedUnread', 'opened', 'acknowledged', 'registered', 'assigned', 'inProgress', 'completed', 'refused', 'failed');
  const came = fc.array(fc.record({
    step: steps, at: fc.integer({ min: 1, max: 30 }), about: fc.constantFrom('<m1@so.test>', '<m2@so.test>', '<m3@so.test>'), kind: fc.constantFrom('mdn', 'dsn', 'vanthu', 'words'),
    from: fc.constantFrom('vt1@phong1.test', 'vt2@phong2.test', 'mailer-daemon@so.test', 'truong@phong1.test', 'x@phong1.test'), isReply: fc.boolean(), address: fc.constantFrom(null, 'vt1@phong1.test', 'vt2@phong2.test'),
  }), { maxLength: 12 });
  fc.assert(fc.property(came, fc.infiniteStream(fc.nat()), (all, random) => {
    const home = all.map(({ step, at, about, kind, from, isReply, address }) => letter({ arrivedAt: time(at), from, about, notice: isReply ? null : notice(step, { kind: kind as Notice['kind'], about: [about] }, { address }) }));
    const keyed = home.map((one) => [random.next().value, one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);
    expect(ledger([...mails].reverse(), keyed)).toEqual(ledger(mails, home));
  }), { numRuns: 200 });
});
