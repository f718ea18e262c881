import type { PartId } from '../model/ids';
import type { LetterPart } from '../model/letter';

/** The part with that number, or null. "0" is always the letter itself. */
export function findPart(root: LetterPart, id: PartId): LetterPart | null {
  if (id === '0' || root.id === id) return root;
  for (const child of root.children) {
    // recursion never sees "0" again: a child is not the letter itself
    const found = findPart(child, id);
    if (found !== null) return found;
  }
  return null;
}

/** Every part, the letter itself first, in order of appearance. */
export function allParts(root: LetterPart): readonly LetterPart[] {
  return [root, ...root.children.flatMap(allParts)];
}
