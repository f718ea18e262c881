import { describe, expect, it } from 'vitest';
import type { IsoDate, UnitId } from '../model/ids';
import type { LetterVerdict } from '../model/verdict';
import { emptyDirectory, indexDirectory } from './directory-index';
import { cluesWith, domainPolicy, from, unitOf } from './fixtures/units';
import { provenNames } from './proven-names';
import { resolveSender } from './resolve-sender';
import type { SenderClues } from './sender-clues';

const signedBy = (organisation: string, verdict: 'passed' | 'indeterminate' = 'passed', holder = 'Người ký') => provenNames({ verdict, signatures: [{ kind: 'smime', verdict, signer: { holder, organisation } }] } as unknown as LetterVerdict);
const find = (clues: Partial<SenderClues>, units = emptyDirectory) => resolveSender(cluesWith(clues), units, domainPolicy);
const known = (agency: string | null, address: string, certified: readonly string[] = []) => find({ agency, from: from(address), certified }).known;

describe('the unit of a letter without any directory', () => {
  it('is known when the document names it and the sender writes from an official domain', () => {
    expect(known('Sở GDĐT', 'vanthu@longan.edu.vn')).toBe(true);
  });

  it('is not known when no document names one, whatever the domain or the certificate says', () => {
    expect(known(null, 'vanthu@longan.edu.vn')).toBe(false);
    expect(known(null, 'vanthu@longan.edu.vn', signedBy('Sở Nội vụ'))).toBe(false);
  });

  it('is never known from a letterhead alone, nor from free webmail even when that is signed', () => {
    expect(known('UBND tỉnh', 'ubnd@example.com')).toBe(false);
    expect(known('UBND tỉnh', 'ubnd@longan.edu.vn.example.com')).toBe(false);
    expect(known('UBND tỉnh Long An', 'ubnd@gmail.com', signedBy('UBND tỉnh Long An'))).toBe(false);
  });

  it('is not known from an official domain when our own server says that the mail does not come from there', () => {
    const clues = { agency: 'Sở GDĐT', from: from('vanthu@longan.edu.vn'), server: 'failed' as const };
    expect(find(clues).known).toBe(false);
    expect(find({ ...clues, certified: ['Sở GDĐT'] }).known).toBe(true);
  });

  it('is the same unit in full in the certificate and abbreviated in the letterhead', () => {
    expect(known('UBND TỈNH LONG AN', 'a@example.com', signedBy('Ủy ban nhân dân tỉnh Long An'))).toBe(true);
    expect(known('SỞ GD&ĐT LONG AN', 'a@example.com', signedBy('Sở Giáo dục và Đào tạo Long An'))).toBe(true);
    expect(known('UBND TỈNH LONG AN', 'a@example.com', signedBy('Hội đồng nhân dân tỉnh Long An'))).toBe(false);
  });

  it('is known by a signature that passed and belongs to the unit in the letterhead, not by an open one or another unit', () => {
    const unit = 'Sở Giáo dục và Đào tạo Long An';
    expect(known(unit, 'a@example.com', signedBy('SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN'))).toBe(true);
    expect(known(unit, 'a@example.com', signedBy('SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN', 'indeterminate'))).toBe(false);
    expect(known(unit, 'a@example.com', signedBy('Sở'))).toBe(false);
    expect(known('Sở Nội vụ', 'a@example.com', signedBy('UBND tỉnh Long An', 'passed', 'SỞ NỘI VỤ'))).toBe(true);
  });

  it('has one key for all its letters, whichever way its name is written', () => {
    const key = (agency: string, parentAgency: string | null = null) => find({ agency, parentAgency, from: from('a@example.com') }).unitKey;
    expect(key('SỞ GD&ĐT LONG AN')).toBe(key('Sở Giáo dục và Đào tạo  Long An'.normalize('NFD')));
    expect(key('PHÒNG NỘI VỤ', 'UBND HUYỆN BẾN LỨC')).not.toBe(key('PHÒNG NỘI VỤ', 'UBND HUYỆN CẦN ĐƯỚC'));
    expect(find({ from: from('Ai.Do@Example.COM', 'Ai đó') })).toMatchObject({ unit: 'Ai đó', unitKey: 'address:ai.do@example.com', unitId: null });
  });
});

const province = unitOf('p', 'UBND tỉnh Long An', { domains: ['longan.gov.vn'], aliases: ['Ủy ban nhân dân tỉnh Long An'] });
const education = unitOf('e', 'Sở Giáo dục và Đào tạo', { parentId: 'p' as UnitId, symbols: ['SGDĐT'], domains: ['sgddt.longan.gov.vn'], phones: ['0272.3826428'], people: [{ name: 'Huỳnh Thanh Phong', title: 'Phó Giám đốc', address: null, phone: null }] });
const school = unitOf('s', 'Trường Tiểu học An Lạc', { addresses: ['c1anlac@gmail.com'], domains: ['longan.edu.vn'] });
const other = unitOf('o', 'Trường THCS Thạnh Đức', { domains: ['longan.edu.vn'] });
const directory = indexDirectory([province, education, school, other]);

