import { describe, expect, it } from 'vitest';
import { findNumbers, numberKey, symbolOf } from './number-symbol';

const numbers = (text: string): readonly string[] => findNumbers(text).map((span) => span.number);

describe('numbers and symbols', () => {
  it.each([
    '1077/SGDĐT-KTQLCL', '15/CT-TTg', '36/2013/QĐ-UBND', '1028/UBND-VX', '33/2024/QH15', '30/2000/PL-UBTVQH10', '55/2005/TTLT-BNV-VPCP',
    '05-HD/VPTW', '12-CV/TU', '46-CT/TW', '838/CCTKV.XII-NVDTPC.HUE', '66.7/2025/NQ-CP', '03/VBHN-VPQH', '118/TTg', '7816/VPCP-TTĐT', '02a/QĐ-SGD&ĐT',
  ])('%s is read whole', (number) => {
    expect(numbers(`Căn cứ văn bản số ${number} ngày 01/02/2026;`)).toEqual([number]);
  });

  it('spaces and line breaks of a typist or a scanner are left out', () => {
    expect(numbers('Số: 427 /BTC - CST Hà Nội; 187/2025/NĐ- CP; 15/CT-\nTTg')).toEqual(['427/BTC-CST', '187/2025/NĐ-CP', '15/CT-TTg']);
  });

  it.each(['ngày 22/5/2012', '8h30/ngày', '24/7', 'km/h', '3/4 số phiếu', 'A4/B5', 'http://a.vn/12/Abc', 'tỷ lệ 1/Người', '10/Tháng'])('%s is none', (text) => {
    expect(numbers(text)).toEqual([]);
  });

  it('one number is one number in a letter, a subject and a file name', () => {
    expect(numberKey('075/QĐ-UBND')).toBe(numberKey('75/qd-ubnd'));
    expect(numberKey('75/QĐ-UBND')).not.toBe(numberKey('76/QĐ-UBND'));
    expect(numberKey('ศธ ๐๒๐๑.๒/ว๑๒๓')).toBe(numberKey('ศธ 0201.2/ว 123'));
  });

  it('the symbol stands behind number and year', () => {
    expect([symbolOf('36/2013/QĐ-UBND'), symbolOf('05-HD/VPTW'), symbolOf('12')]).toEqual(['QĐ-UBND', 'HD/VPTW', null]);
  });
});
