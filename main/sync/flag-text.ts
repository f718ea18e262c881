import { isClaimMark } from './claim-mark';

/**
 * Flags in one order, so that two sets compare as text. `\Recent` belongs to a session (RFC 9051, 2.3.2) and a desk's mark to a moment,
 * neither to the letter.
 */
export function flagText(flags: Iterable<string>): string {
  return [...flags].filter((flag) => flag.toLowerCase() !== '\\recent' && !isClaimMark(flag)).sort().join(' ');
}

export function flagList(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
