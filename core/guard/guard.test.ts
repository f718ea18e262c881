import { describe, expect, it } from 'vitest';
import { defaultOutgoing, defaultPolicy } from '../acknowledge/default-policy';
import type { Addressee, Draft, DraftFile } from '../model/draft';
import type { AccountId, Digest, DraftId, FileId, IsoTime } from '../model/ids';
import type { OutgoingPolicy } from '../model/policy';
import { newDocument, newDraft } from '../outgoing/new-draft';
import { recognise } from '../recognise/recognise';
import { guard, type ReadFile } from './guard';

const letter = newDraft('00000000000000d1' as DraftId, '00000000000000a1' as AccountId);
const at = '2026-11-20T01:00:00.000Z' as IsoTime;
const pdf: DraftFile = {
  fileId: '00000000000000f1' as FileId, name: 'cong-van.pdf', mediaType: 'application/pdf', size: 1000, digest: 'a'.repeat(64) as Digest, role: 'document', stamped: true,
  signedBy: [{ role: 'person', holder: 'Người có thẩm quyền', at, timestamp: 'missing' }, { role: 'agency', holder: 'Sở', at, timestamp: 'missing' }],
};
const to = (...addresses: readonly string[]): readonly Addressee[] => addresses.map((address) => ({ unitId: null, name: '', address, group: null }));
const document = (change: Partial<Draft> = {}): Draft => ({ ...letter, to: to('ubnd@longan.gov.vn'), files: [pdf], document: { ...newDocument('CV'), summary: 'lịch công tác' }, ...change });
const office = { address: 'vanthu@longan.gov.vn' };
const policyWith = (change: Partial<OutgoingPolicy> = {}) => ({ ...defaultPolicy, outgoing: { ...defaultOutgoing, ...change } });
const codes = (draft: Draft, files: readonly ReadFile[] = [], change: Partial<OutgoingPolicy> = {}, account = office) =>
  guard(draft, { policy: policyWith(change), account, files }).map(({ rule, code }) => `${rule} ${code}`);
const read = (text: string, name = 'van-ban.pdf'): ReadFile => ({ name, text, documents: recognise([{ source: { kind: 'attachment', part: '2' as never, page: 1 }, text }]).documents });

it('a signed document between official addresses leaves without a word', () => {
  expect(codes(document())).toEqual([]);
});

describe('where an official document goes', () => {
  it('is asked about outside the official domains, and free webmail stops it', () => {
    expect(codes(document({ to: to('lienhe@congty.com.vn') }))).toEqual(['warn otherDomain']);
    expect(codes(document({ cc: to('truong.thcs@gmail.com') }))).toEqual(['block freeWebmail']);
  });

  it('is the decision of the office', () => {
    expect(codes(document({ to: to('a@congty.com.vn', 'b@gmail.com') }), [], { toOtherDomains: 'block', toFreeWebmail: 'warn' })).toEqual(['block otherDomain', 'warn freeWebmail']);
    expect(codes(document({ to: to('a@congty.com.vn', 'b@gmail.com') }), [], { toOtherDomains: 'allow', toFreeWebmail: 'allow' })).toEqual([]);
  });

  it('is nobody’s business for an ordinary letter', () => {
    expect(codes({ ...letter, to: to('b@gmail.com'), body: 'Chào bạn.' })).toEqual([]);
  });

  it('looks through a domain that only ends like an official one', () => {
    expect(codes(document({ to: to('a@evilgov.vn', 'b@gov.vn.example.com') }))).toEqual(['warn otherDomain']);
  });
});

it('an official document leaves from an official account, or from those the office names', () => {
  expect(codes(document(), [], {}, { address: 'canhan@gmail.com' })).toEqual(['warn otherAccount']);
  expect(codes(document(), [], { officialAccounts: ['other@longan.gov.vn'] })).toEqual(['warn otherAccount']);
  expect(codes(document(), [], { officialAccounts: ['VanThu@longan.gov.vn'] })).toEqual([]);
});

it('a document without the signature of the agency says which one is missing', () => {
  const [finding] = guard(document({ files: [{ ...pdf, signedBy: pdf.signedBy.slice(0, 1) }] }), { policy: policyWith(), account: office, files: [] });
  expect(finding).toEqual({ rule: 'warn', code: 'unsigned', about: { person: 'no', agency: 'yes' } });
});

