import { describe, expect, it } from 'vitest';
import en from '../../assets/locales/parts/outbox.en.json';
import vi from '../../assets/locales/parts/outbox.vi.json';
import type { QueueFailure } from '../../core/contract/outgoing-commands';
import type { IsoTime, OutgoingId } from '../../core/model/ids';
import type { MailFailureCode, MailState, OutgoingMail } from '../../core/model/outgoing';
import { groupSendings, idsIn } from './group-sendings';
import { mailWords, secondsLeft } from './mail-words';
import { undoWords } from './undo-words';

const now = new Date('2026-11-22T03:00:00.000Z');
const at = '2026-11-22T02:59:58.000Z' as IsoTime;
const waiting: MailState = { state: 'waiting', at, notBefore: null, serverSaid: null };

function mail(last: MailState, more: Partial<OutgoingMail['mail']> & { readonly queuedAt?: string } = {}): OutgoingMail {
  const { queuedAt = at, ...given } = more;
  return {
    mail: { outgoingId: '1' as OutgoingId, batch: 'b', draftId: 'b', subject: 'S', addressees: [], sendAfter: '2026-11-22T03:00:08.000Z', ...given } as unknown as OutgoingMail['mail'],
    queuedAt: queuedAt as IsoTime, history: last.state === 'waiting' ? [last] : [waiting, last],
  };
}

const keyOf = (last: MailState, more: Parameters<typeof mail>[1] = {}): string => mailWords(mail(last, more), now).said.key.replace('outbox:state.', '');

describe('the state of a message as a sentence', () => {
  it('counts down, names a later time, and says what it waits for', () => {
    expect(mailWords(mail(waiting), now).said).toEqual({ key: 'outbox:state.soon', values: { seconds: 8 } });
    expect(keyOf(waiting, { sendAfter: '2026-11-23T01:00:00.000Z' as IsoTime })).toBe('later');
    expect(keyOf(waiting, { sendAfter: at })).toBe('line');
    const later: MailState = { ...waiting, notBefore: '2026-11-22T03:10:00.000Z' as IsoTime, serverSaid: '450 busy' };
    expect(mailWords(mail(later), now)).toMatchObject({ said: { key: 'outbox:state.again' }, serverSaid: '450 busy' });
    // the time of a second try is over
    expect(keyOf({ ...later, notBefore: at })).toBe('line');
    expect(secondsLeft(mail({ state: 'handing', at }), now)).toBeNull();
  });

  it('never says "sent" in green where a server refused somebody, and names how it is known', () => {
    const sent = (by: 'server' | 'sentFolder' | 'receipt' | 'person', refused: number): MailState => ({ state: 'sent', at, serverSaid: '250 ok', by, refused: Array.from({ length: refused }, () => ({ address: 'a@b.test', status: null, serverSaid: '550' })) });
    expect(keyOf(sent('server', 0))).toBe('sent');
    expect(mailWords(mail(sent('server', 2)), now)).toMatchObject({ tone: 'warn', said: { key: 'outbox:state.sentPartly', values: { count: 2 } } });
    expect(['sentFolder', 'receipt', 'person'].map((by) => keyOf(sent(by as 'person', 0)))).toEqual(['sentFolder', 'receipt', 'person']);
  });

  it('tells what to do next where a person has to decide', () => {
    expect(mailWords(mail({ state: 'unknown', at, cause: 'handedWithoutAnswer' }), now)).toMatchObject({ tone: 'warn', next: { key: 'outbox:unknownLead' } });
    expect(mailWords(mail({ state: 'failed', at, code: 'mailboxFull', serverSaid: '552', refused: [] }), now)).toMatchObject({ tone: 'bad', next: { key: 'outbox:failure.mailboxFull' }, serverSaid: '552' });
  });

  it('has a sentence for every way to fail, in both languages', () => {
    const failures = { recipientsRefused: 1, senderRefused: 1, tooLarge: 1, contentRefused: 1, mailboxFull: 1, serverError: 1, policy: 1, damaged: 1, diskFull: 1, accountGone: 1 } satisfies Record<MailFailureCode, 1>;
    const queueing = { noSuchDraft: 1, alreadyQueued: 1, notIssued: 1, paperOnly: 1, barred: 1, filesChanged: 1, notOurs: 1, noRecipients: 1, tooLarge: 1, badHeader: 1, diskFull: 1 } satisfies Record<QueueFailure['code'], 1>;
    for (const texts of [vi, en]) {
      expect(Object.keys(texts.failure).sort()).toEqual(Object.keys(failures).sort());
      expect(Object.keys(texts.queueFailure).sort()).toEqual(Object.keys(queueing).sort());
    }
  });
});

describe('a sending', () => {
  const of = (id: string, last: MailState, together: string): OutgoingMail => mail(last, { outgoingId: id as OutgoingId, together: { id: together, count: 2 } });
  const unknown: MailState = { state: 'unknown', at, cause: 'handedWithoutAnswer' };
  const sent: MailState = { state: 'sent', at, serverSaid: '', refused: [], by: 'server' };

  it('is one row with counts, newest first, and asks for a person as soon as one message does', () => {
    const grouped = groupSendings([of('1', sent, 'x'), of('2', unknown, 'x'), of('3', waiting, 'y'), of('4', sent, 'y'), of('5', sent, 'z')]);
    expect(grouped.map(({ key, group, mails }) => [key, group, mails.length])).toEqual([['z', 'over', 1], ['y', 'waiting', 2], ['x', 'attention', 2]]);
    expect(grouped[2]?.counts).toMatchObject({ sent: 1, unknown: 1, waiting: 0 });
    expect(idsIn({ mails: grouped[1]?.mails ?? [] }, ['waiting'])).toEqual(['3']);
  });

  it('that was taken back and queued again is another row', () => {
    const back: MailState = { state: 'takenBack', at };
    expect(groupSendings([mail(back), mail(waiting, { outgoingId: '2' as OutgoingId, queuedAt: '2026-11-22T02:59:59.000Z' })])).toHaveLength(2);
  });

  it('says in the strip what needs a person before anything else', () => {
    expect(undoWords([of('1', waiting, 'x'), of('2', unknown, 'x')], now)).toMatchObject({ tone: 'warn', headline: { key: 'outbox:undo.attention', values: { count: 1 } } });
    expect(undoWords([of('1', sent, 'x'), of('2', waiting, 'x')], now).headline).toEqual({ key: 'outbox:undo.soon', values: { seconds: 8 } });
    expect(undoWords([of('1', sent, 'x'), of('2', sent, 'x')], now)).toMatchObject({ tone: 'good', headline: { values: { count: 2 } } });
  });
});
