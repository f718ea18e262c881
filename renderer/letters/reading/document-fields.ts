import type { Citation, Evidence, FieldName, OfficialDocument } from '../../../core/model/document';
import { formatDay, formatWallTime } from '../../ui/format-time';
import { evidenceFor } from './current-reading';
import { entriesInLines, isLong } from './entry-lines';

/** below this the interface says that it is not sure */
export const certainFrom = 0.7;

export interface FieldItem {
  readonly text: string;
  /** where it was read; a value put together from two fields points at both */
  readonly evidence: readonly Evidence[];
  readonly uncertain: boolean;
}

export interface DocumentField {
  readonly name: FieldName;
  readonly items: readonly FieldItem[];
  readonly strong: boolean;
  /** long values take the whole width of the grid */
  readonly wide: boolean;
  /** how many entries stand there before the rest is unfolded: a circular may have a hundred addressees */
  readonly shownFirst: number;
}

/** The header of an official document as lines of a grid; number, type and date stand there even when they were not found. */
export function documentFields(document: OfficialDocument): readonly DocumentField[] {
  const item = itemMaker(document);
  const signer = [document.signerTitle, document.signer].filter((part) => part !== null).join(' · ');
  const date = [document.date === null ? null : formatDay(document.date), document.place].filter((part) => part !== null).join(' · ');
  const meeting = [document.meeting?.at == null ? null : formatWallTime(document.meeting.at), document.meeting?.place ?? null].filter((part) => part !== null).join(' · ');
  const fields: readonly Omit<DocumentField, 'shownFirst' | 'wide'>[] = [
    { name: 'number', items: item(document.number, ['number']), strong: true },
    { name: 'type', items: item(document.type, ['type']), strong: false },
    { name: 'date', items: item(date, ['date', 'place']), strong: false },
    { name: 'urgency', items: item(document.urgency, ['urgency']), strong: true },
    { name: 'secrecy', items: item(document.secrecy, ['secrecy']), strong: true },
    { name: 'deadline', items: item(document.deadline === null ? null : formatDay(document.deadline), ['deadline']), strong: true },
    { name: 'meeting', items: item(meeting, ['meeting']), strong: true },
    { name: 'signer', items: item(signer, ['signer', 'signerTitle']), strong: false },
    { name: 'addressees', items: listItems(document, 'addressees', document.addressees), strong: false },
    { name: 'cites', items: listItems(document, 'cites', document.cites.map(citationText)), strong: false },
  ];
  return fields.filter((field) => field.items.length > 0 || always.has(field.name)).map((field) => {
    const texts = field.items.map((item) => item.text);
    return { ...field, wide: isLong(texts), shownFirst: entriesInLines(texts) };
  });
}

const always: ReadonlySet<FieldName> = new Set<FieldName>(['number', 'type', 'date']);

function itemMaker(document: OfficialDocument) {
  return (text: string | null, names: readonly FieldName[]): readonly FieldItem[] => {
    if (text === null || text === '') return [];
    const evidence = names.map((name) => evidenceFor(document, name)).filter((one) => one !== null);
    return [{ text, evidence, uncertain: isUncertain(evidence) }];
  };
}

function listItems(document: OfficialDocument, name: FieldName, texts: readonly string[]): readonly FieldItem[] {
  return texts.map((text, index) => {
    const found = evidenceFor(document, name, index);
    const evidence = found === null ? [] : [found];
    return { text, evidence, uncertain: isUncertain(evidence) };
  });
}

export function isUncertain(evidence: readonly Evidence[]): boolean {
  return evidence.some((one) => one.confidence < certainFrom);
}

function citationText(cite: Citation): string {
  const head = [cite.type, cite.number].filter((part) => part !== null).join(' ');
  return [head, cite.date === null ? null : formatDay(cite.date), cite.agency].filter((part) => part !== null).join(' · ');
}
