import type { Evidence, FieldName, OfficialDocument } from '../model/document';
import { numberKey } from './number-symbol';
import { bareForm } from './bare-form';

const plain = (value: string): string => bareForm(value).replaceAll(/[^\p{L}\d]/gu, '');
const same = (left: string | null, right: string | null): boolean =>
  left !== null && right !== null && plain(left) === plain(right);

/** Whether two readings are of one document: the number decides; without one, what it is about. */
function isSameDocument(left: OfficialDocument, right: OfficialDocument): boolean {
  if (left.number !== null && right.number !== null) {
    if (numberKey(left.number) !== numberKey(right.number)) return false;
    // Numbers start anew each year and are shared by no two bodies, but two bodies may use one symbol.
    return left.date === null || right.date === null || left.date === right.date;
  }
  if (left.summary !== null && right.summary !== null) return plain(left.summary).length >= 12 && same(left.summary, right.summary);
  return left.date !== null && left.date === right.date && same(left.type, right.type) && same(left.agency, right.agency);
}

const singles = [
  'type', 'number', 'date', 'place', 'agency', 'parentAgency', 'summary', 'signer', 'signerTitle', 'urgency', 'secrecy', 'deadline', 'meeting', 'deskKind', 'copy',
] as const satisfies readonly FieldName[];

/** Keeps what `first` says and fills its gaps, with their evidence, from `second`. */
export function mergeDocuments(first: OfficialDocument, second: OfficialDocument): OfficialDocument {
  const filled = new Set<FieldName>(singles.filter((field) => first[field] === null && second[field] !== null));
  if (first.addressees.length === 0 && second.addressees.length > 0) filled.add('addressees');
  if (first.cites.length === 0 && second.cites.length > 0) filled.add('cites');
  if (first.phones.length === 0 && second.phones.length > 0) filled.add('phones');
  if (filled.size === 0) return first;
  const pick = <Field extends FieldName & keyof OfficialDocument>(field: Field): OfficialDocument[Field] =>
    (filled.has(field) ? second : first)[field];
  const evidence: readonly Evidence[] = [
    ...first.evidence.filter((item) => !filled.has(item.field)),
    ...second.evidence.filter((item) => filled.has(item.field)),
  ];
  return {
    type: pick('type'), typeCode: (filled.has('type') ? second : first).typeCode, system: first.system ?? second.system, deskKind: pick('deskKind'),
    copy: pick('copy'), origin: first.origin, phones: pick('phones'), number: pick('number'), date: pick('date'), place: pick('place'), agency: pick('agency'),
    parentAgency: pick('parentAgency'), summary: pick('summary'), signer: pick('signer'), signerTitle: pick('signerTitle'),
    addressees: pick('addressees'), cites: pick('cites'), urgency: pick('urgency'), secrecy: pick('secrecy'),
    deadline: pick('deadline'), meeting: pick('meeting'), evidence,
  };
}

/** Adds a reading to the documents already found: merged where it is one of them, else as a new one. */
export function addDocument(documents: readonly OfficialDocument[], next: OfficialDocument): readonly OfficialDocument[] {
  const at = documents.findIndex((document) => isSameDocument(document, next));
  return at < 0 ? [...documents, next] : documents.map((document, index) => (index === at ? mergeDocuments(document, next) : document));
}
