import { found } from '../found';
import type { Found } from '../found';
import type { PreparedText } from '../prepare-text';

/** lines of letterhead and foot */
const headLines = 12;
const footLines = 8;

const label = /(?:^|[ ,;|])(?:no\. ?)?(?:tel(?:efon|epon|p)?|telephone)\.? ?(?::|\.|(?=[(+\d])) ?(?=[(+\d])/g;
const oneNumber = /^\(?\+?\d[\d() -]{5,16}\d/;

/** Telephone of letterhead or contact line, as printed; "Faks" is none. */
export function readMalayPhones(text: PreparedText): readonly Found<string>[] {
  const phones: Found<string>[] = [];
  for (const [index, line] of text.lines.entries()) {
    if ((index >= headLines && index < text.lines.length - footLines) || line.bare.length > 160) continue;
    for (const match of line.bare.matchAll(label)) {
      const at = match.index + match[0].length;
      const value = oneNumber.exec(line.bare.slice(at))?.[0].trim();
      if (value !== undefined && !phones.some((phone) => phone.value === value)) phones.push(found(value, line.start + at, line.start + at + value.length, 'contact-line', 0.85));
    }
  }
  return phones;
}
