import { describe, expect, it } from 'vitest';
import { letter } from '../fixtures/letters';
import { readOne } from '../fixtures/read-one';

const base = (body: readonly string[]) => letter({ heading: '', number: '9/SNV-VP', topic: 'báo cáo', addressees: ['Các đơn vị'], body });

describe('telephone numbers of the issuing unit', () => {
  it('stand in the letterhead', () => {
    expect(readOne(base(['Sở thông báo.']).replace('SỞ NỘI VỤ\n', 'SỞ NỘI VỤ\nĐT: 0272.3826.123 - Fax: 0272.3826.124\n')).phones).toEqual(['0272.3826.123']);
  });

  it('stand in the contact line below', () => {
    expect(readOne(`${base(['Sở thông báo.'])}\nĐịa chỉ: số 61 đường Trương Định; Điện thoại: (0272) 3826 123, 0272 3826124; Fax: 0272 3826 125; Email: snv@longan.gov.vn`).phones).toEqual(['(0272) 3826 123', '0272 3826124']);
  });

  it('stand in the sentence that says whom to call, as uncertain', () => {
    const document = readOne(base(['Mọi vướng mắc xin liên hệ Văn phòng Sở (số điện thoại: 0272 3521258).']));
    expect(document.phones).toEqual(['0272 3521258']);
    expect(document.evidence.find((item) => item.field === 'phones')?.confidence).toBeLessThan(0.7);
  });

  it('are not those of others', () => {
    expect(readOne(base(['Người nhận hỗ trợ có điện thoại: 0901234567 đã đăng ký.'])).phones).toEqual([]);
    expect(readOne(letter({ heading: 'HỢP ĐỒNG', number: '9/HĐ-SNV', topic: 'Mua sắm', body: ['BÊN B: Công ty. Địa chỉ: Tân An. Điện thoại: 0272 3826 999.'] })).phones).toEqual([]);
  });
});
