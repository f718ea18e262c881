import type { DocumentSystem } from '../../model/document';
import { symbolOf } from '../number-symbol';
import { vocabulary } from './vocabulary';
import type { DocumentType } from '../data/vietnamese-types';

export interface Classified {
  readonly typeCode: string | null;
  readonly system: DocumentSystem | null;
}

/** "05-HD/VPTW": a dash behind the number, a slash before the organisation (Regulation 66-QĐ/TW and Instruction 36-HD/VPTW). */
const partyNumber = /^\d{1,6}-\p{Lu}[\p{L}&]{0,9}\/\p{Lu}/u;
/** "33/2024/QH15", "41/2023/UBTVQH15", and "30/2000/PL-UBTVQH10" of before 2008. */
const assemblyNumber = /^\d{1,6}\/\d{4}\/(?:(?:NQ|PL|L)-)?(?:QH|UBTVQH)\d{1,2}$/;
const withYear = /^[\d.]{1,10}[a-zđ]?\/(?:19|20)\d{2}\//u;

export const isPartyNumber = (number: string): boolean => partyNumber.test(number);

/** First group of the symbol: `QĐ` of `75/QĐ-UBND`, `HD` of `05-HD/VPTW`; '' where there is none. */
export const firstGroup = (number: string): string => (symbolOf(number) ?? '').split(/[-/]/, 1)[0] ?? '';

/** Types that share an abbreviation are told apart by the system: TT is Thông tư of the state and Thông tri of the Party. */
export function typeOfSymbol(number: string): DocumentType | null {
  const first = firstGroup(number);
  // the President of the State issues lệnh, no luật
  if (first === 'L' && /\/L-CTN$/.test(number)) return vocabulary.types.find((type) => type.code === 'LCTN') ?? null;
  const fitting = vocabulary.types.filter((type) => type.symbol === first);
  if (!isPartyNumber(number)) return fitting.find((type) => type.family !== 'party') ?? fitting[0] ?? null;
  if (first === 'CV') return vocabulary.types.find((type) => type.code === 'CV') ?? null;
  return fitting.find((type) => type.family === 'party') ?? fitting[0] ?? null;
}

/**
 * By which law a document is written. The heading and the shape of the number decide, for most types are issued by several: a quyết định or nghị quyết
 * with the year in its number is legal-normative, without it individual (Decree 30/2020/NĐ-CP, Article 7).
 */
export function classify(type: string | null, number: string | null, party: boolean): Classified {
  const known = type === null ? undefined : vocabulary.types.find((one) => one.name === type);
  return { typeCode: known?.code ?? null, system: systemOf(known, number, party) };
}

function systemOf(type: DocumentType | undefined, number: string | null, party: boolean): DocumentSystem | null {
  if (party || (number !== null && isPartyNumber(number))) return 'party';
  if (number !== null && assemblyNumber.test(number)) return 'assembly';
  if (type === undefined && number === null) return null;
  if (type?.family === 'normative' || (number !== null && withYear.test(number))) return 'normative';
  return 'administrative';
}
