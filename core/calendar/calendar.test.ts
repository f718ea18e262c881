import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OfficialDocument } from '../model/document';
import type { IsoTime } from '../model/ids';
import { calendarOf } from './calendar-of';
import { invitationText } from './invitation-text';
import { isCalendar, readInvitation } from './read-invitation';
import type { Invitation } from './read-invitation';

const object = (event: string, more = ''): string => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${more}BEGIN:VEVENT\r\nUID:1\r\n${event}END:VEVENT\r\nEND:VCALENDAR\r\n`;
const seAsia = 'BEGIN:VTIMEZONE\r\nTZID:SE Asia Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nTZOFFSETFROM:+0700\r\nTZOFFSETTO:+0700\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n';
const read = (text: string): Invitation => {
  const result = readInvitation(text);
  if (!result.ok) throw new Error(result.failure);
  return result.value;
};
const at = (start: string, more = ''): string | null => read(object(`DTSTART${start}\r\n`, more)).meeting.at;

describe('an invitation of a calendar program', () => {
  it('is read: what, when, where, who, under whom', () => {
    const text = object([
      'SUMMARY:Họp giao ban\\, tháng 11', 'DTSTART;TZID=SE Asia Standard Time:20261125T140000', 'DTEND;TZID=SE Asia Standard Time:20261125T163000', 'LOCATION:Phòng họp số 1',
      'ORGANIZER;CN=Văn phòng:mailto:vp@anphu.example', 'ATTENDEE;ROLE=CHAIR;CN="Chánh Văn phòng":mailto:cvp@anphu.example', 'ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:snv@anphu.example',
      'DESCRIPTION:Kính mời\\nThành phần theo giấy mời', '',
    ].join('\r\n'), `METHOD:REQUEST\r\n${seAsia}`);
    expect(read(text)).toEqual({
      summary: 'Họp giao ban, tháng 11',
      meeting: { at: '2026-11-25T14:00', until: '2026-11-25T16:30', place: 'Phòng họp số 1', participants: ['Chánh Văn phòng', 'snv@anphu.example'], chair: 'Chánh Văn phòng' },
      description: 'Kính mời\nThành phần theo giấy mời', organizer: 'Văn phòng', isCancelled: false, isAnswer: false,
    });
    expect(invitationText(read(text)).split('\n').slice(0, 3)).toEqual(['Họp giao ban, tháng 11', '14:00 25/11/2026 – 16:30 25/11/2026', 'Phòng họp số 1']);
  });

  it('is told in the time of the desk, wherever it was written', () => {
    expect(at(':20261125T140000')).toBe('2026-11-25T14:00');
    expect(at(':20261125T070000Z')).toBe('2026-11-25T14:00');
    expect(at(':20261125T180000Z')).toBe('2026-11-26T01:00');
    expect(at(';TZID=Asia/Ho_Chi_Minh:20261125T140000')).toBe('2026-11-25T14:00');
    expect(at(';TZID=Asia/Kuala_Lumpur:20261125T150000')).toBe('2026-11-25T14:00');
    expect(at(';TZID=Europe/Paris:20260725T090000')).toBe('2026-07-25T14:00');
    expect(at(';TZID=SE Asia Standard Time:20261125T140000', seAsia)).toBe('2026-11-25T14:00');
    expect(at(';TZID=Nowhere:20261125T140000')).toBeNull();
    expect(at(';VALUE=DATE:20261125')).toBe('2026-11-25');
  });

  it('of whole days ends on its last day, and by its duration where it has no end', () => {
    expect(read(object('DTSTART;VALUE=DATE:20261125\r\nDTEND;VALUE=DATE:20261128\r\n')).meeting.until).toBe('2026-11-27');
    expect(read(object('DTSTART:20261125T140000\r\nDURATION:PT1H30M\r\n')).meeting.until).toBe('2026-11-25T15:30');
  });

  it('that is called off says so', () => {
    expect(read(object('SUMMARY:a\r\n', 'METHOD:CANCEL\r\n')).isCancelled).toBe(true);
    expect(read(object('STATUS:CANCELLED\r\n')).isCancelled).toBe(true);
  });

  it('in the year ten thousand has no end that could be shown', () => {
    const read = readInvitation('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261125T070000\r\nDTEND:99991231T230000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n');
    expect(read.ok && [read.value.meeting.at, read.value.meeting.until]).toEqual(['2026-11-25T07:00', null]);
  });

  it('of any text is answered', () => {
    const whole = object('SUMMARY:a\r\nDTSTART;TZID=x:20261125T140000\r\nDTEND:20261125T1500\r\nDURATION:P1D\r\nATTENDEE;CN=a;CN=b:mailto:x\r\n', seAsia);
    const piece = fc.constantFrom('BEGIN:VEVENT\r\n', 'END:VEVENT\r\n', 'DTSTART:99999999T999999Z\r\n', 'DTSTART;VALUE=DATE:x\r\n', 'DURATION:-P1W\r\n', ':', ';', '"', 'ATTENDEE;ROLE:\r\n', 'TZOFFSETTO:+9999\r\n', 'RRULE:FREQ=SECONDLY\r\n');
    fc.assert(fc.property(fc.nat(whole.length), fc.array(piece, { maxLength: 4 }), fc.string({ maxLength: 40 }), (cut, pieces, noise) => {
      const result = readInvitation(whole.slice(0, cut) + pieces.join('') + noise + whole.slice(cut));
      expect(typeof result.ok).toBe('boolean');
    }), { numRuns: 400 });
    expect(isCalendar('Kính gửi')).toBe(false);
    expect(readInvitation('BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n')).toEqual({ ok: false, failure: 'calendarBroken' });
  });
});

const letter = { uid: 'thu-1-0', keptAt: '2026-11-20T03:04:05.000Z' as IsoTime, subject: 'Giấy mời họp' };
const invitation = (meeting: Partial<NonNullable<OfficialDocument['meeting']>>, more: Partial<OfficialDocument> = {}): OfficialDocument => ({
  type: 'Giấy mời', typeCode: 'GM', system: 'administrative', deskKind: 'invitation', copy: null, origin: { part: null, member: null }, number: '12/GM-UBND', date: null, place: null, agency: 'UBND tỉnh An Phú',
  parentAgency: null, summary: 'Họp giao ban; triển khai nhiệm vụ, tháng 12', signer: null, signerTitle: null, addressees: [], cites: [], urgency: null, secrecy: null, deadline: null,
  meeting: { at: '2026-11-25T14:00', until: null, place: null, participants: [], chair: null, ...meeting }, phones: [], evidence: [], ...more,
});
const linesOf = (text: string | null): readonly string[] => (text ?? '').split('\r\n');

describe('a meeting for the own calendar', () => {
  it('keeps the wall time of the paper, in the zone of its country', () => {
    const lines = linesOf(calendarOf(invitation({ until: '2026-11-25T16:30', place: 'Phòng họp số 1' }), letter));
    expect(lines).toEqual(expect.arrayContaining([
      'BEGIN:VTIMEZONE', 'TZID:Asia/Ho_Chi_Minh', 'TZOFFSETTO:+0700', 'DTSTART;TZID=Asia/Ho_Chi_Minh:20261125T140000', 'DTEND;TZID=Asia/Ho_Chi_Minh:20261125T163000', 'DTSTAMP:20261120T030405Z',
      'UID:thu-1-0@vanthu.invalid', 'SUMMARY:Họp giao ban\\; triển khai nhiệm vụ\\, tháng 12', 'LOCATION:Phòng họp số 1',
    ]));
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
    expect(linesOf(calendarOf(invitation({}, { system: 'thai' }), letter))).toContain('DTSTART;TZID=Asia/Bangkok:20261125T140000');
    expect(linesOf(calendarOf(invitation({}, { system: 'malay' }), letter))).toEqual(expect.arrayContaining(['TZOFFSETTO:+0800', 'DTSTART;TZID=Asia/Kuala_Lumpur:20261125T140000']));
  });

  it('of whole days needs no zone and ends with its last day', () => {
    const lines = linesOf(calendarOf(invitation({ at: '2026-11-25', until: '2026-11-27' }), letter));
    expect(lines).toEqual(expect.arrayContaining(['DTSTART;VALUE=DATE:20261125', 'DTEND;VALUE=DATE:20261128']));
    expect(lines).not.toContain('BEGIN:VTIMEZONE');
  });

  it('without a time, or with one that cannot be, is none', () => {
    for (const time of [null, '', '2026-11-31', '2026-11-25T25:00', 'hôm nay']) expect(calendarOf(invitation({ at: time }), letter)).toBeNull();
    expect(calendarOf({ ...invitation({}), meeting: null }, letter)).toBeNull();
    expect(linesOf(calendarOf(invitation({ until: '2026-11-25T13:00' }), letter)).some((line) => line.startsWith('DTEND'))).toBe(false);
  });

  it('asks nobody for an answer, and is the same each time it is written', () => {
    const written = calendarOf(invitation({ participants: ['Giám đốc Sở Nội vụ'] }), letter);
    expect(written).not.toMatch(/METHOD|ATTENDEE|ORGANIZER/);
    expect(calendarOf(invitation({ participants: ['Giám đốc Sở Nội vụ'] }), letter)).toBe(written);
  });

  it('of any words is read back as what it was, in lines that no calendar program has to cut', () => {
    const words = fc.array(fc.constantFrom('Họp', 'đoàn', ';', ',', '\\', '"', ':', 'BEGIN:VEVENT', '\n', 'ก', '😀', ' ', 'nghị '.repeat(12)), { maxLength: 12 }).map((parts) => `x${parts.join('')}x`);
    fc.assert(fc.property(words, words, (summary, place) => {
      const written = calendarOf(invitation({ place }, { summary }), letter) ?? '';
      expect(written.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75)).toBe(true);
      const back = read(written);
      expect([back.summary, back.meeting.place, back.meeting.at]).toEqual([summary, place, '2026-11-25T14:00']);
    }), { numRuns: 200 });
  });
});
