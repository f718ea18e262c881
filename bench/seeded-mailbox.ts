import { createCipheriv, createHash } from 'node:crypto';
import { seededRandom } from '../scripts/seeded-random';

const units = ['Sở Tài chính', 'Sở Nội vụ', 'Sở Y tế', 'Văn phòng Ủy ban nhân dân tỉnh', 'Sở Giáo dục và Đào tạo', 'Kho bạc Nhà nước khu vực'];
const kinds = [['Công văn', ''], ['Quyết định', 'QĐ-'], ['Thông báo', 'TB-'], ['Giấy mời', 'GM-'], ['Báo cáo', 'BC-']] as const;
const matters = [
  'triển khai kế hoạch cải cách hành chính năm 2026', 'báo cáo tình hình thực hiện dự toán ngân sách', 'tổ chức hội nghị giao ban trực tuyến',
  'rà soát thủ tục hành chính thuộc thẩm quyền', 'bảo đảm an toàn thông tin trong dịp nghỉ lễ', 'phòng, chống thiên tai và tìm kiếm cứu nạn',
];
const sentence = 'Đề nghị các cơ quan, đơn vị căn cứ chức năng, nhiệm vụ được giao, khẩn trương tổ chức thực hiện và báo cáo kết quả trước thời hạn nêu trên. ';

export type Mix = 'mixed' | 'small';

/**
 * Official mail as an office gets it, the same for the same seed. mixed: seven in ten are text of 4–10 KB, one in four carries a
 * file of 50–300 KB, one in twenty a file of 1–3 MB (sizes before base64), one in ten of all is multipart/signed (the signature has the
 * size of a real one and signs nothing). small: texts of 1.2–2 KB.
 */
export function* seededLetters(count: number, seed: number, mix: Mix = 'mixed'): Generator<Uint8Array> {
  const random = seededRandom(seed);
  const between = (low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  for (let at = 1; at <= count; at++) {
    const [kind, symbol] = pick(kinds);
    const unit = pick(units);
    const matter = pick(matters);
    const number = between(1, 4000);
    const share = mix === 'small' ? 0 : random();
    const isSigned = mix === 'mixed' && random() < 0.1;
    const fileBytes = share < 0.7 ? 0 : share < 0.95 ? between(50, 300) * 1024 : between(1024, 3072) * 1024;
    const lines = mix === 'small' ? between(4, 8) : between(20, 52);
    const text = `${unit.toUpperCase()}\r\nSố: ${number}/${symbol}STC\r\n\r\n${kind} về việc ${matter}\r\n\r\n${`${sentence}\r\n`.repeat(lines)}`;
    const boundary = `vt${seed}-${at}`;
    const head = [
      `Return-Path: <vanthu${between(1, 40)}@test.test>`, `From: ${word(unit)} <vanthu@test.test>`, 'To: clerk@test.test', `Subject: ${word(`${kind} số ${number}/${symbol}STC về việc ${matter}`)}`,
      `Date: ${new Date(Date.UTC(2026, 0, 1) + at * 600_000).toUTCString().replace('GMT', '+0000')}`, `Message-ID: <${seed}.${at}@test.test>`, 'MIME-Version: 1.0',
    ].join('\r\n');
    const textPart = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text}`;
    const entity = fileBytes === 0 ? textPart : withFile(textPart, boundary, noise(`${seed}/${at}`, fileBytes));
    yield Buffer.from(`${head}\r\n${isSigned ? signed(entity, boundary, noise(`${seed}/${at}/signature`, between(2200, 3600))) : entity}`);
  }
}

function withFile(textPart: string, boundary: string, file: Buffer): string {
  return (
    `Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n--${boundary}\r\n${textPart}\r\n--${boundary}\r\n` +
    `Content-Type: application/pdf; name="van-ban.pdf"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="van-ban.pdf"\r\n\r\n${lined(file)}\r\n--${boundary}--\r\n`
  );
}

function signed(entity: string, boundary: string, signature: Buffer): string {
  const outer = `${boundary}-signed`;
  return (
    `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="${outer}"\r\n\r\n--${outer}\r\n${entity}\r\n--${outer}\r\n` +
    `Content-Type: application/pkcs7-signature; name="smime.p7s"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="smime.p7s"\r\n\r\n${lined(signature)}\r\n--${outer}--\r\n`
  );
}

function lined(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}/g, '$&\r\n');
}

function word(text: string): string {
  return `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;
}

/** Incompressible, as a scanned page is. */
function noise(seed: string, bytes: number): Buffer {
  return createCipheriv('aes-128-ctr', createHash('md5').update(seed).digest(), Buffer.alloc(16)).update(Buffer.alloc(bytes));
}
