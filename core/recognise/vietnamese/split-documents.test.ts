import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { letter } from '../fixtures/letters';
import { attachment, body } from '../fixtures/sources';
import { nation } from '../fixtures/vietnamese-letters';
import { recognise } from '../recognise';

const congVan = letter({ heading: '', number: '12/SNV-VP', topic: 'gửi Quyết định ban hành Quy chế', addressees: ['Các phòng'], body: ['Sở Nội vụ gửi kèm Quyết định số 75/QĐ-UBND ngày 05/02/2026.'] });
const decision = letter({ heading: 'QUYẾT ĐỊNH', number: '75/QĐ-UBND', topic: 'Về việc ban hành Quy chế', agency: ['ỦY BAN NHÂN DÂN TỈNH LONG AN'], titles: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], body: ['Căn cứ Luật số 33/2024/QH15;', 'Điều 1. Ban hành kèm theo Quyết định này Quy chế.'] });
const numbers = (text: string): readonly (string | null)[] => recognise([body(text)]).documents.map((document) => document.number);

describe('several documents in one text', () => {
  it('are told apart at a new letterhead, each with its own fields', () => {
    const { documents } = recognise([attachment(`${congVan}\n\n${decision}`)]);
    expect(documents).toMatchObject([
      { type: 'Công văn', number: '12/SNV-VP', agency: 'SỞ NỘI VỤ', signerTitle: 'KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC' },
      { type: 'Quyết định', number: '75/QĐ-UBND', agency: 'ỦY BAN NHÂN DÂN TỈNH LONG AN', summary: 'ban hành Quy chế', signerTitle: 'TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH' },
    ]);
    expect(documents[0]?.cites.map((cite) => cite.number)).toEqual(['75/QĐ-UBND']);
    expect(documents[1]?.cites.map((cite) => cite.number)).toEqual(['33/2024/QH15']);
  });

  it('have their evidence in the text as it was given, page by page', () => {
    const pages = [attachment(congVan, '2', 1), attachment(decision, '2', 2)];
    const second = recognise(pages).documents[1];
    const number = second?.evidence.find((item) => item.field === 'number');
    expect(number?.source).toMatchObject({ page: 2 });
    expect(decision.slice(number?.start, number?.end)).toBe('75/QĐ-UBND');
    const text = `${congVan}\n${decision}`;
    const whole = recognise([body(text)]).documents[1]?.evidence.find((item) => item.field === 'signer');
    expect(text.slice(whole?.start, whole?.end)).toBe('Họ Tên Người Ký');
  });

  it('may be forwarded one below the other, their letterheads lost', () => {
    const bare = (text: string): string => text.split('\n').slice(text.split('\n').findIndex((line) => line.startsWith('Số:'))).join('\n');
    expect(numbers(`${bare(congVan)}\n\n${bare(decision)}`)).toEqual(['12/SNV-VP', '75/QĐ-UBND']);
  });

  it('may follow a long covering text', () => {
    expect(numbers(`${'Kính chuyển anh chị văn bản dưới đây.\n'.repeat(80)}\n${congVan}\n\n${decision}`)).toEqual(['12/SNV-VP', '75/QĐ-UBND']);
  });

  it.each([
    ['the Quy chế that a decision promulgates', ['ỦY BAN NHÂN DÂN TỈNH LONG AN', ...nation, '', 'QUY CHẾ', 'Quản lý văn bản điện tử', '(Ban hành kèm theo Quyết định số 75/QĐ-UBND ngày 05 tháng 02 năm 2026)', '', 'Điều 1. Phạm vi']],
    ['a form with blank number', ['Mẫu số 01', 'TÊN CƠ QUAN', ...nation, 'Số: …/BC-…', '…, ngày … tháng … năm …', 'BÁO CÁO', 'Kết quả']],
    ['a filled form of an annex', ['PHỤ LỤC II', 'TÊN CƠ QUAN', ...nation, 'Số: 01/BC-SNV', 'Long An, ngày 05 tháng 02 năm 2026', 'BÁO CÁO', 'Kết quả']],
    ['the letterhead printed again', ['SỞ NỘI VỤ', ...nation, 'Số: 75/QĐ-UBND', 'Long An, ngày 05 tháng 02 năm 2026', 'PHƯƠNG ÁN', 'Sắp xếp']],
  ])('%s stays with its document', (_name, annex) => {
    expect(numbers(`${decision}\n\n${annex.join('\n')}`)).toEqual(['75/QĐ-UBND']);
  });

  it('are at most as many as are kept of a letter', () => {
    const many = Array.from({ length: 80 }, (_, index) => decision.replaceAll('75/QĐ-UBND', `${index + 1}/QĐ-UBND`)).join('\n\n');
    expect(numbers(many)).toHaveLength(limits.recogniseDocuments);
  });

  it('are not seen in a sentence that names the nation', () => {
    expect(numbers(letter({ heading: 'KẾ HOẠCH', number: '12/KH-SNV', topic: 'Tuyên truyền', body: ['Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;', 'Số: 13/KH-SNV ngày 05 tháng 02 năm 2026 là kế hoạch cũ.'] }))).toEqual(['12/KH-SNV']);
  });
});
