import { limits } from '../base/limits';
import type { LaterChange } from '../model/verdict';
import { compareRevisions } from './change-catalog';
import { permissionOf } from './change-kinds';
import type { ChangeLaw } from './change-kinds';
import { dictionaryOf, documentNodes, itemsOf, nameOf, numberOf } from './change-nodes';
import { ChangeBudget, RevisionPair } from './change-pair';
import type { FoundChange } from './change-pair';
import { preparedIn } from './change-prepared';
import type { PdfFile, PdfRevision, PdfSignature } from './pdf-model';

interface FileChanges {
  readonly budget: ChangeBudget;
  /** changes of a revision against the one before it, by its index */
  readonly steps: Map<number, readonly FoundChange[]>;
}

const known = new WeakMap<PdfFile, FileChanges>();

/** Each step is compared once a file, however many signatures ask. */
function stepChanges(file: PdfFile, before: PdfRevision, after: PdfRevision): readonly FoundChange[] {
  const changes: FileChanges = known.get(file) ?? { budget: new ChangeBudget(limits.pdfChangeSteps), steps: new Map() };
  known.set(file, changes);
  const done = changes.steps.get(after.index);
  if (done !== undefined) return done;
  const pair = new RevisionPair(before, after, documentNodes(before), documentNodes(after), changes.budget, limits.pdfChanges);
  compareRevisions(pair);
  changes.steps.set(after.index, pair.changes);
  return pair.changes;
}

/** DocMDP in force when it was signed: this signature's, the document's certification, or what the field was locked to (/Lock /P); the strictest. */
function lawOf(signed: PdfRevision, signature: PdfSignature): ChangeLaw {
  const laws: ChangeLaw[] = [];
  if (signature.certification !== null) laws.push(signature.certification);
  const catalog = dictionaryOf(signed, signed.trailer.entries.get('Root'));
  const certification = dictionaryOf(signed, dictionaryOf(signed, catalog?.entries.get('Perms'))?.entries.get('DocMDP'));
  for (const item of itemsOf(signed, certification?.entries.get('Reference'))) {
    const reference = dictionaryOf(signed, item);
    if (nameOf(signed, reference?.entries.get('TransformMethod')) !== 'DocMDP') continue;
    laws.push(lawFrom(numberOf(signed, dictionaryOf(signed, reference?.entries.get('TransformParams'))?.entries.get('P')) ?? 2));
  }
  const lock = dictionaryOf(signed, documentNodes(signed).fields.get(signature.field)?.dictionary.entries.get('Lock'));
  const locked = numberOf(signed, lock?.entries.get('P'));
  if (locked !== null) laws.push(lawFrom(locked));
  return laws.reduce<ChangeLaw>((strictest, law) => (strictest === 'free' || (law !== 'free' && law < strictest) ? law : strictest), 'free');
}

function lawFrom(permitted: number): ChangeLaw {
  return permitted === 2 || permitted === 3 ? permitted : 1;
}

/** FieldMDP (ISO 32000-2 12.8.2.4); a name stands for the fields below it too. */
function isLocked({ locks }: PdfSignature, place: string | null): boolean {
  if (locks === null || place === null) return false;
  const isNamed = locks.fields.some((name) => place === name || place.startsWith(`${name}.`));
  return locks.action === 'All' || (locks.action === 'Include' ? isNamed : !isNamed);
}

/**
 * What came after a signature, revision by revision, and whether it permits that (ISO 32000-2 12.8.2.2 DocMDP, 12.8.2.4 FieldMDP,
 * ETSI EN 319 142-1 for DSS and document time-stamps), and what lay ready for a later change when it was signed. A list of what is lawful decides:
 * what is on no list is `unknown`. Never throws on content; work is bounded by limits.pdfChange*.
 */
export function laterChanges(file: PdfFile, signature: PdfSignature): readonly LaterChange[] {
  const signed = signature.revision === null ? undefined : file.revisions[signature.revision - 1];
  if (signed === undefined) return [{ what: 'unknown', permitted: 'unknown', revision: null, place: null }];
  const law = lawOf(signed, signature);
  const changes: LaterChange[] = preparedIn(signed).map(({ what, place }) => ({ what, permitted: permissionOf(what, law, false), revision: signed.index, place }));
  for (const after of file.revisions.slice(signed.index)) {
    const before = file.revisions[after.index - 2];
    for (const { what, place } of before === undefined ? [] : stepChanges(file, before, after)) {
      if (changes.length >= limits.pdfChanges) return [...changes, { what: 'tooMuch', permitted: 'unknown', revision: after.index, place: null }];
      changes.push({ what, permitted: permissionOf(what, law, isLocked(signature, place)), revision: after.index, place });
    }
  }
  const last = file.revisions[file.revisions.length - 1];
  const [, , start = 0, length = 0] = signature.byteRange;
  if (last?.oddities.includes('bytesAfterEnd') === true && start + length < file.bytes.length) changes.push({ what: 'bytesAfterEnd', permitted: permissionOf('bytesAfterEnd', law, false), revision: null, place: null });
  return changes;
}
