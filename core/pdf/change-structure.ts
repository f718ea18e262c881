import { limits } from '../base/limits';
import { dictionaryOf, itemsOf, nameOf } from './change-nodes';
import { keysOf } from './change-pair';
import type { RevisionPair } from './change-pair';
import type { PdfDictionary, PdfObject, PdfRevision } from './pdf-model';

const elementKeys: ReadonlySet<string> = new Set(['Type', 'S', 'P', 'K', 'Pg']);

function kidsOf(revision: PdfRevision, dictionary: PdfDictionary): readonly PdfObject[] {
  const kids = revision.resolve(dictionary.entries.get('K'));
  if (kids.kind === 'array') return kids.items;
  const own = dictionary.entries.get('K');
  return own === undefined || kids.kind === 'null' ? [] : [own];
}

/** Which objects they are, not what these hold. */
function isSameReference(first: PdfObject | undefined, second: PdfObject | undefined): boolean {
  return first?.kind === 'reference' && second?.kind === 'reference' && first.number === second.number;
}

/** An element that stands for the widget of a signature that came with this revision, and says nothing of its own. */
function isSignatureElement(pair: RevisionPair, object: PdfObject): boolean {
  const { after, nodesBefore, nodesAfter } = pair;
  const element = dictionaryOf(after, object);
  if (element === null || [...element.entries.keys()].some((key) => !elementKeys.has(key))) return false;
  const kids = kidsOf(after, element);
  return kids.length > 0 && kids.length <= 8 && kids.every((kid) => {
    const objr = dictionaryOf(after, kid);
    const target = objr?.entries.get('Obj');
    if (objr === null || nameOf(after, objr.entries.get('Type')) !== 'OBJR' || target?.kind !== 'reference') return false;
    return nodesAfter.fields.get(target.number)?.type === 'Sig' && !nodesBefore.fields.has(target.number);
  });
}

/** Entries of a number tree (ISO 32000-2 7.9.7); null where it is too deep or too large. */
function numberTree(revision: PdfRevision, root: PdfDictionary | null): ReadonlyMap<number, PdfObject> | null {
  const found = new Map<number, PdfObject>();
  const open: (readonly [PdfDictionary | null, number])[] = [[root, 0]];
  let visited = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [node, depth] = next;
    visited += 1;
    if (depth > 16 || visited > limits.pdfChangePages) return null;
    const numbers = itemsOf(revision, node?.entries.get('Nums'));
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [key, value] = [revision.resolve(numbers[index]), numbers[index + 1]];
      if (key.kind === 'number' && value !== undefined) found.set(key.value, value);
    }
    for (const kid of itemsOf(revision, node?.entries.get('Kids'))) open.push([dictionaryOf(revision, kid), depth + 1]);
  }
  return found;
}

function isParentTreeExtended({ before, after, budget }: RevisionPair, was: PdfObject | undefined, is: PdfObject | undefined): boolean {
  const old = numberTree(before, dictionaryOf(before, was));
  const now = numberTree(after, dictionaryOf(after, is));
  if (old === null || now === null) return false;
  return [...old].every(([key, value]) => {
    const other = now.get(key);
    if (!budget.spend(1) || isSameReference(value, other)) return true;
    const [first, second] = [itemsOf(before, value), itemsOf(after, other)];
    return other !== undefined && first.length === second.length && first.every((item, index) => isSameReference(item, second[index]) || (before.resolve(item).kind === 'null' && after.resolve(second[index]).kind === 'null'));
  });
}

/**
 * Is a structure tree what it was, but for elements of new signatures? Programs that sign a tagged file add one for the widget; what is read aloud
 * stays the same.
 */
export function isStructureExtended(pair: RevisionPair, was: PdfObject | undefined, is: PdfObject | undefined): boolean {
  const { before, after, budget } = pair;
  const open: (readonly [PdfObject | undefined, PdfObject | undefined])[] = [[was, is]];
  const met = new Set<number>();
  let isRoot = true;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [one, other] = next;
    if (!budget.spend(1)) return true;
    if (one?.kind === 'reference' && other?.kind === 'reference') {
      const pairKey = one.number * 2 ** 24 + other.number;
      if (met.has(pairKey)) continue;
      met.add(pairKey);
    }
    const [first, second] = [dictionaryOf(before, one), dictionaryOf(after, other)];
    const isElement = isRoot || (first !== null && second !== null && (first.entries.has('S') || first.entries.has('K')));
    if (first === null || second === null || !isElement) {
      if (!pair.same(one, other)) return false;
      continue;
    }
    for (const key of keysOf(first, second)) {
      const [old, now] = [first.entries.get(key), second.entries.get(key)];
      if (key === 'K' || (isRoot && key === 'ParentTreeNextKey')) continue;
      if (key === 'P' ? !isSameReference(old, now) : isRoot && key === 'ParentTree' ? !isParentTreeExtended(pair, old, now) : !pair.same(old, now)) return false;
    }
    const kids = kidsOf(before, first);
    let index = 0;
    for (const kid of kidsOf(after, second)) {
      const old = kids[index];
      if (!isSameReference(old, kid) && isSignatureElement(pair, kid)) continue;
      if (old === undefined) return false;
      open.push([old, kid]);
      index += 1;
    }
    if (index < kids.length || (second.duplicateKeys && !first.duplicateKeys)) return false;
    isRoot = false;
  }
  return true;
}
