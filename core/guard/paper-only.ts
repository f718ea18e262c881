import type { GuardCode } from './guard-finding';

/** Words by which papers are known that an office keeps off the wire. */
export interface PaperRule {
  readonly code: Extract<GuardCode, 'financial' | 'medicalReferral'>;
  readonly language: 'vi' | 'th' | 'ms';
  /** as they are written; compared without diacritics */
  readonly words: readonly string[];
  readonly source: string;
}

/**
 * The published example (Khurusapha's rules on e-saraban, 2021) sends financial and medical-referral letters by post only. The words name the papers themselves, as they
 * stand in a title, a trích yếu or the name of a file: an office that writes about finance is not meant, and the plain word for it is not among them.
 */
export const paperRules: readonly PaperRule[] = [
  {
    code: 'financial', language: 'vi', source: 'Khurusapha 2021; Luật Kế toán 88/2015/QH13, Điều 16',
    words: [
      'ủy nhiệm chi', 'ủy nhiệm thu', 'giấy rút dự toán', 'giấy rút tiền mặt', 'phiếu chi', 'phiếu thu', 'giấy đề nghị thanh toán', 'giấy đề nghị tạm ứng', 'chứng từ thanh toán', 'chứng từ kế toán',
      'bảng thanh toán tiền lương', 'bảng lương', 'thư bảo lãnh', 'giấy báo nợ', 'giấy báo có', 'hối phiếu', 'kỳ phiếu',
    ],
  },
  { code: 'medicalReferral', language: 'vi', source: 'Khurusapha 2021; Luật Khám bệnh, chữa bệnh 15/2023/QH15', words: ['giấy chuyển tuyến', 'giấy chuyển viện', 'phiếu chuyển tuyến', 'giấy chuyển cơ sở khám bệnh', 'hồ sơ bệnh án', 'tóm tắt hồ sơ bệnh án', 'giấy hẹn khám lại'] },
  { code: 'financial', language: 'th', source: 'คุรุสภา 2564', words: ['ใบเสร็จรับเงิน', 'ใบสำคัญรับเงิน', 'ใบสำคัญคู่จ่าย', 'หลักฐานการจ่ายเงิน', 'หนังสือค้ำประกัน', 'ตั๋วแลกเงิน', 'เช็คธนาคาร', 'ฎีกาเบิกเงิน'] },
  { code: 'medicalReferral', language: 'th', source: 'คุรุสภา 2564', words: ['ใบส่งตัวผู้ป่วย', 'หนังสือส่งตัวผู้ป่วย', 'ใบส่งต่อผู้ป่วย', 'หนังสือส่งตัวเข้ารับการรักษา', 'ส่งตัวเข้ารับการรักษาพยาบาล'] },
  { code: 'financial', language: 'ms', source: 'Khurusapha 2021', words: ['baucar bayaran', 'resit rasmi', 'penyata gaji', 'jaminan bank'] },
  { code: 'medicalReferral', language: 'ms', source: 'Khurusapha 2021', words: ['surat rujukan pesakit', 'borang rujukan pesakit'] },
];

/** A letter that teaches, asks or reports about such papers does not carry one. */
export const aboutPapers = /(?:huong dan|quy dinh|quy che|trien khai|thuc hien|chan chinh|tap huan|su dung mau|ban hanh mau|thay doi mau|bieu mau|mau (?:giay|phieu|so)|quan ly|in an|cap phat|thong nhat|gop y|tong hop|thong ke|tang cuong|ra soat|kiem tra|แนวทาง|ระเบียบ|ซักซ้อม|แบบฟอร์ม|อบรม|หลักเกณฑ์|garis panduan|panduan|kursus)/;
