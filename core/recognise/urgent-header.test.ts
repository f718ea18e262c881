import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUrgentHeader } from './urgent-header';

const utf8 = new TextEncoder();
const subject = (text: string): Uint8Array => utf8.encode(`Subject: ${text}\r\n\r\n`);
const encoded = (text: string): Uint8Array => utf8.encode(`Subject: =?utf-8?B?${btoa(String.fromCharCode(...utf8.encode(text)))}?=\r\n\r\n`);

describe('a letter calls itself urgent', () => {
  it.each([
    'HỎA TỐC - Công điện về bão số 3', 'Hoả tốc: họp 14 giờ hôm nay', 'V/v báo cáo số liệu (hỏa tốc hẹn giờ)', '[KHẨN] Giấy mời họp', 'Khẩn: nộp báo cáo', 'Re: [Khẩn] nộp báo cáo',
    'Văn bản THƯỢNG KHẨN của Sở Nội vụ', 'HOA TOC: cong dien so 12', 'Công điện khẩn số 05/CĐ-TTg', 'Gửi văn bản KHẨN của Sở', 'ด่วนที่สุด หนังสือที่ กค 0422', '(ด่วน) ขอเชิญประชุม', 'SEGERA: undangan rapat', 'Surat sangat segera',
  ])('%s', (text) => {
    expect(isUrgentHeader(subject(text))).toBe(true);
    expect(isUrgentHeader(encoded(text))).toBe(true);
  });

  it.each(['Importance: High', 'X-Priority: 1 (Highest)', 'X-Priority: 2', 'Priority: urgent'])('by its field %s', (field) => {
    expect(isUrgentHeader(utf8.encode(`Subject: x\r\n${field}\r\n\r\n`))).toBe(true);
  });
});

describe('an ordinary letter does not', () => {
  it.each([
    'Đề nghị khẩn trương nộp báo cáo', 'Khẩn trương triển khai kế hoạch', 'Lời thành khẩn', 'CÔNG KHAI KẾT QUẢ THI', 'Kinh phí sửa chữa khẩn cấp đê điều', 'โครงการทางด่วน', 'Mohon dibalas dengan segera', 'Báo cáo tháng 10', '',
  ])('%s', (text) => {
    expect(isUrgentHeader(subject(text))).toBe(false);
  });

  it.each(['Importance: normal', 'X-Priority: 3', 'X-Priority: 10', 'Priority: normal', 'X-Urgent: 1'])('by its field %s', (field) => {
    expect(isUrgentHeader(utf8.encode(`${field}\r\n\r\n`))).toBe(false);
  });

  it('whatever the bytes are, an answer comes and nothing is thrown', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => typeof isUrgentHeader(bytes) === 'boolean'));
  });
});
