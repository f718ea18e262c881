/**
 * How lines of a letter that begin with "From " are kept apart from those that begin a letter.
 * `none` (mboxcl2): not at all, lengths tell. `one` (mboxo, mboxcl): "From " became ">From ".
 * `all` (mboxrd): each of "From ", ">From ", ">>From " … got one more ">".
 */
export type FromQuoting = 'none' | 'one' | 'all';

const from = [0x46, 0x72, 0x6f, 0x6d, 0x20];
const bracket = 0x3e;
const lf = 0x0a;

/** Takes the quoting back, in pieces; a run of ">" that crosses pieces is not lost. */
export function unquoteFrom(pieces: AsyncIterable<Uint8Array>, quoting: FromQuoting): AsyncIterable<Uint8Array> {
  return quoting === 'none' ? pieces : rewritten(pieces, { undo: true, longest: quoting === 'one' ? 1 : Infinity });
}

/** Quotes as mboxrd does: whatever it is given comes back from `unquoteFrom(…, 'all')` byte for byte. */
export function quoteFrom(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return rewritten(pieces, { undo: false, longest: Infinity });
}

interface Rewriting {
  readonly undo: boolean;
  /** longest run of ">" that is a quoting */
  readonly longest: number;
}

/**
 * One pass with at most six bytes held back. All brackets of a run are alike, so which of them is taken away or added does not
 * matter: the last one is held until it is known whether "From " follows.
 */
async function* rewritten(pieces: AsyncIterable<Uint8Array>, { undo, longest }: Rewriting): AsyncGenerator<Uint8Array> {
  let brackets = 0;
  /** letters of "From " met so far on this line; -1: this line is past its beginning */
  let matched = 0;
  for await (const piece of pieces) {
    // every sixth byte at most begins or ends something held back
    const out = new Uint8Array(piece.length * 2 + 8);
    let to = 0;
    for (let at = 0; at < piece.length; at += 1) {
      if (matched === -1) {
        const stop = piece.indexOf(lf, at);
        const end = stop === -1 ? piece.length : stop + 1;
        out.set(piece.subarray(at, end), to);
        to += end - at;
        at = end - 1;
        if (stop !== -1) matched = brackets = 0;
        continue;
      }
      const byte = piece[at] ?? 0;
      if (matched === 0 && byte === bracket) {
        brackets += 1;
        if (brackets > 1) out[to++] = bracket;
        continue;
      }
      if (byte === from[matched]) {
        matched += 1;
        if (matched < from.length) continue;
        const isQuoting = undo && brackets >= 1 && brackets <= longest;
        if (brackets > 0 && !isQuoting) out[to++] = bracket;
        if (!undo) out[to++] = bracket;
        for (const each of from) out[to++] = each;
        matched = -1;
        continue;
      }
      if (brackets > 0) out[to++] = bracket;
      for (let each = 0; each < matched; each += 1) out[to++] = from[each] ?? 0;
      matched = -1;
      brackets = 0;
      at -= 1;
    }
    if (to > 0) yield out.subarray(0, to);
  }
  if (matched === -1) return;
  const rest = [...(brackets > 0 ? [bracket] : []), ...from.slice(0, matched)];
  if (rest.length > 0) yield Uint8Array.from(rest);
}
