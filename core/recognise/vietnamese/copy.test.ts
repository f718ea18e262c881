import { describe, expect, it } from 'vitest';
import { letter } from '../fixtures/letters';
import { readOne } from '../fixtures/read-one';
import { paperCopy } from '../fixtures/vietnamese-letters';

const original = letter({ heading: 'QUYẾT ĐỊNH', number: '75/QĐ-UBND', topic: 'Về việc ban hành Quy chế', agency: ['ỦY BAN NHÂN DÂN TỈNH LONG AN'], titles: ['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'] });

describe('a copy', () => {
  it.each([['SAO Y', '12/SY-SNV', 'saoY'], ['SAO LỤC', '12/SL-SNV', 'saoLuc'], ['TRÍCH SAO', '12/TrS-SNV', 'trichSao'], ['SAO Y BẢN CHÍNH', '12/SY-SNV', 'saoY']] as const)('%s %s keeps both numbers apart', (form, number, kind) => {
    const document = readOne(paperCopy({ original, form, number, agency: ['SỞ NỘI VỤ'] }));
    expect(document).toMatchObject({ type: 'Quyết định', number: '75/QĐ-UBND', date: '2026-02-05', agency: 'ỦY BAN NHÂN DÂN TỈNH LONG AN', signer: 'Họ Tên Người Ký' });
    expect(document.copy).toEqual({ form: kind, number, agency: 'SỞ NỘI VỤ', date: '2026-03-12' });
    expect(document.evidence.filter((item) => item.field === 'copy')).toHaveLength(1);
  });

  it('in electronic form is marked at the top of the first page and has no number', () => {
    const document = readOne(`SAO Y\nSỞ NỘI VỤ, 12/03/2026 09:05:07 +07:00\n${original}`);
    expect(document).toMatchObject({ number: '75/QĐ-UBND', agency: 'ỦY BAN NHÂN DÂN TỈNH LONG AN', copy: { form: 'saoY', number: null, agency: 'SỞ NỘI VỤ', date: '2026-03-12' } });
    expect(readOne(`SAO LỤC; SỞ NỘI VỤ; 2026-03-12T09:05:07+07:00\n${original}`).copy).toEqual({ form: 'saoLuc', number: null, agency: 'SỞ NỘI VỤ', date: '2026-03-12' });
  });

  it('does not cite itself, whatever the order of its columns', () => {
    const text = `${original}\nSỞ NỘI VỤ SAO Y\nSố: 123/SY-SNV Long An, ngày 20 tháng 3 năm 2026\nNơi nhận: TL. GIÁM ĐỐC\n- Các phòng; CHÁNH VĂN PHÒNG\n- Lưu: VT.\nHọ Tên Người Sao`;
    expect(readOne(text)).toMatchObject({ cites: [], number: '75/QĐ-UBND', copy: { form: 'saoY', number: '123/SY-SNV', agency: 'SỞ NỘI VỤ', date: '2026-03-20' } });
  });

  it('without the original is named by its own number', () => {
    const document = readOne(letter({ heading: 'SAO Y BẢN CHÍNH', number: '45/SY-SNV', topic: '', body: [] }));
    expect(document).toMatchObject({ type: 'Bản sao y', typeCode: 'SY', number: '45/SY-SNV', copy: { form: 'saoY', number: '45/SY-SNV' } });
  });

  it('is not what merely speaks of copies', () => {
    expect(readOne(letter({ heading: '', number: '9/SNV-VP', topic: 'sao y văn bản', addressees: ['Các đơn vị'], body: ['Đề nghị sao y Công văn số 12/SY-UBND gửi các phòng.', 'Sao y bản chính theo quy định.'] })).copy).toBeNull();
  });
});
