import { describe, expect, it } from 'vitest';
import type { IsoDate, UnitId } from '../model/ids';
import { emptyDirectory, indexDirectory } from './directory-index';
import { cluesWith, domainPolicy, from, unitOf } from './fixtures/units';
import { judgeOfficialness } from './judge-officialness';
import { resolveSender } from './resolve-sender';
import type { SenderClues } from './sender-clues';

const province = unitOf('p', 'UBND tỉnh Long An', { domains: ['longan.gov.vn'] });
const education = unitOf('e', 'Sở Giáo dục và Đào tạo', { parentId: 'p' as UnitId, domains: ['sgddt.longan.gov.vn'] });
const school = unitOf('s', 'Trường Tiểu học An Lạc', { addresses: ['c1anlac@gmail.com'] });
const old = unitOf('h', 'UBND huyện Bến Lức', { validTo: '2025-07-01' as IsoDate, successors: ['x' as UnitId] });
const directory = indexDirectory([province, education, school, old, unitOf('x', 'UBND xã Bến Lức')]);

function judge(more: Partial<SenderClues>, units = directory) {
  const clues = cluesWith(more);
  return judgeOfficialness(clues, resolveSender(clues, units, domainPolicy), units, domainPolicy);
}
const speaks = (more: Partial<SenderClues>, units = directory) => Object.fromEntries(judge(more, units).reasons.map((reason) => [reason.code, reason.speaks]));
const level = (more: Partial<SenderClues>, units = directory) => judge(more, units).level;

