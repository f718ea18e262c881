/**
 * Lines a signature stands below: the prefix with which somebody signs for another, or a post in capitals (Nghị định 30/2020/NĐ-CP, annex I),
 * and the list of addressees beside it.
 */
const blockLine = /(?:^|[\t ;:.)])(?:TM|KT|TL|TUQ|Q|T\/M|T\/L|K\/T)\. ?\p{Lu}{2}|^(?:\p{Lu}+ )*(?:CHỦ TỊCH|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|CHÁNH VĂN PHÒNG|HIỆU TRƯỞNG|CỤC TRƯỞNG|VỤ TRƯỞNG|TRƯỞNG PHÒNG|TRƯỞNG BAN|CHI CỤC TRƯỞNG|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG|CHÁNH THANH TRA|THỦ TRƯỞNG)\b|^Nơi nhận/u;

export function isBlockLine(line: string): boolean {
  return blockLine.test(line.normalize('NFC').trim());
}
