import type { Draft } from '../model/draft';
import { malayTemplates } from './templates/malay-templates';
import { thaiTemplates } from './templates/thai-templates';
import { vietnameseTemplates } from './templates/vietnamese-templates';

/**
 * How a letter of one type is written. In `subject` and `body` names in braces are filled in: {code} number and symbol, {date}, {type}, {summary}, {to} the
 * addressees, {unit} our own. A stretch in square brackets stands only where all that is named in it is known.
 */
export interface Template {
  /** kept for good: drafts name it */
  readonly id: string;
  readonly language: 'vi' | 'th' | 'ms';
  readonly name: string;
  /** type of the official document; null: an ordinary letter */
  readonly typeCode: string | null;
  readonly subject: string;
  readonly body: string;
  /** how a document that is answered is named: {type}, {code}, {date}, {agency}, {summary} */
  readonly answering: string;
  /** the regulation the form follows */
  readonly source: string;
}

export const templates: readonly Template[] = [...vietnameseTemplates, ...thaiTemplates, ...malayTemplates];

/** null: none, or one of a version that knows more */
export function templateOf(draft: Pick<Draft, 'template'>): Template | null {
  return templates.find(({ id }) => id === draft.template) ?? null;
}
