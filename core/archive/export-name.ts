import { limits } from '../base/limits';
import { visibleName } from '../letter/safe-name';

/** used where nothing of a name is left */
const nameless = 'thu';

// Windows keeps these in every folder, with any ending; the superscript digits count as digits there
const reserved = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * A file name, without ending, that ext4 and NTFS take alike: NFC; no path, control, bidi or reserved character; no reserved device
 * name; no blank or dot at either end; at most `bytes` of UTF-8, cut between characters. Never empty. Slashes become
 * hyphens, because numbers such as `36/QĐ-UBND` are part of names.
 */
export function exportName(wanted: string, bytes: number = limits.exportNameBytes): string {
  const plain = trimmed(visibleName(wanted).split(/[/\\]/).map((piece) => piece.trim()).join('-').replace(/[<>:"|?*]/g, '_').replace(/ {2,}/g, ' '));
  const cut = trimmed(cutTo(plain, bytes));
  if (cut === '') return nameless;
  return reserved.test((cut.split('.')[0] ?? '').trim()) ? `_${cut}` : cut;
}

function trimmed(name: string): string {
  return name.replace(/^[\s.]+/, '').replace(/(?<![\s.])[\s.]+$/, '');
}

function cutTo(text: string, bytes: number): string {
  const encoder = new TextEncoder();
  let size = 0;
  let cut = '';
  for (const character of text) {
    size += encoder.encode(character).length;
    if (size > bytes) break;
    cut += character;
  }
  return cut;
}

/** Hands out names that differ for file systems which see no difference between capitals and small letters. */
export class FreeNames {
  private readonly taken = new Set<string>();
  /** last number given to a name: a thousand letters of the same name are numbered in one pass */
  private readonly numbers = new Map<string, number>();

  take(name: string): void {
    this.taken.add(keyOf(name));
  }

  /** "a", "a (2)", "a (3)" …; the answer is taken */
  next(name: string): string {
    const key = keyOf(name);
    let candidate = name;
    for (let number = this.numbers.get(key) ?? 1; this.taken.has(keyOf(candidate)); ) {
      number += 1;
      candidate = `${name} (${number})`;
      this.numbers.set(key, number);
    }
    this.take(candidate);
    return candidate;
  }
}

// upper case first: NTFS compares upper case, and "ß" or "ı" have no small partner of their own
function keyOf(name: string): string {
  return name.normalize('NFC').toUpperCase().toLowerCase();
}
