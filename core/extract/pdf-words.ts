import type { PdfChar } from './read-pdf-chars';

/** A run of characters without a blank, on one baseline. */
export interface PdfWord {
  readonly chars: readonly PdfChar[];
  readonly left: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/** Words that stand beside each other, left to right. */
export interface PdfRow {
  readonly words: readonly PdfWord[];
  readonly y: number;
  readonly size: number;
}

/** Marks join the letter before them, so that one entry is one NFC letter and offsets can be counted in entries. */
function joinMarks(chars: readonly PdfChar[]): readonly PdfChar[] {
  const joined: PdfChar[] = [];
  for (const char of chars) {
    const before = joined.at(-1);
    if (before !== undefined && /^\p{M}$/u.test(char.text) && before.text.trim() !== '') {
      joined[joined.length - 1] = { ...before, text: (before.text + char.text).normalize('NFC'), right: Math.max(before.right, char.right), top: Math.max(before.top, char.top) };
    } else {
      joined.push({ ...char, text: char.text.normalize('NFC') });
    }
  }
  return joined;
}

function wordOf(chars: readonly PdfChar[]): PdfWord {
  const first = chars[0] as PdfChar;
  return {
    chars,
    left: chars.reduce((least, char) => Math.min(least, char.left), first.left),
    right: chars.reduce((most, char) => Math.max(most, char.right), first.right),
    y: first.y,
    size: chars.reduce((most, char) => Math.max(most, char.size), first.size),
  };
}

/** Words in content order: cut at blanks, at gaps a blank would fill, and where the pen jumps. */
export function formWords(chars: readonly PdfChar[]): readonly PdfWord[] {
  const words: PdfWord[] = [];
  let open: PdfChar[] = [];
  const close = (): void => {
    if (open.length > 0) words.push(wordOf(open));
    open = [];
  };
  for (const char of joinMarks(chars)) {
    if (/^\s*$/u.test(char.text)) {
      close();
      continue;
    }
    const before = open.at(-1);
    if (before !== undefined) {
      const gap = char.left - before.right;
      const jumps = Math.abs(char.y - before.y) > before.size * 0.3 || gap > before.size * 0.22 || gap < -before.size * 0.6;
      if (jumps) close();
    }
    open.push(char);
  }
  close();
  return words;
}

/** Rows from top to bottom; a word joins a row on its baseline, or nearly so where nothing of the row is near it. */
export function formRows(words: readonly PdfWord[]): readonly PdfRow[] {
  const rows: { words: PdfWord[]; y: number; size: number }[] = [];
  for (const word of [...words].sort((a, b) => b.y - a.y || a.left - b.left)) {
    // sorted by baseline: only the last rows can match
    const row = rows.slice(-3).find((candidate) => belongs(word, candidate));
    if (row === undefined) {
      rows.push({ words: [word], y: word.y, size: word.size });
    } else {
      row.words.push(word);
      row.size = Math.max(row.size, word.size);
    }
  }
  return rows.map((row) => ({ ...row, words: [...row.words].sort((a, b) => a.left - b.left) }));
}

function belongs(word: PdfWord, row: { readonly words: readonly PdfWord[]; readonly y: number; readonly size: number }): boolean {
  const size = Math.min(word.size, row.size);
  // a row may hold two baselines, one for each column: every word stays with its own
  if (row.words.some((other) => Math.abs(word.y - other.y) <= size * 0.3)) return true;
  if (Math.abs(word.y - row.y) > size * 0.6) return false;
  return row.words.every((other) => word.left - other.right > size * 2 || other.left - word.right > size * 2);
}
