/** comparison forms by UTF-16 unit, filled as they are asked for; 0 of a unit other than U+0000: not asked for yet */
const bareCodes = new Uint16Array(0x10000);

/** One UTF-16 unit to its comparison form: no diacritics, lower case, ASCII digits and dashes. */
function bareCode(code: number): number {
  const known = bareCodes[code] ?? 0;
  return known !== 0 ? known : (bareCodes[code] = bareUnit(code, String.fromCharCode(code)).charCodeAt(0));
}

function bareUnit(code: number, unit: string): string {
  let bare = unit;
  if (code >= 0x0e50 && code <= 0x0e59) bare = String.fromCharCode(code - 0x0e50 + 48);
  else if (unit === 'đ' || unit === 'Đ') bare = 'd';
  else if (/[\u2010-\u2015\u2212]/.test(unit)) bare = '-';
  else if (/[\u201c\u201d\u201e\u00ab\u00bb]/.test(unit)) bare = '"';
  else if (/[\u2018\u2019\u00b4`]/.test(unit)) bare = "'";
  else if (code < 0x0250 || (code >= 0x1e00 && code < 0x1f00)) {
    bare = (unit.normalize('NFD')[0] ?? unit).toLowerCase();
  }
  return bare;
}

/** an engine takes some ten thousand arguments, not a hundred thousand */
const unitsAtOnce = 8192;

function textOf(units: readonly number[]): string {
  if (units.length <= unitsAtOnce) return String.fromCharCode(...units);
  let text = '';
  for (let at = 0; at < units.length; at += unitsAtOnce) text += String.fromCharCode(...units.slice(at, at + unitsAtOnce));
  return text;
}

/** characters from which on a decoder is faster than a list of units */
const longText = 256;
const decoder = new TextDecoder();
/** units of the text at hand, kept from one to the next */
let asciiUnits = new Uint8Array(0x4000);

/** Comparison form of a text that has no unit outside ASCII in it, as most in Vietnamese and Malay; null for others. */
function asciiOf(composed: string): string | null {
  const { length } = composed;
  if (length > asciiUnits.length) asciiUnits = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) {
    const code = bareCode(composed.charCodeAt(at));
    if (code > 0x7f) return null;
    asciiUnits[at] = code;
  }
  return decoder.decode(asciiUnits.subarray(0, length));
}

/** Comparison form of a text that is NFC already. */
export function bareOf(composed: string): string {
  const ascii = composed.length < longText ? null : asciiOf(composed);
  if (ascii !== null) return ascii;
  const units: number[] = [];
  for (let at = 0; at < composed.length; at += 1) units.push(bareCode(composed.charCodeAt(at)));
  return textOf(units);
}

/** Comparison form of a string, equal in length to its NFC form. */
export function bareForm(value: string): string {
  return bareOf(value.normalize('NFC'));
}
