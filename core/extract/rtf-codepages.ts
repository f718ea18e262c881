// RTF 1.9.1, "Font Table": \fcharset numbers and the code page each stands for; names as TextDecoder knows them
const ofCharset: Readonly<Record<number, string>> = {
  77: 'macintosh', 128: 'shift_jis', 129: 'euc-kr', 134: 'gb18030', 136: 'big5', 161: 'windows-1253', 162: 'windows-1254', 163: 'windows-1258', 177: 'windows-1255',
  178: 'windows-1256', 186: 'windows-1257', 204: 'windows-1251', 222: 'windows-874', 238: 'windows-1250',
};
const ofPage: Readonly<Record<number, string>> = {
  866: 'ibm866', 874: 'windows-874', 932: 'shift_jis', 936: 'gb18030', 949: 'euc-kr', 950: 'big5', 10_000: 'macintosh', 65_001: 'utf-8',
};

/** Name of a Windows code page; windows-1252 for those no decoder has. */
export function codePageName(page: number): string {
  return ofPage[page] ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');
}

/** Name for a font's \fcharset; `document`: the code page of the document (\ansicpg), which fonts without one of their own have. */
export function charsetName(charset: number, document: string): string {
  return ofCharset[charset] ?? document;
}
