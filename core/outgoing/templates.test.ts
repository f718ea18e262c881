import { describe, expect, it } from 'vitest';
import type { SourceText } from '../model/document';
import type { Draft } from '../model/draft';
import type { AccountId, DraftId, IsoDate, RegisterId } from '../model/ids';
import { recognise } from '../recognise/recognise';
import { withTemplate } from './choose-template';
import { fillTemplate } from './fill-template';
import { newDraft } from './new-draft';
import { bodyOf, keepInStep } from './subject';
import { templates } from './template';
import { writtenDay } from './written-day';

const unit = 'Sở Giáo dục và Đào tạo Long An';
const empty = newDraft('00000000000000d1' as DraftId, '00000000000000a1' as AccountId);
const place = { registerId: '00000000000000b1' as RegisterId, year: 2026, number: 1077 };

function written(templateId: string, summary: string, code: string | null, date = '2026-11-20'): Draft {
  const begun = withTemplate(empty, templateId, unit);
  if (begun.document === null) throw new Error('an official document');
  const after = { ...begun, document: { ...begun.document, summary, number: code === null ? null : { place, code, date: date as IsoDate } } };
  return keepInStep(begun, after, unit);
}

describe('a text made by a template', () => {
  it('leaves out a bracketed stretch of which something is not known', () => {
    expect(fillTemplate('Công văn[ số {code}][ ngày {date}] về {summary}', { code: '', date: 'hôm nay', summary: 'lịch trực' })).toBe('Công văn ngày hôm nay về lịch trực');
  });

  it('never leaves a brace or a bracket behind, whatever is known', () => {
    for (const { id, typeCode } of templates) {
      if (typeCode === null) continue;
      for (const code of [null, '12/AB-CD']) {
        const draft = written(id, 'việc thử', code);
        expect(`${draft.subject}\n${draft.body}`).not.toMatch(/[{}[\]]/);
        expect(draft.subject).toContain('việc thử');
      }
    }
  });

  it('writes days as the decree does: a zero before days below ten and before January and February only', () => {
    expect([writtenDay('2020-02-05' as IsoDate, 'vi'), writtenDay('2019-05-02' as IsoDate, 'vi'), writtenDay('2026-12-31' as IsoDate, 'vi')]).toEqual(['05 tháng 02 năm 2020', '02 tháng 5 năm 2019', '31 tháng 12 năm 2026']);
    expect(writtenDay('2026-06-01' as IsoDate, 'th')).toBe('1 มิถุนายน 2569');
  });

  it('names few addressees and speaks to many together', () => {
    const to = (count: number) => Array.from({ length: count }, (_, at) => ({ unitId: null, name: `Đơn vị ${at}`, address: `d${at}@example.gov.vn`, group: null }));
    const begun = withTemplate(empty, 'vi.congVan', unit);
    expect(bodyOf({ ...begun, to: to(2) }, unit)).toMatch(/^Kính gửi: Đơn vị 0; Đơn vị 1\n/);
    expect(bodyOf({ ...begun, to: to(12) }, unit)).toMatch(/^Kính gửi: Quý cơ quan, đơn vị\n/);
  });
});

describe('the subject', () => {
  it('follows number and trích yếu until a person changes it', () => {
    const draft = written('vi.congVan', 'sử dụng thư điện tử', null);
    expect(draft.subject).toBe('V/v sử dụng thư điện tử');
    const document = draft.document;
    if (document === null) throw new Error('an official document');
    const numbered = keepInStep(draft, { ...draft, document: { ...document, number: { place, code: '1077/SGDĐT-KTQLCL', date: '2026-11-20' as IsoDate } } }, unit);
    expect(numbered.subject).toBe('1077/SGDĐT-KTQLCL V/v sử dụng thư điện tử');
    const edited = { ...numbered, subject: 'KHẨN: 1077/SGDĐT-KTQLCL' };
    expect(keepInStep(edited, { ...edited, document: { ...document, summary: 'việc khác' } }, unit).subject).toBe('KHẨN: 1077/SGDĐT-KTQLCL');
  });

  it('keeps the text a person wrote when another kind is chosen', () => {
    const draft = { ...written('vi.congVan', 'kiểm tra', null), body: 'Lời của văn thư.' };
    const other = withTemplate(draft, 'vi.thongBao', unit);
    expect(other.body).toBe('Lời của văn thư.');
    expect(other.subject).toBe('Thông báo V/v kiểm tra');
    expect(other.document?.typeCode).toBe('TB');
  });

  it('cannot become another type once a number is given', () => {
    const draft = written('vi.congVan', 'kiểm tra', '12/SGDĐT-VP');
    expect(withTemplate(draft, 'vi.thongBao', unit)).toBe(draft);
  });

  it.each([
    ['vi.congVan', '1077/SGDĐT-KTQLCL', 'Công văn'], ['vi.giayMoi', '24/GM-UBND', 'Giấy mời'], ['vi.thongBao', '88/TB-SGDĐT', 'Thông báo'], ['vi.baoCao', '15/BC-PGDĐT', 'Báo cáo'],
  ])('of %s is read back by whoever receives it', (templateId, code, type) => {
    const draft = written(templateId, 'sử dụng thư điện tử công vụ', code);
    const sources: readonly SourceText[] = [{ source: { kind: 'subject' }, text: draft.subject }, { source: { kind: 'attachmentName', part: '2' as never }, text: 'van-ban.pdf' }];
    const [document] = recognise(sources).documents;
    expect(document).toMatchObject({ number: code, type, summary: 'sử dụng thư điện tử công vụ' });
  });
});

it('templates have different names to be kept by, and name what their form follows', () => {
  expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  expect(templates.filter(({ source }) => source === '')).toEqual([]);
});
