import type { Citation, DeskKind, DocumentCopy, DocumentSystem, Evidence, FieldName, Meeting, OfficialDocument, TextSource } from '../model/document';
import type { IsoDate } from '../model/ids';
import type { PreparedText } from './prepare-text';

/** A value read from a span of a prepared text. */
export interface Found<Value> {
  readonly value: Value;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
  /** 0 to 1 */
  readonly confidence: number;
}

export function found<Value>(
  value: Value, start: number, end: number, rule: string, confidence: number,
): Found<Value> {
  return { value, start, end, rule, confidence };
}

/** What a reader made of one text; `null` where the text shows nothing. */
export interface Reading {
  readonly type: Found<string> | null;
  readonly typeCode: string | null;
  readonly system: DocumentSystem | null;
  readonly number: Found<string> | null;
  readonly date: Found<IsoDate> | null;
  readonly place: Found<string> | null;
  readonly agency: Found<string> | null;
  readonly parentAgency: Found<string> | null;
  readonly summary: Found<string> | null;
  readonly signer: Found<string> | null;
  readonly signerTitle: Found<string> | null;
  readonly addressees: readonly Found<string>[];
  readonly cites: readonly Found<Citation>[];
  readonly urgency: Found<string> | null;
  readonly secrecy: Found<string> | null;
  readonly deadline: Found<IsoDate> | null;
  readonly meeting: Found<Meeting> | null;
  readonly deskKind: Found<DeskKind> | null;
  readonly copy: Found<DocumentCopy> | null;
  readonly phones: readonly Found<string>[];
}

export const emptyReading: Reading = {
  type: null, typeCode: null, system: null, number: null, date: null, place: null, agency: null, parentAgency: null, summary: null,
  signer: null, signerTitle: null, addressees: [], cites: [], urgency: null, secrecy: null,
  deadline: null, meeting: null, deskKind: null, copy: null, phones: [],
};

/** Turns spans into evidence that points into the texts as they were given. */
export function toDocument(reading: Reading, text: PreparedText): OfficialDocument {
  const evidence: Evidence[] = [];
  const note = (field: FieldName, index: number, item: Found<unknown> | null): void => {
    if (item === null) return;
    const { source, start, end } = text.locate(item.start, item.end);
    evidence.push({ field, index, source, start, end, rule: item.rule, confidence: item.confidence * (isOcr(source) ? trustInPicture(field) : 1) });
  };
  const { addressees, cites, phones, typeCode, system, ...single } = reading;
  for (const [field, item] of Object.entries(single) as [FieldName, Found<unknown> | null][]) note(field, 0, item);
  addressees.forEach((item, index) => note('addressees', index, item));
  cites.forEach((item, index) => note('cites', index, item));
  phones.forEach((item, index) => note('phones', index, item));
  const origin = originOf(text.locate(0, 0).source);
  return {
    type: reading.type?.value ?? null,
    typeCode,
    system,
    deskKind: reading.deskKind?.value ?? null,
    copy: reading.copy?.value ?? null,
    origin,
    number: reading.number?.value ?? null,
    date: reading.date?.value ?? null,
    place: reading.place?.value ?? null,
    agency: reading.agency?.value ?? null,
    parentAgency: reading.parentAgency?.value ?? null,
    summary: reading.summary?.value ?? null,
    signer: reading.signer?.value ?? null,
    signerTitle: reading.signerTitle?.value ?? null,
    addressees: addressees.map((item) => item.value),
    cites: cites.map((item) => item.value),
    urgency: reading.urgency?.value ?? null,
    secrecy: reading.secrecy?.value ?? null,
    deadline: reading.deadline?.value ?? null,
    meeting: reading.meeting?.value ?? null,
    phones: phones.map((item) => item.value),
    evidence,
  };
}

function originOf(source: TextSource): OfficialDocument['origin'] {
  return source.kind === 'attachment' || source.kind === 'attachmentName' ? { part: source.part, member: source.member ?? null } : { part: null, member: null };
}

function isOcr(source: TextSource): boolean {
  return source.kind === 'attachment' && source.ocr === true;
}

/** One letter read wrongly makes another number, day or name; the words of a summary forgive it. */
function trustInPicture(field: FieldName): number {
  return field === 'number' || field === 'date' || field === 'deadline' || field === 'signer' || field === 'cites' || field === 'phones' ? 0.7 : 0.85;
}
