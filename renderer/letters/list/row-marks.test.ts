import { describe, expect, it } from 'vitest';
import type { ListRow } from '../../../core/contract/list';
import type { AccountId, IsoDate, IsoTime, LetterId } from '../../../core/model/ids';
import { marksThatFit, rowMarks } from './row-marks';
import { urgencyStamp } from './urgency-stamp';

const now = new Date(2026, 10, 21, 9, 0);
const plain: ListRow = {
  letterId: 'a'.repeat(32) as LetterId, accountId: 'b'.repeat(16) as AccountId, arrivedAt: '2026-11-21T01:00:00.000Z' as IsoTime, uid: 1, read: true, official: true, type: 'Công văn', number: '1/UBND-VX',
  date: null, unit: 'UBND tỉnh', unitKnown: true, from: '', summary: '', subject: '', signer: null, urgency: null, secrecy: null, meetingAt: null, deadline: null, attachments: 0,
  verdict: 'unsigned', reason: null, freeWebmail: false, receipt: null, gone: false, damaged: false, listed: true,
  folders: ['INBOX'], registered: null, refused: false, notice: false, imported: false, junk: false, trashed: false, outgoing: false, flagged: false, answered: false, waiting: false, conflict: null, deskKind: null, documents: 1, unitKey: '', unitId: null, officialness: 'unproven', secret: false, arrivals: 1, touched: null, ocr: 'none', corrected: false, forwardedFrom: null,
};
const keys = (row: Partial<ListRow>) => rowMarks({ ...plain, ...row }, now, true).map((mark) => mark.words.key);

describe('the marks of a row', () => {
  it('are none when nothing needs attention', () => {
    expect(keys({})).toEqual([]);
    expect(keys({ receipt: 'withheld' })).toEqual([]);
  });

  it('put a broken signature before everything but damage', () => {
    expect(keys({ verdict: 'failed', reason: 'broken', receipt: 'asked', meetingAt: '2026-11-22T14:00' })[0]).toBe('verdictShort.broken');
    expect(keys({ damaged: true, verdict: 'failed', reason: 'broken' })[0]).toBe('row.damaged');
  });

  it('name a secret before all else, then what became of the document and how often it came', () => {
    expect(keys({ secret: true, damaged: true })[0]).toBe('row.secret');
    expect(keys({ arrivals: 2, touched: 'recalls', deadline: '2026-11-30' as IsoDate })).toEqual(['row.touched.recalls', 'row.arrivals', 'row.deadline']);
    expect(keys({ arrivals: 1, ocr: 'waiting' })).toEqual([]);
  });

  it('name what speaks against a sender, not that it is webmail too', () => {
    expect(keys({ officialness: 'doubtful', freeWebmail: true })).toEqual(['row.doubtful']);
  });

  it('name a meeting by its nearness and forget it the day after', () => {
    const when = (meetingAt: string) => rowMarks({ ...plain, meetingAt }, now, true)[0]?.words.values['when'];
    expect(when('2026-11-21T14:00')).toBe('today');
    expect(when('2026-11-22T14:00')).toBe('tomorrow');
    expect(when('2026-12-01')).toBe('later');
    expect(when('2026-11-20T14:00')).toBeUndefined();
  });

  it('say that an act waits only while there is no line to carry it', () => {
    expect(rowMarks({ ...plain, waiting: true }, now, false).map((mark) => mark.words.key)).toEqual(['mailbox:row.waiting']);
    expect(keys({ waiting: true })).toEqual([]);
    expect(keys({ conflict: 'goneFromServer', gone: true })).toEqual(['mailbox:row.conflict', 'row.gone']);
  });

  it('tell a letter that a private mailbox sent on, beside the free mailbox of its writer', () => {
    expect(keys({ forwardedFrom: 'gmail.com', freeWebmail: true })).toEqual(['row.freeWebmail', 'forwarded:row']);
  });

  it('turn quiet once a deadline has passed', () => {
    expect(rowMarks({ ...plain, deadline: '2026-11-20' as IsoDate }, now, true)[0]?.tone).toBe('neutral');
    expect(rowMarks({ ...plain, deadline: '2026-11-21' as IsoDate }, now, true)[0]?.tone).toBe('warn');
  });

  it('are never cut in the middle: the second is left out where both do not fit', () => {
    expect(marksThatFit(['Họp 14:00 mai', 'Chưa kiểm tra thu hồi'], (mark) => mark.length)).toHaveLength(2);
    expect(marksThatFit(['Danh sách thu hồi cũ', 'Chưa kiểm tra thu hồi'], (mark) => mark.length)).toHaveLength(1);
  });
});

it('only the highest urgency is filled, with either placement of the tone mark', () => {
  expect(['HỎA TỐC', 'HOẢ TỐC', 'Hoả tốc', 'ด่วนที่สุด'].map(urgencyStamp)).toEqual(['strong', 'strong', 'strong', 'strong']);
  expect(['KHẨN', 'THƯỢNG KHẨN', 'ด่วนมาก'].map(urgencyStamp)).toEqual(['soft', 'soft', 'soft']);
});
