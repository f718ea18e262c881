import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IsoDate, UnitId } from '../model/ids';
import type { Unit } from '../model/unit';
import { tableHeaders, type UnitColumn } from './data/table-headers';
import { unitOf } from './fixtures/units';
import { foldName } from './fold-name';
import { planUnits } from './plan-units';
import { readDay, readUnits } from './read-units';
import { unitCode } from './unit-code';

const free = ['gmail.com'];
const ids = () => {
  let next = 0;
  return () => (next += 1).toString(16).padStart(16, '0') as UnitId;
};
const plan = (rows: readonly (readonly string[])[], present: readonly Unit[] = []) => planUnits(readUnits(rows, free).units, present, 'file', ids());

describe('a table of units', () => {
  it('is read below its title, by the names of its columns in Vietnamese', () => {
    const { units, problems } = readUnits([
      ['DANH SÁCH ĐƠN VỊ'], [],
      ['STT', 'Tên đơn vị (*)', 'Mã định danh', 'Miền thư', 'Địa chỉ thư', 'Điện thoại', 'Đơn vị cấp trên', 'Ký hiệu', 'Hiệu lực từ', 'Hiệu lực đến', 'Đơn vị kế thừa', 'Văn thư', 'Chức vụ'],
      ['1', 'Phòng Nội vụ', 'h36.14.2', '@pnv.longan.gov.vn', 'vanthu@pnv.longan.gov.vn; pnv@longan.gov.vn', '0272 3826428', 'UBND huyện Bến Lức', 'PNV', '1/1/2010', '01/7/2025', 'UBND xã Bến Lức', 'Người văn thư', 'Văn thư'],
    ], free);
    expect(problems).toEqual([]);
    expect(units).toEqual([{
      row: 4, ref: null, name: 'Phòng Nội vụ', aliases: [], symbols: ['PNV'], codes: ['H36.14.2'], domains: ['pnv.longan.gov.vn'], addresses: ['vanthu@pnv.longan.gov.vn', 'pnv@longan.gov.vn'], phones: ['0272 3826428'],
      people: [{ name: 'Người văn thư', title: 'Văn thư', address: null, phone: null }], groups: [], validFrom: '2010-01-01', validTo: '2025-07-01', parent: 'UBND huyện Bến Lức', successors: ['UBND xã Bến Lức'],
    }]);
  });

  it('is read with English and Thai names of columns, or with columns that a person set', () => {
    expect(readUnits([['Unit code', 'Unit name', 'E-mail'], ['000.00.00.G22', 'Office', 'a@b.go.th']], free).units).toMatchObject([{ name: 'Office', codes: ['000.00.00.G22'], addresses: ['a@b.go.th'] }]);
    expect(readUnits([['ชื่อหน่วยงาน', 'อีเมล', 'ตั้งแต่'], ['โรงเรียน', 'a@b.go.th', '๑/๑๐/๒๕๖๗']], free).units).toMatchObject([{ name: 'โรงเรียน', addresses: ['a@b.go.th'], validFrom: '2024-10-01' }]);
    expect(readUnits([['a@b.vn', 'Phòng A']], free, { name: [1], addresses: [0] }).units).toMatchObject([{ row: 1, name: 'Phòng A', addresses: ['a@b.vn'] }]);
  });

  it('names what it cannot take by row, and takes the rest of that row', () => {
    const { units, problems } = readUnits([
      ['Tên đơn vị', 'Mã', 'Miền thư', 'Email', 'Hiệu lực từ', 'Hiệu lực đến'],
      ['Phòng A', 'H36/14', 'gmail.com', 'không có', '31/2/2025', ''],
      ['', 'H36.1', '', '', '', ''],
      ['Phòng B', '', 'không phải miền', 'b@longan.edu.vn', '1/7/2025', '1/7/2024'],
    ], free);
    expect(problems.map(({ row, code, value }) => [row, code, value])).toEqual([
      [2, 'badDate', '31/2/2025'], [2, 'badCode', 'H36/14'], [2, 'freeDomain', 'gmail.com'], [2, 'badAddress', 'không'], [2, 'badAddress', 'có'],
      [3, 'noName', 'H36.1'],
      [4, 'endBeforeBegin', '2025-07-01 – 2024-07-01'], [4, 'badDomain', 'không'], [4, 'badDomain', 'phải'], [4, 'badDomain', 'miền'],
    ]);
    expect(units.map(({ name, addresses }) => [name, addresses])).toEqual([['Phòng A', []], ['Phòng B', ['b@longan.edu.vn']]]);
  });

  it('without a column of names is told as such', () => {
    expect(readUnits([['1', '2'], ['3', '4']], free).problems).toEqual([{ row: 0, code: 'noNameColumn', value: '' }]);
    expect(readUnits([], free).units).toEqual([]);
  });

  it('gives the same units in any order of its columns', () => {
    const columns: readonly (readonly [UnitColumn, string])[] = [['name', 'Phòng A'], ['codes', 'H1.2'], ['domains', 'a.gov.vn'], ['addresses', 'x@a.gov.vn'], ['phones', '0272 3826428'], ['symbols', 'PA'], ['parent', 'Sở B'], ['validTo', '1/7/2025']];
    const usual = readUnits([columns.map(([column]) => tableHeaders[column][0] ?? ''), columns.map(([, value]) => value)], free).units;
    fc.assert(fc.property(fc.shuffledSubarray([...columns], { minLength: columns.length }), fc.nat(5), (order, which) => {
      const rows = [order.map(([column]) => tableHeaders[column][which % tableHeaders[column].length]?.toUpperCase() ?? ''), order.map(([, value]) => value.normalize('NFD'))];
      expect(readUnits(rows, free).units).toEqual(usual);
    }));
  });

  it('of whatever cells never throws, keeps every row with a name, and is all there once it is saved', () => {
    const cell = fc.oneof(fc.string(), fc.constantFrom('Phòng A', 'Phòng B', 'Sở C', 'H1.2', 'a.gov.vn', 'x@a.gov.vn', '1/7/2025', '', 'a'));
    const header = ['Tên', 'Mã', 'Miền', 'Email', 'Cấp trên', 'Kế thừa', 'Từ ngày', 'Đến ngày', 'Điện thoại', 'Người liên hệ', 'Tên khác'];
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 11, maxLength: 11 }), { maxLength: 8 }), (rows) => {
      const table = readUnits([header, ...rows], free);
      const first = planUnits(table.units, [], 'file', ids());
      const saved = [...first.fresh, ...first.changed.map(({ after }) => after)];
      const again = planUnits(table.units, saved, 'file', () => 'f'.repeat(16) as UnitId);
      expect(new Set(saved.map(({ unitId }) => unitId)).size).toBe(saved.length);
      for (const unit of saved) expect(unit.parentId === null || saved.some((one) => one.unitId === unit.parentId)).toBe(true);
      // the same table twice makes nothing new that is not a question of two units with one name
      if (first.problems.every(({ code }) => code !== 'severalParents') && new Set(saved.map(({ name }) => foldName(name))).size === saved.length) expect(again.fresh).toEqual([]);
    }), { numRuns: 200 });
  });
});

