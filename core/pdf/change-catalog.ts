import { FieldChanges } from './change-fields';
import type { ChangeKind } from './change-kinds';
import { dictionaryOf, nameOf } from './change-nodes';
import type { FieldNode } from './change-nodes';
import { comparePages } from './change-pages';
import { keysOf } from './change-pair';
import type { RevisionPair } from './change-pair';
import { shownValue } from './change-field-value';
import { isStructureExtended } from './change-structure';
import type { PdfDictionary, PdfObject, PdfRevision } from './pdf-model';
import { textOf } from './text-string';

/** bookkeeping of the file itself: tables, identifiers, the dictionary of a cross-reference stream */
const silentInTrailer: ReadonlySet<string> = new Set(['Size', 'Prev', 'XRefStm', 'ID', 'Type', 'W', 'Index', 'Filter', 'DecodeParms', 'Length', 'DocChecksum']);

const catalogKinds: Readonly<Record<string, ChangeKind>> = {
  DSS: 'validationData', Version: 'technical', Extensions: 'technical', PieceInfo: 'technical', SpiderInfo: 'technical', Metadata: 'metadata', OpenAction: 'actions', AA: 'actions',
  URI: 'actions', Requirements: 'actions', OCProperties: 'layers', StructTreeRoot: 'structure', MarkInfo: 'structure', Lang: 'structure', DPartRoot: 'structure', PageLabels: 'navigation',
  Outlines: 'navigation', Dests: 'navigation', ViewerPreferences: 'navigation', PageMode: 'navigation', PageLayout: 'navigation', Threads: 'navigation', AF: 'attachedFiles',
  Collection: 'attachedFiles', Perms: 'permissions', Legal: 'permissions', OutputIntents: 'pageContent', NeedsRendering: 'formChanged',
};
const nameKinds: Readonly<Record<string, ChangeKind>> = { EmbeddedFiles: 'attachedFiles', JavaScript: 'actions', Dests: 'navigation', Pages: 'pageContent', Templates: 'pageContent', AP: 'annotationCovers' };

function catalogOf(revision: PdfRevision): PdfDictionary | null {
  return dictionaryOf(revision, revision.trailer.entries.get('Root'));
}

/** Everything that differs between two revisions, from the trailer down; what no rule knows is named `unknown`. */
export function compareRevisions(pair: RevisionPair): void {
  const { before, after } = pair;
  for (const key of keysOf(before.trailer, after.trailer)) {
    if (silentInTrailer.has(key) || key === 'Root') continue;
    const [was, is] = [before.trailer.entries.get(key), after.trailer.entries.get(key)];
    // a later section need not say again what the first one said
    if (is === undefined && key !== 'Encrypt') continue;
    if (!pair.same(was, is)) pair.report(key === 'Info' ? 'metadata' : key === 'Encrypt' ? 'encryption' : 'unknown', null);
  }
  compareCatalogs(pair, catalogOf(before), catalogOf(after));
  comparePages(pair);
  new FieldChanges(pair).find();
  comparePrepared(pair);
  compareUnused(pair);
  if (after.oddities.some((oddity) => oddity !== 'bytesAfterEnd')) pair.report('oddStructure', null);
  if (pair.budget.isSpent) pair.report('tooMuch', null);
}

function compareCatalogs(pair: RevisionPair, was: PdfDictionary | null, is: PdfDictionary | null): void {
  if (is === null) pair.report('unknown', null);
  if (is?.duplicateKeys === true && was?.duplicateKeys !== true) pair.report('unknown', null);
  for (const key of keysOf(was, is)) {
    const [first, second] = [was?.entries.get(key), is?.entries.get(key)];
    if (key === 'Pages') comparePageRoot(pair, dictionaryOf(pair.before, first), dictionaryOf(pair.after, second));
    else if (key === 'AcroForm') compareForms(pair, dictionaryOf(pair.before, first), dictionaryOf(pair.after, second));
    else if (key === 'Names') compareNames(pair, dictionaryOf(pair.before, first), dictionaryOf(pair.after, second));
    else if (!pair.same(first, second)) pair.report(key === 'StructTreeRoot' && isStructureExtended(pair, first, second) ? 'technical' : (catalogKinds[key] ?? 'unknown'), null);
  }
}

/** Pages themselves are compared one by one; a reader that goes by /Count must see as many. */
function comparePageRoot(pair: RevisionPair, was: PdfDictionary | null, is: PdfDictionary | null): void {
  if (pair.nodesBefore.pages.length !== pair.nodesAfter.pages.length) return;
  if (!pair.same(was?.entries.get('Count'), is?.entries.get('Count')) || is?.duplicateKeys === true) pair.report('unknown', null);
}

function compareNames(pair: RevisionPair, was: PdfDictionary | null, is: PdfDictionary | null): void {
  for (const key of keysOf(was, is)) if (!pair.same(was?.entries.get(key), is?.entries.get(key))) pair.report(nameKinds[key] ?? 'unknown', null);
}

