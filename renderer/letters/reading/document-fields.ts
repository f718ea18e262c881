import type { CorrectableField, JournalledCorrection, LearnedRule, ShownDocument } from '../../../core/model/correction';
import type { Citation, Evidence, FieldName, OfficialDocument } from '../../../core/model/document';
import { formatDay } from '../../ui/format-time';
import { valueOf, valueText } from '../correct/correct-value';
import { evidenceFor } from './current-reading';
import { entriesInLines, isLong } from './entry-lines';

/** below this the interface says that it is not sure */
export const certainFrom = 0.7;

/** characters that one line of a column holds, in the narrowest window */
const oneLineOfColumn = 26;

/** Why a value is another than the one that was read. */
export type FieldChange =
  | { readonly kind: 'corrected'; readonly correction: JournalledCorrection }
  | { readonly kind: 'rule'; readonly rule: LearnedRule };

export interface FieldItem {
  /** what a person can correct it as; null: a list, which is corrected nowhere */
  readonly field: CorrectableField | null;
  /** '' where a person said that the document shows no such thing */
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly uncertain: boolean;
  readonly change: FieldChange | null;
}

export interface DocumentField {
  readonly name: FieldName;
  readonly items: readonly FieldItem[];
  /** what is filled in where nothing was found */
  readonly missing: CorrectableField | null;
  readonly strong: boolean;
  /** long values take the whole width of the grid */
  readonly wide: boolean;
  /** how many entries stand there before the rest is unfolded: a circular may have a hundred addressees */
  readonly shownFirst: number;
}

/** The header of an official document as lines of a grid; number, type and date stand there even when they were not found. */
export function documentFields(shown: ShownDocument): readonly DocumentField[] {
  const { document } = shown;
  const item = (...fields: readonly CorrectableField[]) => fields.flatMap((field) => itemOf(shown, field) ?? []);
  const fields: readonly Pick<DocumentField, 'name' | 'items' | 'strong'>[] = [
    { name: 'number', items: item('number'), strong: true },
    { name: 'type', items: item('type'), strong: false },
    { name: 'date', items: item('date', 'place'), strong: false },
    { name: 'urgency', items: item('urgency'), strong: true },
    { name: 'secrecy', items: item('secrecy'), strong: true },
    { name: 'deadline', items: item('deadline'), strong: true },
    { name: 'signer', items: item('signerTitle', 'signer'), strong: false },
    { name: 'agency', items: item('parentAgency', 'agency'), strong: false },
    { name: 'addressees', items: listItems(document, 'addressees', document.addressees), strong: false },
    { name: 'cites', items: listItems(document, 'cites', document.cites.map(citationText)), strong: false },
  ];
  return fields.filter((field) => field.items.length > 0 || isAlways(field.name)).map((field) => {
    const texts = field.items.map((one) => one.text);
    return { ...field, missing: isAlways(field.name) ? field.name : null, wide: isLong(texts) || isLongPair(field), shownFirst: entriesInLines(texts) };
  });
}

/** Two values of one field that would stand below each other in a column stand side by side in the whole width. */
function isLongPair({ items }: Pick<DocumentField, 'items'>): boolean {
  return items.length > 1 && items.every(({ field }) => field !== null) && items.reduce((sum, { text }) => sum + text.length, 0) > oneLineOfColumn;
}

/** Fields that stand in the grid whether they were found or not. */
function isAlways(name: FieldName): name is 'number' | 'type' | 'date' {
  return name === 'number' || name === 'type' || name === 'date';
}

/** Fields that stand nowhere yet and that a person may fill in. */
export function missingFields(shown: ShownDocument, all: readonly CorrectableField[]): readonly CorrectableField[] {
  return all.filter((field) => !isAlways(field) && itemOf(shown, field) === null);
}

/** One value with where it was read and why it may be another now; null: there is nothing to show. */
export function itemOf(shown: ShownDocument, field: CorrectableField): FieldItem | null {
  const text = valueText(field, valueOf(shown.document, field));
  const change = changeOf(shown, field);
  if (text === '' && change === null) return null;
  const found = evidenceFor(shown.document, field);
  const evidence = found === null ? [] : [found];
  return { field, text, evidence, uncertain: change === null && isUncertain(evidence), change };
}

/** What a person said last outweighs what was learned. */
export function changeOf(shown: ShownDocument, field: CorrectableField): FieldChange | null {
  const correction = shown.corrections.findLast((one) => one.field === field);
  if (correction !== undefined) return { kind: 'corrected', correction };
  const rule = shown.rules.findLast((one) => one.field === field);
  return rule === undefined ? null : { kind: 'rule', rule };
}

function listItems(document: OfficialDocument, name: FieldName, texts: readonly string[]): readonly FieldItem[] {
  return texts.map((text, index) => {
    const found = evidenceFor(document, name, index);
    const evidence = found === null ? [] : [found];
    return { field: null, text, evidence, uncertain: isUncertain(evidence), change: null };
  });
}

export function isUncertain(evidence: readonly Evidence[]): boolean {
  return evidence.some((one) => one.confidence < certainFrom);
}

export function citationText(cite: Citation): string {
  const head = [cite.type, cite.number].filter((part) => part !== null).join(' ');
  return [head, cite.date === null ? null : formatDay(cite.date), cite.agency].filter((part) => part !== null).join(' · ');
}
