import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUnit } from '../directory/new-unit';
import type { Addressee } from '../model/draft';
import type { AccountId, DraftId, IsoDate, UnitId } from '../model/ids';
import type { Unit } from '../model/unit';
import { addresseeOf, offersFor, successorsOf } from './addressee-choice';
import { newDocument, newDraft } from './new-draft';
import { addresseeAt, readTypedAddresses, withoutDoubles } from './typed-addresses';
import { withAddressees } from './with-addressees';

const today = '2026-11-20' as IsoDate;
const id = (at: number): UnitId => String(at).padStart(16, '0') as UnitId;
const unit = (at: number, name: string, change: Partial<Unit> = {}): Unit => ({ ...newUnit(id(at), name, 'person'), addresses: [`d${at}@longan.edu.vn`], ...change });
const benLuc = unit(1, 'Phòng Giáo dục và Đào tạo huyện Bến Lức', { groups: ['Phòng GDĐT'] });
const canDuoc = unit(2, 'Phòng Giáo dục và Đào tạo huyện Cần Đước', { groups: ['Phòng GDĐT'] });
const silent = unit(3, 'Trường THCS Lê Lợi', { addresses: [], groups: ['Trường'] });
const commune = unit(5, 'UBND xã Bến Lức');
const district = unit(4, 'UBND huyện Bến Lức', { validTo: '2025-07-01' as IsoDate, successors: [commune.unitId], groups: ['UBND'] });
const directory = [benLuc, canDuoc, silent, district, commune];
const offered = (typed: string, chosen: readonly Addressee[] = []) => offersFor(typed, directory, chosen, today).map((one) => (one.kind === 'group' ? `${one.group} (${one.units.length})` : one.unit.name));

describe('a few letters', () => {
  it('find units and groups without diacritics, the group first with how many it has', () => {
    expect(offered('phong gddt')).toEqual(['Phòng GDĐT (2)', benLuc.name, canDuoc.name]);
    expect(offered('can duoc')).toEqual([canDuoc.name]);
    expect(offered('d5@longan')).toEqual([commune.name]);
    expect(offered('  ')).toEqual([]);
  });

  it('offer no unit twice, and one that ended after those that stand, with who took over', () => {
    expect(offered('can duoc', [addresseeOf(canDuoc, null)])).toEqual([]);
    expect(offered('ubnd ben luc')).toEqual([commune.name, district.name]);
    const last = offersFor('ubnd ben luc', directory, [], today).at(-1);
    expect(last?.kind === 'unit' && last.ended ? last.successors.map(({ name }) => name) : []).toEqual([commune.name]);
  });

  it('say of a group how many of its units cannot be written to, and leave out what ended', () => {
    const [group] = offersFor('truong', directory, [], today);
    expect(group).toMatchObject({ kind: 'group', without: 1 });
    expect(offered('ubnd')).not.toContain('UBND (1)');
  });
});

it('successors are followed to the units of today, and a circle of them ends', () => {
  const a = unit(11, 'A', { validTo: today, successors: [id(12)] });
  const b = unit(12, 'B', { validTo: today, successors: [id(11), id(13), id(99)] });
  const c = unit(13, 'C');
  expect(successorsOf(a, [a, b, c], today)).toEqual([c]);
});

describe('typed and pasted addresses', () => {
  it('may be many, with names and in any separation; what is none stays in the field', () => {
    const read = readTypedAddresses('Văn thư Sở <vanthu@longan.gov.vn>; a@longan.edu.vn, b@longan.edu.vn\nkhông phải địa chỉ', directory);
    expect(read.addressees.map(({ name, address }) => [name, address])).toEqual([['Văn thư Sở', 'vanthu@longan.gov.vn'], ['', 'a@longan.edu.vn'], ['', 'b@longan.edu.vn']]);
    expect(read.rest).toBe('không phải địa chỉ');
  });

  it('are the unit they belong to, whatever name stands before them', () => {
    expect(addresseeAt('D1@LongAn.edu.vn', 'Ai đó', directory)).toMatchObject({ unitId: benLuc.unitId, name: benLuc.name });
    expect(addresseeAt('la@longan.edu.vn', '"Người lạ"', directory)).toMatchObject({ unitId: null, name: 'Người lạ' });
  });

  it('count once however often they are given, and nothing typed is lost', () => {
    expect(withoutDoubles([addresseeOf(benLuc, null), addresseeAt('D1@longan.edu.vn', '', [])])).toHaveLength(1);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { addressees, rest } = readTypedAddresses(text, directory);
      const left = `${addressees.map(({ name, address }) => `${name}${address}`).join('')}${rest}`;
      return addressees.length > 0 || left.replaceAll(/[\s;,]/g, '') === text.replaceAll(/[\s;,]/g, '');
    }));
  });
});

describe('sending to each separately', () => {
  const letter = newDraft('00000000000000d1' as DraftId, '00000000000000a1' as AccountId);
  const many = (count: number): readonly Addressee[] => Array.from({ length: count }, (_, at) => addresseeAt(`x${at}@longan.edu.vn`, '', []));
  const official = { ...letter, document: newDocument('CV') };

  it('begins with the second addressee of a document and with many of a letter', () => {
    expect(withAddressees(official, 'to', many(1)).separately).toBe(false);
    expect(withAddressees(official, 'to', many(12)).separately).toBe(true);
    expect(withAddressees(letter, 'to', many(3)).separately).toBe(false);
    expect(withAddressees(letter, 'to', many(6)).separately).toBe(true);
  });

  it('is not begun again where a person took it back', () => {
    const takenBack = { ...withAddressees(official, 'to', many(3)), separately: false };
    expect(withAddressees(takenBack, 'to', many(4)).separately).toBe(false);
  });
});