function compareForms(pair: RevisionPair, was: PdfDictionary | null, is: PdfDictionary | null): void {
  for (const key of keysOf(was, is)) {
    const [first, second] = [was?.entries.get(key), is?.entries.get(key)];
    // fields are compared one by one; the flags say that there are signatures, which is seen without them
    if (key === 'Fields' || key === 'SigFlags') continue;
    if (key === 'DR') compareDefaults(pair, was, is);
    else if (key === 'NeedAppearances') compareNeed(pair, first, second);
    else if (!pair.same(first, second)) pair.report(key === 'DA' && first === undefined && filledBefore(pair).length === 0 ? 'technical' : 'formChanged', null);
  }
}

/** fields that could be drawn anew */
function filledBefore({ nodesBefore }: RevisionPair): readonly FieldNode[] {
  return [...nodesBefore.fields.values()].filter(({ type }) => type === 'Tx' || type === 'Ch');
}

/** Whoever adds a field adds the font it uses; a font that was there stays what it was, and one that fields named in vain stays away. */
function compareDefaults(pair: RevisionPair, was: PdfDictionary | null, is: PdfDictionary | null): void {
  const { before, after } = pair;
  const [old, now] = [dictionaryOf(before, was?.entries.get('DR')), dictionaryOf(after, is?.entries.get('DR'))];
  const asked = [was, ...filledBefore(pair).map(({ dictionary }) => dictionary)].map((holder) => {
    const appearance = before.resolve(holder?.entries.get('DA'));
    return appearance.kind === 'string' ? textOf(appearance.bytes) : '';
  });
  for (const key of keysOf(old, now)) {
    const [first, second] = [dictionaryOf(before, old?.entries.get(key)), dictionaryOf(after, now?.entries.get(key))];
    for (const name of keysOf(first, second)) {
      if (first?.entries.has(name) !== true) pair.report(filledBefore(pair).length > 0 && asked.some((words) => words.includes(`/${name}`)) ? 'formResources' : 'technical', null);
      else if (!pair.same(first.entries.get(name), second?.entries.get(name))) pair.report('formResources', null);
    }
  }
}

/** The reader is to draw all fields anew from their values: harmless where these are what was shown, or what has just been filled in. */
function compareNeed(pair: RevisionPair, was: PdfObject | undefined, is: PdfObject | undefined): void {
  const isTrue = (value: PdfObject): boolean => value.kind === 'boolean' && value.value;
  const [before, after] = [isTrue(pair.before.resolve(was)), isTrue(pair.after.resolve(is))];
  if (before === after) return;
  const kept = !after ? [] : filledBefore(pair).filter((field) => pair.same(field.dictionary.entries.get('V'), pair.nodesAfter.fields.get(field.number)?.dictionary.entries.get('V')));
  const answers = kept.map((field) => shownValue(pair.before, pair.nodesBefore.fields, field));
  pair.report(answers.includes('other') ? 'formChanged' : answers.includes('untold') ? 'unknown' : 'technical', null);
}

/** The update puts in force what lay, unused or replaced, in bytes that were there before: hide-and-replace (Mainka et al. 2021). */
function comparePrepared(pair: RevisionPair): void {
  const { before, after } = pair;
  for (const [number, place] of after.own) {
    if (place === null || place.offset >= before.end) continue;
    if (!pair.same({ kind: 'reference', number, generation: 0 }, { kind: 'reference', number, generation: 0 })) {
      pair.report('preparedObject', null);
      return;
    }
  }
}

/** New objects that nothing leads to: no reader shows them. */
function compareUnused(pair: RevisionPair): void {
  const { after } = pair;
  const waiting = new Set<number>();
  for (const [number, place] of after.own) if (place !== null) waiting.add(number);
  const open: PdfObject[] = [after.trailer];
  const met = new Set<number>();
  for (let next = open.pop(); next !== undefined && waiting.size > 0; next = open.pop()) {
    if (!pair.budget.spend(1)) return;
    if (next.kind === 'reference') {
      if (met.has(next.number)) continue;
      met.add(next.number);
      waiting.delete(next.number);
      const object = after.object(next.number);
      if (object !== undefined) open.push(object);
    } else if (next.kind === 'array') for (const item of next.items) open.push(item);
    else if (next.kind === 'dictionary') for (const value of next.entries.values()) open.push(value);
    else if (next.kind === 'stream') open.push(next.dictionary);
  }
  const containers = new Set(['XRef', 'ObjStm']);
  const unused = [...waiting].some((number) => {
    const object = after.object(number);
    if (object === undefined || object.kind === 'null') return false;
    return object.kind !== 'stream' || !containers.has(nameOf(after, object.dictionary.entries.get('Type')) ?? '');
  });
  if (unused) pair.report('unusedObjects', null);
}
