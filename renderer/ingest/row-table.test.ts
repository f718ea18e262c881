import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ListQuery, ListRow } from '../../core/contract/list';
import type { AccountId, IsoTime, LetterId } from '../../core/model/ids';
import { RowTable } from './row-table';

const plain: ListRow = {
  letterId: 'a'.repeat(32) as LetterId, accountId: '1'.repeat(16) as AccountId, arrivedAt: '2026-11-20T01:00:00.000Z' as IsoTime, uid: 1, read: false, official: true,
  type: 'Công văn', number: '1077/SGDĐT-KTQLCL', date: null, unit: 'Sở Giáo dục và Đào tạo', unitKnown: true, from: 'Văn thư vanthu@so.example',
  summary: 'sử dụng thư điện tử tên miền riêng', subject: 'V/v', signer: null, urgency: null, secrecy: null, meetingAt: null, deadline: null, attachments: 0,
  verdict: 'unsigned', reason: null, freeWebmail: false, receipt: null, gone: false, damaged: false, listed: true,
  folders: ['INBOX'], registered: null, refused: false, notice: false, imported: false, junk: false, trashed: false, outgoing: false, flagged: false, answered: false, waiting: false, conflict: null, deskKind: null, documents: 1, unitKey: '', unitId: null, officialness: 'unproven', secret: false, arrivals: 1, touched: null, ocr: 'none', corrected: false, forwardedFrom: null,
};
const other = '2'.repeat(16) as AccountId;
const all: ListQuery = { accountId: null, queue: 'all', folder: null, search: '' };
const id = (n: number): LetterId => n.toString(16).padStart(32, '0') as LetterId;
const at = (n: number): IsoTime => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString() as IsoTime;