describe('ordinary official letters are never doubtful', () => {
  it.each<readonly [string, Partial<SenderClues>]>([
    ['from an official domain', { from: from('vanthu@longan.edu.vn', 'Văn thư Sở'), agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO' }],
    ['confirmed by our server', { from: from('vanthu@sgddt.longan.gov.vn'), server: 'passed', agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO' }],
    ['passing on what the province issued', { from: from('vanthu@sgddt.longan.gov.vn'), agency: 'UBND TỈNH LONG AN' }],
    ['passing on what a stranger issued', { from: from('vanthu@sgddt.longan.gov.vn'), agency: 'TRƯỜNG TIỂU HỌC AN LẠC' }],
    ['from the person’s mailbox in the house', { from: from('nva@longan.gov.vn', 'Nguyễn Văn A'), agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', parentAgency: 'UBND TỈNH LONG AN' }],
    ['whose name shows the same address', { from: from('vanthu@longan.edu.vn', 'vanthu@longan.edu.vn'), agency: 'SỞ NỘI VỤ' }],
    ['with answers to another office', { from: from('no-reply@longan.edu.vn'), replyTo: ['hoidap@moet.edu.vn'], agency: 'SỞ NỘI VỤ' }],
    ['signed by the unit above', { from: from('vanthu@longan.edu.vn'), certified: ['UBND tỉnh Long An'], agency: 'VĂN PHÒNG', parentAgency: 'UBND TỈNH LONG AN' }],
    ['signed in the signer’s own name', { from: from('vanthu@longan.edu.vn'), certified: ['Huỳnh Thanh Phong'], signer: 'Huỳnh Thanh Phong', agency: 'SỞ NỘI VỤ' }],
    ['from a domain of the directory', { from: from('a@longan.gov.vn') }],
    ['from Thailand', { from: from('saraban@moe.go.th', 'กระทรวงศึกษาธิการ'), agency: 'กระทรวงศึกษาธิการ' }],
  ])('%s', (_, clues) => expect(level(clues)).toBe('official'));

  it('nor are letters from private mailboxes, newsletters and lists, of which nothing is proven', () => {
    expect(level({ from: from('truong@gmail.com'), agency: 'TRƯỜNG MẦM NON HOA SEN' })).toBe('unproven');
    expect(level({ from: from('c1anlac@gmail.com'), agency: 'TRƯỜNG TIỂU HỌC AN LẠC' })).toBe('unproven');
    expect(level({ from: from('news@shop.example', 'Shop'), replyTo: ['hello@other.example'] })).toBe('unproven');
    expect(level({})).toBe('unproven');
  });
});

describe('against a letter speaks', () => {
  const official = { from: from('vanthu@longan.edu.vn'), agency: 'SỞ NỘI VỤ' };

  it('our own server, unless the unit itself signed', () => {
    expect(speaks({ ...official, server: 'failed' })).toMatchObject({ serverRefutes: 'against', officialDomain: 'for' });
    expect(level({ ...official, server: 'failed' })).toBe('doubtful');
    expect(speaks({ ...official, server: 'failed', certified: ['Sở Nội vụ'] })).toMatchObject({ serverRefutes: 'neither', signedByUnit: 'for' });
  });

  it('a domain that imitates an official one', () => {
    expect(judge({ from: from('a@gov-vn.com'), agency: 'SỞ NỘI VỤ' }).reasons[0]).toEqual({ code: 'lookAlikeDomain', speaks: 'against', values: { domain: 'gov-vn.com', like: 'gov.vn' } });
  });

  it('a name that wears another, official address or domain', () => {
    expect(speaks({ from: from('a@example.com', 'vanthu@longan.edu.vn') })).toMatchObject({ nameShowsOtherAddress: 'against' });
    expect(speaks({ from: from('a@gmail.com', 'Bộ GDĐT (moet.edu.vn)') })).toMatchObject({ nameShowsOtherAddress: 'against' });
    expect(speaks({ from: from('a@longan.edu.vn', 'ai.do@gmail.com') })).toMatchObject({ nameShowsOtherAddress: 'neither' });
    expect(speaks({ from: from('a@example.com', 'P.GDĐT') })).not.toHaveProperty('nameShowsOtherAddress');
  });

  it('the certificate of a company under the letterhead of an office', () => {
    expect(speaks({ ...official, certified: ['Công ty Hoa Sen'] })).toMatchObject({ signedByOther: 'against' });
  });

  it('an answer address that leads away from an office', () => {
    expect(speaks({ ...official, replyTo: ['nhan.tra.loi@gmail.com'] })).toMatchObject({ replyToElsewhere: 'against' });
    expect(speaks({ ...official, replyTo: ['khac@longan.edu.vn'] })).not.toHaveProperty('replyToElsewhere');
  });

  it('a stranger’s address under the name of a unit that has mail of its own', () => {
    expect(speaks({ from: from('sgddt@gmail.com'), agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN' })).toMatchObject({ addressNeverSeen: 'against' });
    expect(speaks({ from: from('moi@gmail.com'), agency: 'TRƯỜNG TIỂU HỌC AN LẠC' })).toMatchObject({ addressNeverSeen: 'neither' });
    expect(speaks({ from: from('moi@sgddt2.longan.gov.vn'), agency: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO LONG AN' })).toMatchObject({ addressNeverSeen: 'neither' });
  });

  it('several authors from several houses', () => {
    expect(speaks({ ...official, furtherFrom: ['b@example.com'] })).toMatchObject({ severalFrom: 'against' });
    expect(speaks({ ...official, furtherFrom: ['b@longan.edu.vn'] })).toMatchObject({ severalFrom: 'neither' });
  });
});

it('a unit that is no more is named with its end and its successors', () => {
  const { reasons, level: judged } = judge({ from: from('a@longan.edu.vn'), agency: 'UBND HUYỆN BẾN LỨC', day: '2025-08-01' as IsoDate });
  expect(judged).toBe('official');
  expect(reasons.find(({ code }) => code === 'unitEnded')?.values).toEqual({ unit: 'UBND huyện Bến Lức', day: '2025-07-01', successors: 'UBND xã Bến Lức' });
  expect(speaks({ from: from('a@longan.edu.vn'), agency: 'UBND HUYỆN BẾN LỨC', day: '2024-08-01' as IsoDate })).not.toHaveProperty('unitEnded');
});

it('of free webmail nothing makes an official sender, a signature included', () => {
  expect(level({ from: from('a@gmail.com'), agency: 'SỞ NỘI VỤ', certified: ['Sở Nội vụ'] }, emptyDirectory)).toBe('unproven');
});
