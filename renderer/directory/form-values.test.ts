import { expect, it } from 'vitest';
import { newUnit } from '../../core/directory/new-unit';
import type { IsoDate, UnitId } from '../../core/model/ids';
import type { Unit } from '../../core/model/unit';
import { formOf, readForm } from './form-values';

const unit: Unit = {
  ...newUnit('a'.repeat(16) as UnitId, 'Sở Nội vụ', 'learned'), aliases: ['Sở Nội vụ tỉnh', 'SNV'], symbols: ['SNV'], codes: ['H36.1'], domains: ['snv.longan.gov.vn'], addresses: ['a@longan.gov.vn', 'b@longan.gov.vn'],
  phones: ['0272 3826428'], people: [{ name: 'Chánh Văn phòng', title: null, address: 'cvp@longan.gov.vn', phone: null }], groups: ['Sở'], validFrom: '2010-01-01' as IsoDate, validTo: '2025-07-01' as IsoDate, parentId: 'b'.repeat(16) as UnitId, successors: ['c'.repeat(16) as UnitId],
};

it('a unit that is opened and saved without a change is the same', () => {
  expect(readForm(unit, formOf(unit), [])).toEqual({ unit, problems: [] });
});

it('entries taken out of a list are gone, and what cannot be taken is told', () => {
  const read = readForm(unit, { ...formOf(unit), addresses: 'b@longan.gov.vn', codes: 'H36/1', validTo: 'sang năm' }, []);
  expect(read.unit).toMatchObject({ addresses: ['b@longan.gov.vn'], codes: [], validTo: null });
  expect(read.problems.map(({ code }) => code).toSorted()).toEqual(['badCode', 'badDate']);
  expect(readForm(unit, { ...formOf(unit), name: ' ' }, []).unit).toBe(null);
});
