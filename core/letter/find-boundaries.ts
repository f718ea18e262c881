const dash = 0x2d;
const lf = 0x0a;
const cr = 0x0d;

/** One delimiter line of a multipart entity (RFC 2046, 5.1.1). */
export interface BoundaryLine {
  /** offset of the line break before the delimiter: it belongs to the delimiter */
  readonly start: number;
  /** offset after the delimiter line and its break */
  readonly end: number;
  readonly closing: boolean;
}

/**
 * Delimiter lines of `boundary` (Latin-1 characters) in raw[from, to), up to and including the closing one. A longer
 * boundary that only begins alike does not match. `most` bounds the count.
 */
export function findBoundaries(raw: Uint8Array, from: number, to: number, boundary: string, most: number): readonly BoundaryLine[] {
  const found: BoundaryLine[] = [];
  let at = from;
  while (found.length < most) {
    at = raw.indexOf(dash, at);
    if (at === -1 || at >= to) break;
    const before = at === from ? lf : raw[at - 1];
    if (raw[at + 1] !== dash || (before !== lf && before !== cr)) {
      // a ruler of hyphens must not cost one search per hyphen
      do at++;
      while (at < to && raw[at] === dash);
      continue;
    }
    const line = matchLine(raw, at, to, boundary);
    if (line === null) {
      at += 2;
      while (at < to && raw[at] === dash) at++;
      continue;
    }
    found.push({ ...line, start: breakBefore(raw, at, from) });
    if (line.closing) break;
    at = line.end;
  }
  return found;
}

function breakBefore(raw: Uint8Array, at: number, from: number): number {
  if (at === from) return at;
  if (raw[at - 1] === lf && at - 2 >= from && raw[at - 2] === cr) return at - 2;
  return at - 1;
}

function matchLine(raw: Uint8Array, at: number, to: number, boundary: string): Omit<BoundaryLine, 'start'> | null {
  let cursor = at + 2;
  if (cursor + boundary.length > to) return null;
  for (let index = 0; index < boundary.length; index++) {
    if (raw[cursor++] !== boundary.charCodeAt(index)) return null;
  }
  const closing = raw[cursor] === dash && raw[cursor + 1] === dash && cursor + 2 <= to;
  if (closing) cursor += 2;
  while (cursor < to && (raw[cursor] === 0x20 || raw[cursor] === 0x09)) cursor++;
  if (cursor >= to) return { end: to, closing };
  if (raw[cursor] === lf) return { end: cursor + 1, closing };
  if (raw[cursor] === cr) return { end: cursor + 1 < to && raw[cursor + 1] === lf ? cursor + 2 : cursor + 1, closing };
  return null;
}