describe('codes of electronic exchange', () => {
  it('are digits, capitals and points, up to 35 characters; the older thirteen are among them', () => {
    expect(['H49.64.33', '000.00.00.G22', ' h49.64 ', 'G22.1'.padEnd(35, '2')].map(unitCode)).toEqual(['H49.64.33', '000.00.00.G22', 'H49.64', 'G22.1'.padEnd(35, '2')]);
    expect(['', 'H49..64', '.H49', 'H49.', 'H49-64', 'Đ49', 'G22.1'.padEnd(36, '2'), 'SGDDT'].map(unitCode)).toEqual([null, null, null, null, null, null, null, null]);
  });
});

describe('days in tables', () => {
  it.each([['1/7/2025', '2025-07-01'], ['2025-07-01', '2025-07-01'], ['2025-07-01T00:00:00.000Z', '2025-07-01'], ['01.07.2025', '2025-07-01'], ['1/7/2568', '2025-07-01'], ['29/2/2023', null], ['13/13/2024', null], ['sáp nhập', null]])('%s', (text, day) => expect(readDay(text)).toBe(day));
});

describe('what saving a table would do', () => {
  const present = [unitOf('a', 'Phòng Giáo dục', { codes: ['H1.2'], phones: ['0272 3826428'], addresses: ['cu@gmail.com'], source: 'person' }), unitOf('b', 'Sở Y tế', { domains: ['syt.longan.gov.vn'] }), unitOf('c', 'Trường An Lạc')];

  it('is told apart: new, changed, as before; found by code, then domain, then name', () => {
    const { fresh, changed, unchanged, problems } = plan([
      ['Tên', 'Mã', 'Miền', 'Email'],
      ['Phòng GDĐT', 'H1.2', '', 'moi@longan.edu.vn'], ['Sở Y tế tỉnh', '', 'syt.longan.gov.vn', ''], ['TRƯỜNG AN LẠC', '', '', ''], ['Phòng mới', '', '', ''],
    ], present);
    expect(problems).toEqual([]);
    expect(fresh.map(({ name, source }) => [name, source])).toEqual([['Phòng mới', 'file']]);
    expect(changed.map(({ after, fields }) => [after.unitId, fields])).toEqual([['a', ['name', 'aliases', 'addresses']], ['b', ['name', 'aliases']]]);
    expect(changed[0]?.after).toMatchObject({ name: 'Phòng GDĐT', aliases: ['Phòng Giáo dục'], addresses: ['cu@gmail.com', 'moi@longan.edu.vn'], phones: ['0272 3826428'], source: 'person' });
    expect(unchanged.map(({ unitId }) => unitId)).toEqual(['c']);
  });

  it('ties parents and successors of the same table, and names those it does not find', () => {
    const { fresh, problems } = plan([
      ['Tên', 'Mã', 'Cấp trên', 'Đến ngày', 'Kế thừa'],
      ['Phòng A', '', 'H9', '1/7/2025', 'Phòng B'], ['Phòng B', '', 'Sở C', '', 'Không có'], ['Sở C', 'H9', 'Sở C', '', ''], ['Phòng D', '', 'Ai đó', '', ''],
    ]);
    const [a, b, c] = fresh;
    expect([a?.parentId, b?.parentId, c?.parentId]).toEqual([c?.unitId, c?.unitId, null]);
    expect(a?.successors).toEqual([b?.unitId]);
    expect(a?.validTo).toBe('2025-07-01' as IsoDate);
    expect(problems.map(({ row, code, value }) => [row, code, value])).toEqual([[3, 'unknownSuccessor', 'Không có'], [4, 'ownParent', 'Sở C'], [5, 'unknownParent', 'Ai đó']]);
  });

  it('joins rows of one unit, keeps units of one name under two others apart, and never takes a shared domain for a unit', () => {
    const { fresh, problems } = plan([
      ['Tên', 'Cấp trên', 'Miền', 'Email'],
      ['Phòng Nội vụ', 'Huyện A', 'longan.edu.vn', 'a@longan.edu.vn'], ['Phòng Nội vụ', 'Huyện B', 'longan.edu.vn', ''], ['Phòng Nội vụ', 'Huyện A', '', 'b@longan.edu.vn'], ['Huyện A', '', '', ''], ['Huyện B', '', '', ''],
    ], [unitOf('s', 'Sở', { domains: ['longan.edu.vn'] })]);
    expect(fresh.map(({ name, addresses }) => [name, addresses])).toEqual([['Phòng Nội vụ', ['a@longan.edu.vn', 'b@longan.edu.vn']], ['Phòng Nội vụ', []], ['Huyện A', []], ['Huyện B', []]]);
    expect(problems.map(({ row, code, value }) => [row, code, value])).toEqual([[4, 'repeated', '2']]);
  });
});
