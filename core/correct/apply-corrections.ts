import { searchKey } from '../base/search-key';
import type { CorrectableField, JournalledCorrection, LearnedRule, ShownDocument } from '../model/correction';
import type { DocumentOrigin, OfficialDocument, SourceText } from '../model/document';
import { numberKey } from '../recognise/number-symbol';
import { checkValue } from './check-value';
import { correctableFields } from './correctable-fields';
import { findSeenDocument } from './find-seen-document';
import { numberParts } from './number-parts';
import { placeValue } from './place-value';
import { foldedForRule } from './rule-scope';
import { typeCodeOf } from './type-code';

interface Draft extends ShownDocument {
  readonly numbers: Set<string>;
  readonly types: Set<string>;
}

const byPerson = { rule: 'person', confidence: 1 };
/** a rule was right twice; it is no person who looked */
const byRule = { rule: 'learned', confidence: 0.8 };

/**
 * Documents as they are shown: rules first, those of the sender before those of the unit, then what a person corrected on this very letter,
 * the last word for each field. A rule looks at what was read, never at what another rule made of it, so their order does not matter.
 * @param digestOf digest of the file a document was read from; null: subject or body, or a file that was not opened
 * @param corrections of this letter, oldest first
 * @param rules that hold for this letter
 * @param sources texts the evidence points into; without them changed values carry no evidence
 */
export function applyCorrections(
  documents: readonly OfficialDocument[], digestOf: (origin: DocumentOrigin) => string | null,
  corrections: readonly JournalledCorrection[], rules: readonly LearnedRule[], sources: readonly SourceText[] = [],
): readonly ShownDocument[] {
  const drafts = documents.map((read): Draft => draftOf(withRules(read, digestOf(read.origin), rules, sources)));
  for (const correction of corrections) {
    const checked = checkValue(correction.field, correction.value);
    const at = checked.ok ? findSeenDocument(drafts, correction.document) : null;
    const draft = at === null ? undefined : drafts[at];
    if (at === null || draft === undefined || !checked.ok) continue;
    const document = withValue(draft.document, correction.field, checked.value, sources, byPerson, draft.read);
    const numbers = [document.number, correction.document.number].flatMap((number) => (number === null ? [] : numberKey(number)));
    const types = [document.type, correction.document.type].flatMap((type) => (type === null ? [] : searchKey(type)));
    drafts[at] = {
      ...draft, document, corrections: [...draft.corrections, correction],
      // the person's word stands, so no rule explains this value any more
      rules: draft.rules.filter((rule) => rule.field !== correction.field),
      numbers: new Set([...draft.numbers, ...numbers]), types: new Set([...draft.types, ...types]),
    };
  }
  return drafts.map(({ document, read, digest, corrections: made, rules: applied }) => ({ document, read, digest, corrections: made, rules: applied }));
}

function draftOf(shown: ShownDocument): Draft {
  const both = [shown.read, shown.document];
  return {
    ...shown,
    numbers: new Set(both.flatMap(({ number }) => (number === null ? [] : numberKey(number)))),
    types: new Set(both.flatMap(({ type }) => (type === null ? [] : searchKey(type)))),
  };
}

function withRules(read: OfficialDocument, digest: string | null, rules: readonly LearnedRule[], sources: readonly SourceText[]): ShownDocument {
  const applied: LearnedRule[] = [];
  let document = read;
  for (const field of rules.length === 0 ? [] : correctableFields) {
    const was = foldedForRule(field, read[field]);
    const fitting = rules.filter((rule) => rule.field === field && rule.was === was && !rule.stopped);
    const rule = fitting.find(({ scope }) => scope.kind === 'sender') ?? fitting[0];
    const value = rule === undefined ? read[field] : ruledValue(field, read[field], rule.value);
    if (rule === undefined || value === read[field]) continue;
    applied.push(rule);
    document = withValue(document, field, value, sources, byRule, read);
  }
  return { document, read, digest, corrections: [], rules: applied };
}

function ruledValue(field: CorrectableField, read: string | null, value: string | null): string | null {
  if (field !== 'number' || read === null || value === null) return value;
  return numberParts(read)?.withSymbol(value) ?? read;
}

function withValue(document: OfficialDocument, field: CorrectableField, value: string | null, sources: readonly SourceText[], by: { readonly rule: string; readonly confidence: number }, read: OfficialDocument): OfficialDocument {
  const evidence = value === null ? [] : placeValue(field, value, read.evidence, sources, by);
  return {
    ...document,
    [field]: value,
    ...(field === 'type' && { typeCode: typeCodeOf(value) }),
    evidence: [...document.evidence.filter((one) => one.field !== field), ...evidence],
  };
}
