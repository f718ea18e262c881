/**
 * TextDecoder knows neither VISCII (RFC 1456) nor TCVN 5712:1993 (VN1, also what "ABC" fonts carry).
 * Upper halves below, 0x80 to 0xFF; both also place letters on control codes.
 */
const visciiHigh =
  'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ';
const visciiLow: Readonly<Record<number, string>> = { 0x02: 'Ẳ', 0x05: 'Ẵ', 0x06: 'Ẫ', 0x14: 'Ỷ', 0x19: 'Ỹ', 0x1e: 'Ỵ' };

const tcvnHigh =
  'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ';
const tcvnLow: Readonly<Record<number, string>> = {
  0x01: 'Ú', 0x02: 'Ụ', 0x04: 'Ừ', 0x05: 'Ử', 0x06: 'Ữ', 0x11: 'Ứ', 0x12: 'Ự', 0x13: 'Ỳ', 0x14: 'Ỷ', 0x15: 'Ỹ', 0x16: 'Ý', 0x17: 'Ỵ',
};

function tableOf(low: Readonly<Record<number, string>>, high: string): readonly string[] {
  return Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? (low[byte] ?? String.fromCharCode(byte)) : high.charAt(byte - 0x80)));
}

const tables = { viscii: tableOf(visciiLow, visciiHigh), tcvn: tableOf(tcvnLow, tcvnHigh) } as const;

export type VietnameseCharset = keyof typeof tables;

/** Never fails: every byte has a character in both tables. */
export function decodeVietnamese(bytes: Uint8Array, charset: VietnameseCharset): string {
  const table = tables[charset];
  const chunks: string[] = [];
  for (let from = 0; from < bytes.length; from += 4096) {
    let chunk = '';
    const to = Math.min(bytes.length, from + 4096);
    for (let at = from; at < to; at++) chunk += table[bytes[at] ?? 0] ?? '';
    chunks.push(chunk);
  }
  return chunks.join('').normalize('NFC');
}

/** Letters by byte, 0x00 to 0xFF. */
export function vietnameseTable(charset: VietnameseCharset): readonly string[] {
  return tables[charset];
}
