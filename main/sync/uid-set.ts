/**
 * A set of IMAP UIDs as sorted ranges that neither overlap nor touch, both ends inclusive; UIDs are 1 … 2^32 − 1.
 * The written form is the sequence-set of RFC 9051 (`1:4,7,9:12`).
 */
export type UidSet = readonly UidRange[];
export type UidRange = readonly [first: number, last: number];

export const noUids: UidSet = [];

const highestUid = 4_294_967_295;

export function uidSet(uids: Iterable<number>): UidSet {
  const sorted = [...uids].sort((a, b) => a - b);
  return joined(sorted.map((uid) => [uid, uid] as const));
}

/** null where the text is not a sequence-set of plain numbers (`*` included: it has no meaning on disk). */
export function parseUidSet(text: string): UidSet | null {
  if (text === '') return noUids;
  const ranges: UidRange[] = [];
  for (const part of text.split(',')) {
    const match = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(part);
    if (!match) return null;
    const a = Number(match[1]);
    const b = match[2] === undefined ? a : Number(match[2]);
    if (Math.min(a, b) < 1 || Math.max(a, b) > highestUid) return null;
    ranges.push([Math.min(a, b), Math.max(a, b)]);
  }
  return joined(ranges.sort((a, b) => a[0] - b[0]));
}

export function formatUidSet(set: UidSet): string {
  return set.map(([first, last]) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
}

export function hasUid(set: UidSet, uid: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle];
    if (!range) return false;
    if (uid < range[0]) high = middle - 1;
    else if (uid > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

export function countUids(set: UidSet): number {
  return set.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

export function lastUid(set: UidSet): number {
  return set.at(-1)?.[1] ?? 0;
}

export function unionUids(a: UidSet, b: UidSet): UidSet {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return joined([...a, ...b].sort((x, y) => x[0] - y[0]));
}

export function withoutUids(from: UidSet, removed: UidSet): UidSet {
  const left: UidRange[] = [];
  let at = 0;
  for (const [first, last] of from) {
    let start = first;
    for (; at < removed.length; at++) {
      const hole = removed[at];
      if (!hole || hole[0] > last) break;
      if (hole[0] > start) left.push([start, hole[0] - 1]);
      start = Math.max(start, hole[1] + 1);
      // a hole that reaches beyond this range may also cover the next one
      if (hole[1] > last) break;
    }
    if (start <= last) left.push([start, last]);
  }
  return left;
}

export function commonUids(a: UidSet, b: UidSet): UidSet {
  return withoutUids(a, withoutUids(a, b));
}

/** The highest `count` members. */
export function newestUids(set: UidSet, count: number): UidSet {
  const taken: UidRange[] = [];
  let open = count;
  for (let at = set.length - 1; at >= 0 && open > 0; at--) {
    const range = set[at];
    if (!range) break;
    const first = Math.max(range[0], range[1] - open + 1);
    taken.unshift([first, range[1]]);
    open -= range[1] - first + 1;
  }
  return taken;
}

export function* eachUid(set: UidSet): Generator<number> {
  for (const [first, last] of set) for (let uid = first; uid <= last; uid++) yield uid;
}

function joined(sorted: readonly UidRange[]): UidSet {
  const result: UidRange[] = [];
  for (const range of sorted) {
    const previous = result.at(-1);
    if (previous && range[0] <= previous[1] + 1) result[result.length - 1] = [previous[0], Math.max(previous[1], range[1])];
    else result.push(range);
  }
  return result;
}
