import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newUnit } from '../directory/new-unit';
import type { Addressee, Draft, DraftFile } from '../model/draft';
import type { AccountId, Digest, DraftId, FileId, IsoDate, IsoTime, UnitId } from '../model/ids';
import type { Unit } from '../model/unit';
import { addresseeOf } from './addressee-choice';
import { checkDraft, promisedWords, type CheckInput } from './draft-checks';
import { compareNamedUnits } from './named-units';
import { newDocument, newDraft } from './new-draft';

const today = '2026-11-20' as IsoDate;
const districts = ['Bến Lức', 'Cần Đước', 'Cần Giuộc', 'Châu Thành', 'Đức Hòa', 'Đức Huệ', 'Mộc Hóa', 'Tân Hưng', 'Tân Thạnh', 'Tân Trụ', 'Thạnh Hóa', 'Thủ Thừa'];
const unit = (at: number, name: string, change: Partial<Unit> = {}): Unit => ({ ...newUnit(String(at).padStart(16, '0') as UnitId, name, 'person'), addresses: [`d${at}@longan.edu.vn`], ...change });
const phong = districts.map((name, at) => unit(at, `Phòng Giáo dục và Đào tạo huyện ${name}`, { groups: ['Phòng GDĐT'] }));
const ubnd = unit(50, 'UBND tỉnh Long An', { addresses: ['ubnd@longan.gov.vn'] });
const directory: readonly Unit[] = [...phong, ubnd];
const letter = newDraft('00000000000000d1' as DraftId, '00000000000000a1' as AccountId);
const file = (change: Partial<DraftFile> = {}): DraftFile => ({
  fileId: '00000000000000f1' as FileId, name: 'cong-van.pdf', mediaType: 'application/pdf', size: 1000, digest: 'a'.repeat(64) as Digest, role: 'document', stamped: false, signedBy: [], ...change,
});
const to = (units: readonly Unit[], group: string | null = null): readonly Addressee[] => units.map((one) => addresseeOf(one, group));
const typed = (...addresses: readonly string[]): readonly Addressee[] => addresses.map((address) => ({ unitId: null, name: '', address, group: null }));
const input: CheckInput = { directory, today, now: '2026-11-20T02:00:00.000Z' as IsoTime, maxBytes: null, bytes: 5000, receivers: [], documentText: null, withoutCertificate: [] };
const codes = (draft: Draft, change: Partial<CheckInput> = {}) => checkDraft(draft, { ...input, ...change }).map(({ rule, code }) => `${rule} ${code}`);
const whole: Draft = { ...letter, to: to([ubnd]), subject: 'Xin ý kiến', body: 'Kính gửi UBND tỉnh.' };
const official: Draft = { ...whole, files: [file()], document: { ...newDocument('CV'), summary: 'lịch công tác', signer: { name: 'Người ký', title: 'GIÁM ĐỐC' } } };

it('a letter in which nothing is missing has no finding', () => {
  expect(codes(whole)).toEqual([]);
  expect(codes(official)).toEqual([]);
});

describe('a promised file', () => {
  it.each(['Gửi kèm theo thư này Công văn số 12.', 'Mời xem tệp đính kèm.', 'dinh kem file bao cao', 'รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย', 'Bersama-sama ini dilampirkan surat.', 'Please find attached the report.'])('is missed: %s', (body) => {
    expect(codes({ ...whole, body })).toEqual(['warn attachmentNamed']);
    expect(codes({ ...whole, body, files: [file({ role: 'file' })] })).toEqual([]);
  });

  it.each(['Anh kém theo dõi lịch nên quên.', 'Đề nghị kiểm tra.', '> Gửi kèm theo công văn số 12.', 'Đã nhận.\n-----Thư gốc-----\nGửi kèm theo công văn.'])('is not every sentence, nor the letter that is answered: %s', (body) => {
    expect(codes({ ...whole, body })).toEqual([]);
  });

  it('is shown with the words that promise it', () => expect(promisedWords('Kính gửi\nTôi gửi kèm theo báo cáo.')).toBe('Tôi gửi kèm theo báo cáo.'));

  it('may be an annex that the document names and nobody attached', () => {
    const text = 'THÔNG BÁO\nVề lịch kiểm tra\n(Có danh sách kèm theo)\nNội dung';
    expect(codes(official, { documentText: text })).toEqual(['warn annexNamed']);
    expect(codes(official, { documentText: `${text}\nDANH SÁCH\n1. Trường A` })).toEqual([]);
    expect(codes({ ...official, files: [file(), file({ fileId: '00000000000000f2' as FileId, digest: 'b'.repeat(64) as Digest, role: 'annex' })] }, { documentText: text })).toEqual([]);
  });
});

