import { describe, expect, it } from 'vitest';
import { legalSources } from '../data/vietnamese-sources';
import { byLaw, extendVocabulary } from '../data/vietnamese-vocabulary';
import { readLetter, readOne } from '../fixtures/read-one';
import { assemblyLetter, partyLetter } from '../fixtures/vietnamese-letters';
import { classify, typeOfSymbol } from './classify';

describe('the vocabulary', () => {
  const administrative = byLaw.types.filter((type) => type.source === 'nd30' && type.family === 'administrative');

  it('has the 29 types and three copy forms of decree 30/2020, each code once', () => {
    expect(administrative.map((type) => type.code)).toEqual([
      'NQ', 'QĐ', 'CT', 'QC', 'QyĐ', 'TC', 'TB', 'HD', 'CTr', 'KH', 'PA', 'ĐA', 'DA', 'BC', 'BB', 'TTr', 'HĐ', 'CV', 'CĐ', 'BGN', 'BTT', 'GUQ', 'GM', 'GGT', 'GNP', 'PG', 'PC', 'PB', 'ThC',
    ]);
    expect(byLaw.types.filter((type) => type.family === 'copy').map((type) => type.code)).toEqual(['SY', 'TrS', 'SL']);
    expect(new Set(byLaw.types.map((type) => type.code)).size).toBe(byLaw.types.length);
  });

  it('names for every type an act with its days', () => {
    for (const type of byLaw.types) expect(legalSources[type.source].from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  });

  it('takes the words of an office: its own come first, and a code given anew replaces', () => {
    const own = extendVocabulary(byLaw, {
      types: [{ code: 'PTr', name: 'Phiếu trình', symbol: 'PTr', family: 'administrative', source: 'practice' }, { code: 'CV', name: 'Công văn', symbol: 'CV', family: 'administrative', source: 'practice' }],
      agencySymbols: [['SNV', 'Sở Nội vụ tỉnh Tây Ninh']],
    });
    expect(own.types.map((type) => type.code).slice(0, 2)).toEqual(['PTr', 'CV']);
    expect(own.types).toHaveLength(byLaw.types.length + 1);
    expect(own.agencySymbols.filter(([symbol]) => symbol === 'SNV')).toEqual([['SNV', 'Sở Nội vụ tỉnh Tây Ninh']]);
  });
});

describe('the law a document is written by', () => {
  it.each([
    ['QUYẾT ĐỊNH', '75/QĐ-UBND', 'QĐ', 'administrative'], ['QUYẾT ĐỊNH', '36/2013/QĐ-UBND', 'QĐ', 'normative'], ['NGHỊ ĐỊNH', '30/2020/NĐ-CP', 'NĐ', 'normative'], ['THÔNG TƯ', '05/2025/TT-BNV', 'TT', 'normative'],
    ['THÔNG TƯ LIÊN TỊCH', '55/2005/TTLT-BNV-VPCP', 'TTLT', 'normative'], ['NGHỊ QUYẾT LIÊN TỊCH', '403/2017/NQLT-UBTVQH14-CP', 'NQLT', 'normative'], ['PHÁP LỆNH', '30/2000/PL-UBTVQH10', 'PL', 'assembly'],
    ['LỆNH', '12/2024/L-CTN', 'LCTN', 'normative'], ['VĂN BẢN HỢP NHẤT', '03/VBHN-VPQH', 'VBHN', 'normative'], ['KẾ HOẠCH', '12/KH-SNV', 'KH', 'administrative'], ['QUY ĐỊNH', '12/QyĐ-SNV', 'QyĐ', 'administrative'],
    ['NGHỊ QUYẾT', '08/NQ-HĐND', 'NQ', 'administrative'], ['NGHỊ QUYẾT', '08/2026/NQ-HĐND', 'NQ', 'normative'], ['KẾT LUẬN', '12/KL-TTr', 'KL', 'administrative'],
  ])('%s %s is %s, %s', (heading, number, typeCode, system) => {
    expect(readLetter({ heading, number, topic: 'Về công tác văn thư' })).toMatchObject({ number, typeCode, system });
  });

  it('a công văn of an agency that is abbreviated like a type is no such type', () => {
    expect(readLetter({ heading: '', number: '1234/CT-TTHT', topic: 'hướng dẫn kê khai', addressees: ['Các đơn vị'] })).toMatchObject({ typeCode: 'CV', system: 'administrative' });
  });

  it('a consolidation keeps the heading of what it consolidates and is known by its number', () => {
    expect(readLetter({ heading: 'NGHỊ ĐỊNH', number: '12/VBHN-BNV', topic: 'Về công tác văn thư' })).toMatchObject({ type: 'Văn bản hợp nhất', typeCode: 'VBHN', system: 'normative' });
  });

  it('a law', () => {
    const text = assemblyLetter({ agency: 'QUỐC HỘI', numberLine: 'Luật số: 33/2024/QH15', heading: 'LUẬT', topic: 'LƯU TRỮ', closing: 'Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 7 thông qua ngày 21 tháng 6 năm 2024.' });
    expect(readOne(text)).toMatchObject({ type: 'Luật', typeCode: 'L', system: 'assembly', number: '33/2024/QH15', date: '2024-06-21', agency: 'QUỐC HỘI', summary: 'LƯU TRỮ', deadline: null });
  });

  it('resolutions of Quốc hội and of its Standing Committee', () => {
    const closing = 'Nghị quyết này được Quốc hội khóa XV, kỳ họp bất thường lần thứ 9 thông qua ngày 18 tháng 02 năm 2025.';
    expect(readOne(assemblyLetter({ agency: 'QUỐC HỘI', numberLine: 'Nghị quyết số: 176/2025/QH15', heading: 'NGHỊ QUYẾT', topic: 'Về cơ cấu tổ chức của Chính phủ', closing })))
      .toMatchObject({ typeCode: 'NQ', system: 'assembly', number: '176/2025/QH15', date: '2025-02-18' });
    expect(readOne(assemblyLetter({ agency: 'ỦY BAN THƯỜNG VỤ QUỐC HỘI', numberLine: 'Số: 41/2023/UBTVQH15', dateLine: 'Hà Nội, ngày 10 tháng 11 năm 2023', heading: 'NGHỊ QUYẾT', topic: 'Về công tác lưu trữ', closing: '' })))
      .toMatchObject({ typeCode: 'NQ', system: 'assembly', number: '41/2023/UBTVQH15', date: '2023-11-10', agency: 'ỦY BAN THƯỜNG VỤ QUỐC HỘI' });
  });

  it('Party documents, with and without a type name', () => {
    const agency = ['TỈNH ỦY LONG AN'];
    expect(readOne(partyLetter({ agency, heading: '', number: '12-CV/TU', topic: 'sử dụng thư điện tử', body: ['Đề nghị các huyện ủy thực hiện.'] })))
      .toMatchObject({ type: 'Công văn', typeCode: 'CV', system: 'party', number: '12-CV/TU', agency: 'TỈNH ỦY LONG AN', summary: 'sử dụng thư điện tử', date: '2026-03-05' });
    expect(readOne(partyLetter({ agency: ['BAN CHẤP HÀNH TRUNG ƯƠNG', 'VĂN PHÒNG'], heading: 'HƯỚNG DẪN', number: '05-HD/VPTW', topic: 'về công tác văn thư', body: ['Văn phòng Trung ương Đảng hướng dẫn như sau:'] })))
      .toMatchObject({ type: 'Hướng dẫn', typeCode: 'HD', system: 'party', number: '05-HD/VPTW', summary: 'về công tác văn thư' });
    expect(readOne(partyLetter({ agency, heading: 'THÔNG TRI', number: '07-TT/TU', topic: 'về lãnh đạo đại hội', body: ['Ban Thường vụ yêu cầu thực hiện.'] }))).toMatchObject({ type: 'Thông tri', typeCode: 'TTri', system: 'party' });
    expect(readOne(partyLetter({ agency, heading: 'QUY ĐỊNH', number: '66-QĐ/TU', topic: 'về thể loại văn bản', body: ['Ban Thường vụ quy định.'] }))).toMatchObject({ type: 'Quy định', typeCode: 'QyĐ', system: 'party' });
    expect(readOne(partyLetter({ agency, heading: 'KẾT LUẬN', number: '12-KL/TU', topic: 'về công tác cán bộ', body: ['Ban Thường vụ kết luận.'] }))).toMatchObject({ typeCode: 'KL', system: 'party' });
  });

  it('the same abbreviation means another type in the Party', () => {
    expect(classify('Thông tri', '07-TT/TU', false)).toEqual({ typeCode: 'TTri', system: 'party' });
    expect(classify('Thông tư', '07/2025/TT-BNV', false)).toEqual({ typeCode: 'TT', system: 'normative' });
    expect(typeOfSymbol('07-TT/TU')?.code).toBe('TTri');
    expect(typeOfSymbol('07/2025/TT-BNV')?.code).toBe('TT');
    expect(typeOfSymbol('12/2024/L-CTN')?.code).toBe('LCTN');
    expect(typeOfSymbol('12-CV/TU')?.code).toBe('CV');
    expect(classify(null, null, false)).toEqual({ typeCode: null, system: null });
  });
});
