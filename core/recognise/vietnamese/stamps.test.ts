import { describe, expect, it } from 'vitest';
import type { SourceText } from '../../model/document';
import { letter } from '../fixtures/letters';
import { attachment, body } from '../fixtures/sources';
import { recognise } from '../recognise';

const scanned = (text: string): SourceText => {
  const { source } = attachment(text, '2', 1);
  return { text, source: { ...source, kind: 'attachment', ocr: true } as SourceText['source'] };
};
const report = (stamp: string): string => letter({ heading: 'BÁO CÁO', number: '02/BC-UBND', topic: 'Tình hình', stamp });

describe('a secrecy stamp in an attachment', () => {
  it.each(['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'])('%s is found', (stamp) => {
    const [document] = recognise([body('Gửi kèm.'), attachment(report(stamp))]).documents;
    expect(document?.secrecy).toBe(stamp);
  });

  it.each([['MẠT', 'MẬT'], ['| MẬT |', 'MẬT'], ['TÓI MẬT', 'TỐI MẬT'], ['TUYET MAT', 'TUYỆT MẬT'], ['[TỐI MẶT]', 'TỐI MẬT']])('read from a picture as %s is believed, but looks uncertain', (printed, stamp) => {
    const [document] = recognise([scanned(report(printed))]).documents;
    expect(document?.secrecy).toBe(stamp);
  });

  it('misread is doubted', () => {
    const evidence = recognise([scanned(report('TÓI MẬT'))]).documents[0]?.evidence.find((item) => item.field === 'secrecy');
    expect(evidence?.confidence).toBeLessThan(0.7);
    expect(recognise([attachment(report('TÓI MẬT'))]).documents[0]?.secrecy).toBeNull();
  });

  it('counts even where nothing else of the page could be read', () => {
    const { documents } = recognise([scanned('UBND TINH LONG AN\n|\nTÓI MẬT\n~ x 1l\nbáo cáo')]);
    expect(documents).toMatchObject([{ secrecy: 'TỐI MẬT', number: null }]);
    expect(documents[0]?.evidence.every((item) => item.confidence < 0.7)).toBe(true);
  });

  it.each([
    ['an eye hospital', scanned(letter({ heading: '', number: '12/BVM-KH', topic: 'khám', agency: ['BỆNH VIỆN', 'MẮT'] }))], ['running text', attachment(letter({ heading: '', number: '12/SNV-VP', topic: 'bảo mật', body: ['Đề nghị bảo mật thông tin, KHẨN TRƯƠNG thực hiện.', 'Tài liệu MẬT lưu riêng.'] }))],
    ['a title', body('TUYỆT MẬT\nBộ phim mới ra rạp tuần này.')], ['an honourable name', attachment(letter({ heading: '', number: '12/MTTQ-BTT', topic: 'báo cáo', agency: ['ỦY BAN', 'MẶT TRẬN TỔ QUỐC VIỆT NAM'] }))],
  ])('is not %s', (_name, source) => {
    expect(recognise([source]).documents.every((document) => document.secrecy === null && document.urgency === null)).toBe(true);
  });
});

describe('a stamp among other words of the head', () => {
  const text = letter({ heading: 'BÁO CÁO', number: '02/BC-UBND', topic: 'Tình hình' });
  const first = (given: string) => recognise([body(given)]).documents[0];

  it('may stand before place and date', () => {
    expect(first(text.replace('Long An, ngày', 'MẬT      Long An, ngày'))).toMatchObject({ secrecy: 'MẬT', place: 'Long An', date: '2026-02-05' });
  });

  it('may stand behind the name of a body', () => {
    expect(first(text.replace('SỞ NỘI VỤ', 'SỞ NỘI VỤ      TỐI MẬT'))).toMatchObject({ secrecy: 'TỐI MẬT', agency: 'SỞ NỘI VỤ' });
    expect(first(text.replace('SỞ NỘI VỤ', 'PHÒNG BẢO VỆ BÍ MẬT'))).toMatchObject({ secrecy: null, agency: 'PHÒNG BẢO VỆ BÍ MẬT' });
  });

  it('may name an hour', () => {
    expect(first(letter({ heading: 'CÔNG ĐIỆN', number: '02/CĐ-UBND', topic: 'Ứng phó bão', stamp: 'HỎA TỐC 10 giờ 30 ngày 05/02/2026' }))?.urgency).toBe('HỎA TỐC');
  });
});

describe('a công văn whose topic is secrecy', () => {
  it('is not secret', () => {
    expect(recognise([body(letter({ heading: '', number: '12/SNV-VP', topic: 'BẢO VỆ BÍ MẬT NHÀ NƯỚC' }))]).documents[0]?.secrecy).toBeNull();
  });
});
