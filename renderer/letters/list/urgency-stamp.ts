import type { StampKind } from '../../ui/Stamp';

/** As printed on the letter; only the highest grade of each country is filled, so that it keeps its force. */
export function urgencyStamp(urgency: string): StampKind {
  const folded = urgency.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  if (folded.startsWith('HOA TOC') || urgency.includes('ด่วนที่สุด'.normalize('NFD')) || urgency.includes('ด่วนที่สุด')) return 'strong';
  return 'soft';
}
