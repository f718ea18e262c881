import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../core/model/ids';
import { newUnit } from '../../core/directory/new-unit';
import { heirOfUnit } from './heir-of-unit';

const school = { ...newUnit('0011223344556677' as UnitId, 'Trường Tiểu học An Lạc', 'file'), addresses: ['Citizen@Gmail.com'] };
const other = newUnit('0011223344556688' as UnitId, 'Sở Nội vụ', 'file');

describe('a unit known by its letters alone, once it is entered', () => {
  it('is the entry of its name or of its address', () => {
    expect(heirOfUnit('name:truong tieu hoc an lac', [other, school])).toBe(school);
    expect(heirOfUnit('address:citizen@gmail.com', [other, school])).toBe(school);
  });

  it('is none where no entry or more than one would do, nor where it was an entry itself', () => {
    expect(heirOfUnit('name:truong tieu hoc an lac', [other])).toBeNull();
    expect(heirOfUnit('address:', [other, school])).toBeNull();
    expect(heirOfUnit('name:truong tieu hoc an lac', [school, { ...school, unitId: '0011223344556699' as UnitId }])).toBeNull();
    expect(heirOfUnit(`id:${school.unitId}`, [other, school])).toBeNull();
  });
});