describe('units that the document names', () => {
  const names = districts.map((name) => `Phòng GDĐT huyện ${name}`);

  it('are missed where the letter does not go to one of them', () => {
    const [finding] = checkDraft({ ...official, to: to(phong.slice(0, 11)) }, { ...input, receivers: names });
    expect(finding).toEqual({ rule: 'warn', code: 'unitNotAddressed', about: { named: 12, addressed: 11, missing: 'Phòng GDĐT huyện Thủ Thừa' } });
  });

  it('are counted one by one where the document names their group', () => {
    expect(compareNamedUnits(['Các Phòng GDĐT'], to(phong.slice(1)), directory, today)).toEqual({ named: 12, missing: [phong[0]?.name] });
    expect(compareNamedUnits(['- Phòng GDĐT (để thực hiện);'], to(phong, 'Phòng GDĐT'), directory, today)).toEqual({ named: 12, missing: [] });
  });

  it('are also those that were typed as places of receipt', () => {
    const document = official.document === null ? null : { ...official.document, placesOfReceipt: ['UBND tỉnh Long An (để b/c)', 'Sở Tài chính', 'Như trên', 'Lưu: VT, KTQLCL'] };
    const [finding] = checkDraft({ ...official, document }, input);
    expect(finding?.about).toEqual({ named: 2, addressed: 1, missing: 'Sở Tài chính' });
  });

  it('are reached by an address that belongs to them, whatever name it was typed with', () => {
    expect(compareNamedUnits([ubnd.name], typed('UBND@longan.gov.vn'), directory, today).missing).toEqual([]);
  });

  it('are not people, and not everybody who is spoken of together', () => {
    expect(compareNamedUnits(['Hiệu trưởng các trường THPT trực thuộc', 'Các đơn vị có liên quan', 'Lãnh đạo Sở', 'Ông Giám đốc', 'Như kính gửi', 'Lưu: VT'], to([ubnd]), directory, today)).toEqual({ named: 0, missing: [] });
  });

  it('never are missed when all of them are addressed, in any order and however their names are marked', () => {
    const marks = fc.constantFrom('', '- ', '+ ', '– ');
    const ends = fc.constantFrom('', ';', '.', ' (để b/c);', ' (để phối hợp)');
    fc.assert(fc.property(fc.shuffledSubarray([...directory], { minLength: 1 }), marks, ends, fc.array(fc.constantFrom(...directory)), (named, mark, end, more) => {
      const receivers = named.map(({ name }) => `${mark}${name}${end}`);
      return compareNamedUnits(receivers, to([...more, ...named]), directory, today).missing.length === 0;
    }));
  });

  it('are always missed when one of them is left out', () => {
    fc.assert(fc.property(fc.shuffledSubarray([...directory], { minLength: 2 }), (named) => {
      const [left, ...rest] = named;
      expect(compareNamedUnits(named.map(({ name }) => name), to(rest), directory, today)).toEqual({ named: named.length, missing: [left?.name] });
    }));
  });
});

describe('addressees', () => {
  it('are asked for, each with an address that can be written to', () => {
    expect(codes({ ...whole, to: [] })).toEqual(['block noAddressees']);
    expect(codes({ ...whole, to: to([unit(60, 'Trường THPT', { addresses: [] })]) })).toEqual(['block addressMissing']);
    expect(codes({ ...whole, to: typed('vanthu@longan') })).toEqual(['block addressMalformed']);
  });

  it('that are no more are named with those that took over', () => {
    const next = unit(71, 'Trường Tiểu học và THCS Lê Lợi');
    const ended = unit(70, 'Trường THCS Lê Lợi', { validTo: '2026-07-01' as IsoDate, successors: [next.unitId] });
    const [finding] = checkDraft({ ...whole, to: to([ended]) }, { ...input, directory: [...directory, ended, next] });
    expect(finding).toEqual({ rule: 'warn', code: 'endedUnit', about: { name: ended.name, successors: next.name, known: 1 } });
  });

  it('of an official document are not hidden from each other without a word', () => {
    expect(codes({ ...official, bcc: typed('a@longan.edu.vn') })).toEqual(['warn bccOfficial']);
    expect(codes({ ...whole, bcc: typed('a@longan.edu.vn') })).toEqual([]);
  });

  it('without a certificate get nothing encrypted', () => {
    expect(codes({ ...whole, encrypt: true }, { withoutCertificate: ['ubnd@longan.gov.vn'] })).toEqual(['block noRecipientCertificate']);
  });
});

describe('files', () => {
  it('that make the letter larger than the server takes stop it before it leaves', () => {
    expect(codes(whole, { maxBytes: 4999 })).toEqual(['block tooLarge']);
    expect(codes(whole, { maxBytes: 5000 })).toEqual([]);
  });

  it('are not sent twice by mistake, and the document itself is not forgotten', () => {
    expect(codes({ ...official, files: [file(), file({ fileId: '00000000000000f2' as FileId, name: 'ban-sao.pdf' })] })).toEqual(['warn sameFileTwice']);
    expect(codes({ ...official, files: [file({ role: 'annex' })] })).toEqual(['block noDocumentFile']);
    expect(codes({ ...whole, files: [file({ role: 'file', size: 0 })] })).toEqual(['warn emptyFile']);
  });
});

it('an empty subject, a document without trích yếu or signer, and days that are past are told', () => {
  expect(codes({ ...whole, subject: ' ' })).toEqual(['warn emptySubject']);
  expect(codes({ ...official, document: newDocument('CV') })).toEqual(['block summaryMissing', 'warn signerMissing']);
  expect(codes({ ...whole, wants: { ...whole.wants, answerBy: '2026-11-19' as IsoDate }, sendAt: '2026-11-20T01:00:00.000Z' as IsoTime })).toEqual(['warn answerDayPast', 'warn sendAtPast']);
  expect(codes({ ...whole, body: '' })).toEqual(['warn emptyBody']);
});

it('whatever is written, checking ends and never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (subject, body, receivers) => {
    expect(Array.isArray(checkDraft({ ...official, subject, body }, { ...input, receivers, documentText: body }))).toBe(true);
  }));
});
