import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';

const owner = '[ก-ฮ]{1,5}\\.?(?: ?\\([ก-ฮ.]{1,12}\\))? ?\\d{2,8}(?:\\.\\d{1,5}){0,4}';
const run = ' ?/ ?(?:[ก-ฮ\\u0e30-\\u0e4e]{2,8} ?[/ ] ?)?(?:ว ?)?\\d{1,6}(?!\\d)';

/** Number of a Thai letter in bare text: owner code and register number, `ว` marks a circular. */
export const thaiNumber = `${owner}${run}`;
/** Number of an order: register number and Buddhist year. */
export const thaiOrderNumber = '\\d{1,5} ?/ ?\\d{4}(?!\\d)';

/** As printed, in the digits of the letter: so it stands in registers. `numberKey` tells whether two are the same. */
export function thaiNumberAt(text: PreparedText, start: number, end: number, rule: string, confidence: number): Found<string> {
  return found(text.text.slice(start, end).replaceAll(/\s+/g, ' '), start, end, rule, confidence);
}
