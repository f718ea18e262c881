import { canonicalDomain } from '../acknowledge/mail-address';
import { remembered } from '../base/remembered';

const canonical = remembered((domain) => canonicalDomain(domain));

/** An address as it is looked up: only the receiving host knows whether case matters, and none of an office's own does. */
export function foldAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = domainOfAddress(address);
  return domain === null ? '' : `${address.slice(0, at).normalize('NFC').toLowerCase()}@${domain}`;
}

/** Canonical domain of an address; null where there is none, and where a second @ lets every reader see another one: no office writes that. */
export function domainOfAddress(address: string): string | null {
  const at = address.lastIndexOf('@');
  return at < 1 || address.indexOf('@') < at ? null : canonical(address.slice(at + 1));
}

/** A symbol without spaces, points and joints: `SGD&ĐT` and `SGDĐT` are one; đ stays, for HĐ is not HD. */
export function foldSymbol(symbol: string): string {
  return symbol.normalize('NFC').toUpperCase().replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/[^\p{L}\p{M}\p{N}.]+/gu, '');
}

/** fewer digits are an extension, not a telephone */
const phoneDigits = 7;

/** National digits: `(+84-72) 3.826.428` and `072 3826428` are one. '' where it is no telephone number. */
export function foldPhone(phone: string): string {
  const digits = phone.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50)).replace(/\D+/g, '').replace(/^(?:00)?(?:84|66)(?=\d{8,})/, '').replace(/^0+/, '');
  return digits.length < phoneDigits ? '' : digits;
}

/** Groups of a number's symbol that may name its unit, the first group first: `1077/SGDĐT-KTQLCL` → SGDĐT, KTQLCL. */
export function symbolsOfNumber(number: string): readonly string[] {
  const slash = number.lastIndexOf('/');
  // Thai: ศธ 0201.2/45, the unit before the slash; ever shorter beginnings are units above it
  if (/^\s*[ก-ฮ]/.test(number)) {
    const code = foldSymbol(number.slice(0, slash < 0 ? number.length : slash));
    const points = [...code.matchAll(/\./g)].map((point) => code.slice(0, point.index));
    return [code, ...points.reverse()].filter((one) => one !== '');
  }
  const symbol = slash < 0 ? number.replace(/^[\d.]+/, '') : number.slice(slash + 1);
  return symbol.split('-').map(foldSymbol).filter((one) => one !== '');
}