describe('a state secret', () => {
  const secretText = 'ỦY BAN NHÂN DÂN\nTỈNH LONG AN\n\nSố: 12/UBND-NC\nTỐI MẬT\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLong An, ngày 20 tháng 11 năm 2026\n\nV/v phương án bảo vệ\n\nKính gửi: Công an tỉnh';

  it('does not leave when a stamp was typed, recognised in the file, or stands alone on a line', () => {
    const typed = document();
    expect(codes({ ...typed, document: { ...newDocument('CV'), secrecy: 'MẬT' } })).toEqual(['block secret']);
    expect(codes(document(), [read(secretText)])).toEqual(['block secret']);
    expect(codes({ ...letter, body: 'Kính gửi đơn vị\n\nMẬT\n\nnội dung' })).toEqual(['block secret']);
    expect(codes(document(), [read('สำนักงาน\nลับมาก\nเรื่อง แผนรักษาความปลอดภัย')])).toEqual(['block secret']);
  });

  it.each([
    'Độ mật: TỐI MẬT', 'M Ậ T', 'T Ố I M Ậ T', '| MẬT |', '  [TUYỆT MẬT]  ', 'MẬT'.normalize('NFD'), 'ชั้นความลับ: ลับมาก',
  ])('does not leave in an annex that bears “%s”', (line) => expect(codes(document(), [read(`PHỤ LỤC\n${line}\nPhương án bảo vệ`)])).toEqual(['block secret']));

  it.each(['[MẬT] Phương án', 'Fwd: [MẬT] Phương án', 'Re: Fw: TỐI MẬT - Phương án', 'MẬT: phương án'])('does not leave, nor is passed on, under the subject “%s”', (subject) => {
    expect(codes({ ...letter, subject })).toEqual(['block secret']);
  });

  it('is no word of another meaning at the head of a subject', () => {
    for (const subject of ['MẬT KHẨU hộp thư mới', 'Mật độ dân cư', 'Re: MẬT ONG tháng 11']) expect(codes({ ...letter, subject })).toEqual([]);
  });

  it('is not any sentence that speaks of secrets', () => {
    expect(codes(document({ body: 'Đề nghị thực hiện quy định về bảo vệ bí mật nhà nước, mật khẩu và độ mật.' }))).toEqual([]);
    expect(codes(document(), [read('Hướng dẫn xác định độ mật của tài liệu, văn bản mật.\nTài liệu tối mật không gửi qua thư điện tử.')])).toEqual([]);
  });
});

describe('papers that go by post', () => {
  const summary = (text: string): Draft => document({ document: { ...newDocument('CV'), summary: text } });

  it.each([['gửi giấy chuyển tuyến của bệnh nhân', 'warn medicalReferral'], ['gửi bảng lương tháng 11', 'warn financial'], ['gửi ủy nhiệm chi số 5', 'warn financial']])('are known by what the document is about: %s', (text, code) => {
    expect(codes(summary(text))).toEqual([code]);
  });

  it('are known by the name of a file and by the title in it', () => {
    expect(codes(document({ files: [{ ...pdf, name: 'Giay_chuyen_vien_so_5.pdf' }] }))).toEqual(['warn medicalReferral']);
    expect(codes(document(), [read('BỆNH VIỆN ĐA KHOA\n\nGIẤY CHUYỂN TUYẾN\n\nKính gửi: Bệnh viện')])).toEqual(['warn medicalReferral']);
    expect(codes({ ...letter, subject: 'หนังสือส่งตัวผู้ป่วย' })).toEqual(['warn medicalReferral']);
  });

  it.each([
    'báo cáo tài chính năm 2026', 'phân bổ dự toán ngân sách', 'hướng dẫn sử dụng giấy chuyển tuyến', 'quy định mẫu giấy chuyển viện mới', 'Sở Tài chính mời họp', 'chuyển tuyến xe buýt số 5', 'triển khai ký số bảng lương', 'lấy phiếu thuận cho dự thảo',
  ])('are not every letter about money or health: %s', (text) => expect(codes(summary(text))).toEqual([]));

  it('are not an officer who is sent to another office', () => {
    expect(codes({ ...letter, subject: 'หนังสือส่งตัวข้าราชการ' })).toEqual([]);
  });
});

it('what stops a letter is told before what only warns', () => {
  const all = guard(document({ to: to('a@congty.com.vn', 'b@gmail.com') }), { policy: policyWith(), account: office, files: [] });
  expect(all.map(({ rule }) => rule)).toEqual(['block', 'warn']);
});
