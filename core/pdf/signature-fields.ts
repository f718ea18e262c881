import { limits } from '../base/limits';
import type { PdfDictionary, PdfObject, PdfRevision } from './pdf-model';
import { textOf } from './text-string';

/** A field of the form, with what it inherits. */
export interface FormField {
  /** object number; 0 where it lies directly in another object */
  readonly number: number;
  /** partial names joined by full stops (12.7.4.2) */
  readonly name: string;
  readonly dictionary: PdfDictionary;
  /** /FT, own or inherited */
  readonly type: string | null;
  /** /V, own or inherited, unresolved */
  readonly value: PdfObject | undefined;
}

interface Inherited {
  readonly name: string;
  readonly type: string | null;
  readonly value: PdfObject | undefined;
}

function joined(parent: string, part: string): string {
  return parent === '' ? part : part === '' ? parent : `${parent}.${part}`;
}

/** The form of a revision; null where it has none. */
export function formOf(revision: PdfRevision): PdfDictionary | null {
  const root = revision.resolve(revision.trailer.entries.get('Root'));
  const form = root.kind === 'dictionary' ? revision.resolve(root.entries.get('AcroForm')) : root;
  return form.kind === 'dictionary' ? form : null;
}

/**
 * Terminal fields of the form in a revision, in the order of /Fields; bounded by limits.pdfFields and pdfFieldDepth, a field is met once.
 */
export function formFields(revision: PdfRevision): readonly FormField[] {
  const found: FormField[] = [];
  const seen = new Set<number>();
  let visits = 0;
  const visit = (object: PdfObject, inherited: Inherited, depth: number): void => {
    visits += 1;
    const number = object.kind === 'reference' ? object.number : 0;
    if (depth > limits.pdfFieldDepth || visits > limits.pdfFields || (number > 0 && seen.has(number))) return;
    if (number > 0) seen.add(number);
    const dictionary = revision.resolve(object);
    if (dictionary.kind !== 'dictionary') return;
    const { entries } = dictionary;
    const part = revision.resolve(entries.get('T'));
    const type = revision.resolve(entries.get('FT'));
    const own: Inherited = {
      name: joined(inherited.name, part.kind === 'string' ? textOf(part.bytes) : ''),
      type: type.kind === 'name' ? type.name : inherited.type,
      value: entries.get('V') ?? inherited.value,
    };
    const kids = revision.resolve(entries.get('Kids'));
    const below = kids.kind === 'array' ? kids.items.slice(0, Math.max(0, limits.pdfFields - visits)) : [];
    visits += below.length;
    // kids without a name of their own are this field's widgets, not fields
    const fields = below.filter((kid) => {
      const child = revision.resolve(kid);
      return child.kind === 'dictionary' && (child.entries.has('T') || child.entries.has('Kids') || child.entries.has('V'));
    });
    if (fields.length === 0) found.push({ number, dictionary, ...own });
    for (const kid of fields) visit(kid, own, depth + 1);
  };
  const form = formOf(revision);
  const fields = revision.resolve(form?.entries.get('Fields'));
  for (const field of fields.kind === 'array' ? fields.items : []) visit(field, { name: '', type: null, value: undefined }, 0);
  return found;
}
