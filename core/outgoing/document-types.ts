import { vietnameseTypes } from '../recognise/data/vietnamese-types';
import { templates, type Template } from './template';

export interface DocumentTypeChoice {
  readonly code: string;
  readonly name: string;
  /** abbreviation in the symbol; null: none */
  readonly symbol: string | null;
}

/** Types that are numbered and issued, in the language of the letter. Vietnam: the 29 of NĐ 30/2020, Article 7. */
export function documentTypes(language: Template['language']): readonly DocumentTypeChoice[] {
  if (language === 'vi') return vietnameseTypes.filter(({ family }) => family === 'administrative').map(({ code, name, symbol }) => ({ code, name, symbol }));
  return templates.flatMap((one) => (one.language === language && one.typeCode !== null ? [{ code: one.typeCode, name: one.name, symbol: null }] : []));
}

/** Degrees of urgency as they are stamped, the mildest first. NĐ 30/2020, Appendix I; Thailand: Regulations of the Office of the Prime Minister on Saraban, 2526, item 28. */
export function urgencies(language: Template['language']): readonly string[] {
  switch (language) {
    case 'vi': return ['KHẨN', 'THƯỢNG KHẨN', 'HỎA TỐC'];
    case 'th': return ['ด่วน', 'ด่วนมาก', 'ด่วนที่สุด'];
    case 'ms': return ['SEGERA', 'AMAT SEGERA'];
  }
}

/** Stamps of state secrets, so that the letter is held back, not so that it is sent. */
export function secrecies(language: Template['language']): readonly string[] {
  switch (language) {
    case 'vi': return ['MẬT', 'TỐI MẬT', 'TUYỆT MẬT'];
    case 'th': return ['ลับ', 'ลับมาก', 'ลับที่สุด'];
    case 'ms': return ['TERHAD', 'SULIT', 'RAHSIA', 'RAHSIA BESAR'];
  }
}
