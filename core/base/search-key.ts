/**
 * Folds a text for searching: no case, no Vietnamese diacritics (đ as d), Thai digits as Arabic, runs of blanks as one.
 * Thai vowels and tone marks stay: without them Thai words collapse.
 */
export function searchKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of a query, each of which has to occur. */
export function searchWords(query: string): readonly string[] {
  const key = searchKey(query);
  return key === '' ? [] : key.split(' ');
}
