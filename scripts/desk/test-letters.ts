import { createHash } from 'node:crypto';
import { seededRandom, type SeededRandom } from './seeded-random';

const subjects = ['Giấy mời họp giao ban', 'Công văn về phòng chống bão', 'Báo cáo tháng', 'Quyết định phê duyệt', 'Tờ trình', 'ขอเชิญประชุม'] as const;

/** How much of a mailbox weighs what; in `small` there is nothing above a few KB. */
export type LetterMix = 'mixed' | 'small';

/**
 * Distinct letters, the same for the same seed: 8-bit and base64, bare and with attachments, and what servers stumble over
 * (no line end at the end, very long lines, a letter that is only a header). Mixed: one in ten 50 to 300 KB, one in a hundred 1 to 2 MB.
 */
export function testLetters(count: number, seed: number, mix: LetterMix = 'mixed'): readonly Uint8Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => testLetter(`${seed}.${at}`, random, mix === 'small' ? 0 : attachmentBytes(at, random), at));
}

/** @param bytes of the attachment before base64, 0: none */
function testLetter(id: string, random: SeededRandom, bytes: number, at: number): Uint8Array {
  const subject = `${subjects[at % subjects.length] ?? ''} ${id}`;
  const header =
    `From: Unit One <unit1@test.test>\r\nTo: clerk@test.test\r\nSubject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=\r\n` +
    `Message-ID: <${id}@test.test>\r\nDate: Sat, 21 Nov 2026 02:05:07 +0000\r\nMIME-Version: 1.0\r\n`;
  if (at % 17 === 16) return Buffer.from(`${header}\r\n`);
  const body = `Kính gửi đơn vị, nội dung ${subject}.\r\n`.repeat(1 + random.below(90));
  const plain = 'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n';
  if (bytes === 0) return Buffer.from(`${header}${plain}${body}${at % 13 === 12 ? `${'x'.repeat(900)} không có dòng cuối` : ''}`);
  return Buffer.from(
    `${header}Content-Type: multipart/mixed; boundary="b${id}"\r\n\r\n--b${id}\r\n${plain}${body}\r\n--b${id}\r\nContent-Type: application/pdf; name="van-ban.pdf"\r\n` +
      `Content-Disposition: attachment; filename="van-ban.pdf"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(id, bytes)}\r\n--b${id}--\r\n`,
  );
}

function attachmentBytes(at: number, random: SeededRandom): number {
  if (at % 100 === 50) return 1_000_000 + random.below(1_000_000);
  return at % 10 === 5 ? 50_000 + random.below(250_000) : 0;
}

/** Bytes that no server and no line can shrink, in lines of 76. */
function base64Lines(id: string, bytes: number): string {
  const parts: Buffer[] = [];
  for (let have = 0, next = Buffer.from(id); have < bytes; have += next.length) parts.push((next = createHash('sha512').update(next).digest()));
  return Buffer.concat(parts).subarray(0, bytes).toString('base64').replace(/.{76}(?=.)/g, '$&\r\n');
}