describe('the row table', () => {
  it('finds a letter by number, unit, person and words of the summary, with or without diacritics', () => {
    const table = new RowTable();
    table.put(plain);
    table.put({ ...plain, letterId: id(2), number: '24/GM-UBND', unit: 'UBND huyện', summary: 'họp giao ban', from: 'x y@z.example' });
    for (const search of ['1077', 'sgddt', 'SGDĐT-KTQLCL', 'so giao duc', 'Sở giáo', 'vanthu@so', 'thu dien tu', 'tên miền 1077']) {
      expect(table.answer({ ...all, search }, 0, 10).rows.map((row) => row.number), search).toEqual(['1077/SGDĐT-KTQLCL']);
    }
    expect(table.answer({ ...all, search: 'không có' }, 0, 10).total).toBe(0);
  });

  it('shows the newest first and hands out windows that tile the whole, whatever the order of arrival', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.nat(500), { maxLength: 60 }), fc.integer({ min: 1, max: 17 }), (minutes, step) => {
      const table = new RowTable();
      for (const n of minutes) table.put({ ...plain, letterId: id(n), arrivedAt: at(n) });
      const seen: LetterId[] = [];
      for (let from = 0; from < minutes.length; from += step) seen.push(...table.answer(all, from, from + step).rows.map((row) => row.letterId));
      expect(seen).toEqual([...minutes].sort((a, b) => b - a).map(id));
    }));
  });

  it('shows letters of the same second in the order of the server, the last one first', () => {
    const table = new RowTable();
    for (const [n, uid] of [[7, 12], [3, 11], [5, 10]] as const) table.put({ ...plain, letterId: id(n), uid });
    expect(table.answer(all, 0, 9).rows.map((row) => row.uid)).toEqual([12, 11, 10]);
  });

  it('counts each queue and folder, and a changed letter moves between them', () => {
    const table = new RowTable();
    table.put({ ...plain, urgency: 'HỎA TỐC' });
    table.put({ ...plain, letterId: id(3), official: false, unitKnown: false, read: true, folders: ['INBOX', 'Lưu trữ'] });
    let { counts } = table.answer(all, 0, 1);
    expect([counts.all, counts.official, counts.urgent, counts.ordinary, counts.receipts]).toEqual([2, 1, 1, 1, 0]);
    expect(counts.folders).toEqual({ [plain.accountId]: { INBOX: { letters: 2, unread: 1 }, 'Lưu trữ': { letters: 1, unread: 0 } } });
    table.put({ ...plain, urgency: null, receipt: 'unknown', verdict: 'failed' });
    counts = table.answer(all, 0, 1).counts;
    expect([counts.urgent, counts.receipts, counts.signature]).toEqual([0, 1, 1]);
    table.remove(plain.letterId);
    expect(table.answer({ ...all, queue: 'receipts' }, 0, 1).total).toBe(0);
  });

  it('answers for one account and one folder only when asked so', () => {
    const table = new RowTable();
    table.put(plain);
    table.put({ ...plain, letterId: id(4), accountId: other, folders: ['Lưu trữ'] });
    expect(table.answer({ ...all, accountId: plain.accountId }, 0, 9).total).toBe(1);
    expect(table.answer({ ...all, folder: 'Lưu trữ' }, 0, 9).rows.map((row) => row.letterId)).toEqual([id(4)]);
  });

  it('shows a folder of one account only, though another account has a folder of the same name', () => {
    const table = new RowTable();
    table.put(plain);
    table.put({ ...plain, letterId: id(4), accountId: other });
    expect(table.answer({ ...all, accountId: other, folder: 'INBOX' }, 0, 9).rows.map((row) => row.letterId)).toEqual([id(4)]);
  });

  it('counts what lies in junk, in the trash or went out from here in no queue of work, and shows it in its folder', () => {
    const table = new RowTable();
    const urgent = { ...plain, urgency: 'HỎA TỐC', unitKnown: false, verdict: 'failed', meetingAt: '2026-12-01', receipt: 'asked' } as const;
    table.put({ ...urgent, letterId: id(1), junk: true, official: false, folders: ['Junk'] });
    table.put({ ...urgent, letterId: id(2), trashed: true, folders: ['Trash'] });
    table.put({ ...urgent, letterId: id(3), outgoing: true, folders: ['Sent'] });
    const { counts } = table.answer(all, 0, 1);
    expect(Object.entries(counts).filter(([, count]) => typeof count === 'number' && count > 0)).toEqual([['all', 1], ['junk', 1]]);
    for (const folder of ['Junk', 'Trash', 'Sent']) expect(table.answer({ ...all, accountId: plain.accountId, folder }, 0, 9).total, folder).toBe(1);
  });

  it('shows what could not be carried out wherever the letter lies', () => {
    const table = new RowTable();
    table.put({ ...plain, junk: true, conflict: 'folderMissing' });
    expect(table.answer({ ...all, queue: 'conflicts' }, 0, 9).total).toBe(1);
  });

  it('says of an imported letter that it was brought along, never that it is gone from a server', () => {
    const table = new RowTable();
    table.put({ ...plain, imported: true, folders: [] });
    const { counts } = table.answer({ ...all, queue: 'imported' }, 0, 9);
    expect([counts.imported, counts.gone, counts.official]).toEqual([1, 0, 1]);
  });

  it('shows a state secret in no queue but all, unread and its own, and finds it by none of its words', () => {
    const table = new RowTable();
    table.put({ ...plain, secret: true, urgency: 'HỎA TỐC', arrivals: 2, touched: 'recalls', meetingAt: '2026-12-01', verdict: 'failed', receipt: 'asked', unitKnown: false });
    const { counts } = table.answer(all, 0, 1);
    expect(Object.entries(counts).filter(([, count]) => typeof count === 'number' && count > 0).map(([name]) => name).sort()).toEqual(['all', 'secret', 'unread']);
    for (const search of ['1077', 'tên miền', 'công văn']) expect(table.answer({ ...all, search }, 0, 9).total, search).toBe(0);
    expect(table.answer({ ...all, search: 'so giao duc' }, 0, 9).total).toBe(1);
    expect(table.answer({ ...all, queue: 'urgent', accountId: plain.accountId, folder: 'INBOX' }, 0, 9).total).toBe(0);
  });

  it('shows what came twice and what was touched later, as soon as that is known', () => {
    const table = new RowTable();
    table.put(plain);
    expect(table.answer({ ...all, queue: 'duplicates' }, 0, 9).total).toBe(0);
    table.amend(plain.letterId, { arrivals: 2, touched: 'recalls' });
    const { counts } = table.answer(all, 0, 1);
    expect([counts.duplicates, counts.touched]).toEqual([1, 1]);
  });

  it('finds letters of a unit by every name of it, shows one unit alone, and comes unit by unit, the one with the newest letter first', () => {
    const table = new RowTable();
    const [a, b] = ['id:a', 'name:b'];
    [[1, a], [2, b], [3, a], [4, b], [5, a]].forEach(([n, unitKey]) => table.put({ ...plain, letterId: id(n as number), arrivedAt: at(n as number), unitKey: unitKey as string }, unitKey === a ? ['Department of Education', 'SGD'] : []));
    const uids = (query: Partial<ListQuery>): readonly LetterId[] => table.answer({ ...all, ...query }, 0, 9).rows.map((row) => row.letterId);
    expect(uids({ search: 'department education' })).toEqual([5, 3, 1].map(id));
    expect(uids({ unitKey: 'name:b' })).toEqual([4, 2].map(id));
    expect(uids({ byUnit: true })).toEqual([5, 3, 1, 4, 2].map(id));
  });
});
