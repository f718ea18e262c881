import { describe, expect, it } from 'vitest';
import type { IsoTime } from '../model/ids';
import { arrivalTime } from './arrival-time';
import { maildirFolderName } from './decode-folder-name';
import { flagsOfMaildirName, maildirInfo, storedFlags, storeLinesLength } from './stored-flags';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('flags kept in files', () => {
  it.each([
    ['0001', ['\\Seen'], false], ['0003', ['\\Seen', '\\Answered'], false], ['0004', ['\\Flagged'], false], ['1001', ['\\Seen', '$Forwarded'], false], ['0009', ['\\Seen'], true], ['0000', [], false],
  ])('X-Mozilla-Status %s', (value, flags, deleted) => {
    expect(storedFlags([{ name: 'X-Mozilla-Status', value }])).toEqual({ flags, deleted });
  });

  it('Status and X-Status of other programs count, other fields of that name do not', () => {
    expect(storedFlags([{ name: 'Status', value: 'RO' }, { name: 'X-Status', value: 'AF' }]).flags).toEqual(['\\Seen', '\\Answered', '\\Flagged']);
    expect(storedFlags([{ name: 'Status', value: 'Resolved' }]).flags).toEqual([]);
  });

  it.each([
    ['1700000000.M1P2.host,S=10:2,FS', ['\\Flagged', '\\Seen']], ['1700000000.host;2,RS', ['\\Answered', '\\Seen']], ['1700000000.host!2,T', ['\\Deleted']], ['1700000000.host', []], ['1700000000.host:2,Sab', ['\\Seen']],
  ])('the Maildir name %s', (name, flags) => {
    expect(flagsOfMaildirName(name)).toEqual(flags);
  });

  it('are written to a Maildir name in the order of their letters and read back', () => {
    expect(maildirInfo(['\\Seen', '\\flagged', '$MDNSent'], ':')).toBe(':2,FS');
    expect(flagsOfMaildirName(`1.host${maildirInfo(['\\Answered', '\\Draft'], ';')}`)).toEqual(['\\Draft', '\\Answered']);
  });

  it('lines that Thunderbird put before a letter are not part of it, the letter\'s own fields are', () => {
    const letter = 'Received: by mx\r\nX-Mozilla-Status: 0001\r\nSubject: a\r\n\r\n';
    const before = 'X-Account-Key: account1\r\nX-UIDL: 7\r\nX-Mozilla-Status: 0001\r\nX-Mozilla-Status2: 00000000\r\nX-Mozilla-Keys:                    \r\n';
    expect(storeLinesLength(bytes(before + letter))).toBe(before.length);
    expect(storeLinesLength(bytes(letter))).toBe(0);
    expect(storeLinesLength(bytes('X-UIDL: 7\nSubject: a\n\n'))).toBe(0);
  });
});

describe('the time a letter arrived', () => {
  const iso = (text: string): IsoTime => text as IsoTime;
  const received = { name: 'Received', value: 'from a by b; Fri, 20 Nov 2026 08:00:00 +0700' };
  const date = { name: 'Date', value: 'Thu, 19 Nov 2026 08:00:00 +0700' };

  it.each([
    ['the From_ line comes first', { envelope: { at: iso('2026-11-20T02:00:00.000Z'), own: false }, file: iso('2026-11-20T03:00:00.000Z'), fields: [received] }, '2026-11-20T02:00:00.000Z'],
    ['then the file', { envelope: null, file: iso('2026-11-20T03:00:00.000Z'), fields: [received] }, '2026-11-20T03:00:00.000Z'],
    ['a file that was copied later is not believed', { envelope: null, file: iso('2027-05-01T00:00:00.000Z'), fields: [received, date] }, '2026-11-20T01:00:00.000Z'],
    ['then Received', { envelope: null, file: null, fields: [date, received] }, '2026-11-20T01:00:00.000Z'],
    ['then Date', { envelope: null, file: null, fields: [date] }, '2026-11-19T01:00:00.000Z'],
    ['a letter that tells nothing has the time of its file', { envelope: null, file: iso('2027-05-01T00:00:00.000Z'), fields: [] }, '2027-05-01T00:00:00.000Z'],
    ['what this program wrote is believed as it stands', { envelope: { at: iso('2020-01-01T00:00:00.000Z'), own: true }, file: null, fields: [received] }, '2020-01-01T00:00:00.000Z'],
  ])('%s', (_title, traces, at) => {
    expect(arrivalTime(traces)).toBe(at);
  });
});

describe('the name of a Maildir++ folder', () => {
  it.each([['.Archive.2025', 'Archive/2025'], ['.L&AbA-u tr&Hu8-', 'Lưu trữ'], ['.A &- B', 'A & B']])('%s is read as %s', (written, name) => {
    expect(maildirFolderName(written)).toBe(name);
  });
});
