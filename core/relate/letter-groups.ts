import { limits } from '../base/limits';
import type { LetterId } from '../model/ids';
import type { RelatedLetter } from './related-letter';

const empty: readonly RelatedLetter[] = [];

/**
 * Letters by something they share. A group is kept in the order of letter ids, which are as good as random, and only its first
 * `limits.relatedLetters` are compared with others: what comes of them does not depend on who came first, and a thousand copies of one
 * letter do not cost a million comparisons.
 */
export class LetterGroups {
  private readonly groups = new Map<string, RelatedLetter[]>();

  all(key: string): readonly RelatedLetter[] {
    return this.groups.get(key) ?? empty;
  }

  compared(key: string): readonly RelatedLetter[] {
    const group = this.all(key);
    return group.length > limits.relatedLetters ? group.slice(0, limits.relatedLetters) : group;
  }

  /** Would the others of the group notice if this letter were another one? */
  matters(key: string, letterId: LetterId): boolean {
    const group = this.groups.get(key);
    return group !== undefined && placeOf(group, letterId) < limits.relatedLetters;
  }

  add(key: string, letter: RelatedLetter): void {
    const group = this.groups.get(key);
    if (group === undefined) this.groups.set(key, [letter]);
    else if (group[placeOf(group, letter.letterId)]?.letterId !== letter.letterId) group.splice(placeOf(group, letter.letterId), 0, letter);
  }

  remove(key: string, letterId: LetterId): void {
    const group = this.groups.get(key);
    const at = group === undefined ? 0 : placeOf(group, letterId);
    if (group?.[at]?.letterId !== letterId) return;
    if (group.length === 1) this.groups.delete(key);
    else group.splice(at, 1);
  }

  clear(): void {
    this.groups.clear();
  }
}

/** Where the letter stands, or would stand. */
function placeOf(group: readonly RelatedLetter[], letterId: LetterId): number {
  let [from, to] = [0, group.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((group[middle]?.letterId ?? '') < letterId) from = middle + 1;
    else to = middle;
  }
  return from;
}