describe('the unit of a letter with a directory', () => {
  it('is found by address, domain, letterhead with its place, symbol, signer and telephone', () => {
    const id = (clues: Partial<SenderClues>) => find(clues, directory).unitId;
    expect(id({ from: from('C1AnLac@gmail.com') })).toBe('s');
    expect(id({ from: from('vanthu@sgddt.longan.gov.vn') })).toBe('e');
    expect(id({ agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', parentAgency: 'UBND TỈNH LONG AN' })).toBe('e');
    expect(id({ agency: 'SỞ GD&ĐT TỈNH LONG AN' })).toBe('e');
    expect(id({ agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', parentAgency: 'UBND TỈNH TIỀN GIANG' })).toBe(null);
    expect(id({ number: '1077/SGDĐT-KTQLCL' })).toBe('e');
    expect(id({ signer: 'Huỳnh Thanh Phong' })).toBe('e');
    expect(id({ phones: ['(+84-272) 3 826 428'] })).toBe('e');
    expect(id({ from: from('a@example.com', 'Sở GDĐT Long An') })).toBe('e');
  });

  it('is believed from an address that somebody entered, free webmail too, but never against the word of our own server', () => {
    expect(find({ from: from('c1anlac@gmail.com') }, directory)).toMatchObject({ unit: 'Trường Tiểu học An Lạc', unitKey: 'id:s', known: true });
    expect(find({ from: from('c1anlac@gmail.com'), server: 'failed' }, directory).known).toBe(false);
    expect(find({ from: from('c1anlac2@gmail.com'), agency: 'Trường Tiểu học An Lạc' }, directory)).toMatchObject({ unitId: 's', known: false });
  });

  it('that shares its domain with others is told by what else the letter shows, and is nobody where nothing else is shown', () => {
    expect(find({ from: from('thcs@longan.edu.vn'), agency: 'TRƯỜNG THCS THẠNH ĐỨC' }, directory)).toMatchObject({ unitId: 'o', known: true, conflicts: [] });
    expect(find({ from: from('la@longan.edu.vn') }, directory).unitId).toBe(null);
  });

  it('below the owner of a domain or certificate is the one that the letterhead names', () => {
    const finding = find({ from: from('vanthu@longan.gov.vn'), agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', certified: ['UBND tỉnh Long An'] }, directory);
    expect(finding).toMatchObject({ unitId: 'e', known: true, conflicts: [] });
  });

  it('stands in conflict with clues that mean an unrelated one', () => {
    const finding = find({ from: from('c1anlac@gmail.com'), agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN' }, directory);
    expect(finding.unitId).toBe('s');
    expect(finding.conflicts.map(([a, b]) => [a.kind, b.kind])).toEqual([['address', 'letterhead']]);
    const signed = find({ certified: ['Công ty Cổ phần Hoa Sen'], agency: 'Chi cục Kiểm lâm' }, directory);
    expect(signed.conflicts.map(([a, b]) => [a.seen, b.seen])).toEqual([['Công ty Cổ phần Hoa Sen', 'Chi cục Kiểm lâm']]);
  });

  it('is the one of the letter’s own day where a name went from one unit to the next', () => {
    const before = unitOf('b', 'Xã An Lạc', { validTo: '2025-07-01' as IsoDate, successors: ['n' as UnitId] });
    const now = unitOf('n', 'Xã An Lạc', { validFrom: '2025-07-01' as IsoDate });
    const both = indexDirectory([before, now]);
    expect(find({ agency: 'XÃ AN LẠC', day: '2024-02-02' as IsoDate }, both).unitId).toBe('b');
    expect(find({ agency: 'XÃ AN LẠC', day: '2025-07-01' as IsoDate }, both).unitId).toBe('n');
  });

  it('is found by the code before the slash of a Thai number', () => {
    const thai = indexDirectory([unitOf('t', 'สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน', { symbols: ['ศธ 0404'] })]);
    expect(find({ number: 'ศธ ๐๔๐๔.๒/ว ๑๒๓' }, thai).unitId).toBe('t');
    expect(find({ agency: 'สำนักงานคณะกรรมการการศึกษาขั้นพื้นฐาน' }, thai).unitId).toBe('t');
  });

  it('does not hang on units that are each other’s parents or successors', () => {
    const round = indexDirectory([unitOf('1', 'A', { parentId: '2' as UnitId, successors: ['2' as UnitId], domains: ['a.vn'] }), unitOf('2', 'B', { parentId: '1' as UnitId, successors: ['1' as UnitId] }), unitOf('3', 'C ty')]);
    expect(find({ from: from('x@a.vn'), agency: 'C ty' }, round).unitId).toBe('1');
  });
});
