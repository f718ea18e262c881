/** Number and symbol in the form that is compared: `Số: 12/SGDĐT-VP` and `12 / SGDĐT - VP` are one. */
export function codeKey(code: string): string {
  return code.normalize('NFC').toUpperCase().replace(/^\s*(?:SỐ|NO\.?|ที่)\s*:?/u, '').replace(/[\s.]+/gu, '').replace(/[‐‑‒–—]/gu, '-').replace(/^0+(?=\d)/, '');
}
