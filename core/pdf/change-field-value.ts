import { formDrawing } from './change-drawing';
import { dictionaryOf, nameOf } from './change-nodes';
import type { FieldNode } from './change-nodes';
import type { PdfDictionary, PdfRevision } from './pdf-model';
import { textOf } from './text-string';

/** Letters that a field shows by fonts of one byte a letter; null where it has no appearance that can be read like that. */
function drawnLetters(revision: PdfRevision, widget: PdfDictionary): string | null {
  const normal = revision.resolve(dictionaryOf(revision, widget.entries.get('AP'))?.entries.get('N'));
  if (normal.kind !== 'stream') return null;
  const drawn = formDrawing(revision, normal);
  return drawn.isWhole && (drawn.letters !== '' || drawn.texts.length === 0) ? drawn.letters : null;
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function storedText(revision: PdfRevision, fields: ReadonlyMap<number, FieldNode>, field: FieldNode): string | null {
  let holder: FieldNode | undefined = field;
  while (holder !== undefined && !holder.dictionary.entries.has('V')) holder = holder.parent === null ? undefined : fields.get(holder.parent);
  const value = revision.resolve(holder?.dictionary.entries.get('V'));
  return value.kind === 'string' ? textOf(value.bytes) : null;
}

const beyondAscii = /[^\n\r\t -~]/;

/**
 * Does a text field show something other than its value (Mainka et al. 2021: a value that only appears when the field is entered)? Told only
 * where both are plain letters. Formats move and repeat signs ("1.000,00", "22/11/2026"), so it is the letters and digits of the value that
 * have to be found in what is shown, in whatever order.
 */
export function shownValue(revision: PdfRevision, fields: ReadonlyMap<number, FieldNode>, field: FieldNode): 'same' | 'other' | 'untold' {
  if (field.type !== 'Tx' || nameOf(revision, field.dictionary.entries.get('Subtype')) !== 'Widget') return field.type === 'Ch' ? 'untold' : 'same';
  const stored = storedText(revision, fields, field) ?? '';
  const shown = drawnLetters(revision, field.dictionary);
  if (plain(stored) === '' && !beyondAscii.test(stored)) return shown === null || plain(shown) === '' ? 'same' : 'other';
  if (shown === null) return dictionaryOf(revision, field.dictionary.entries.get('AP')) === null ? 'same' : 'untold';
  if (plain(shown) === '' && shown.trim() === '') return 'other';
  // letters beyond ASCII are numbers of glyphs in most fonts; a password is not shown
  if (beyondAscii.test(stored) || beyondAscii.test(shown) || /^\*+$/.test(shown.trim())) return 'untold';
  const left = new Map<string, number>();
  for (const sign of plain(shown)) left.set(sign, (left.get(sign) ?? 0) + 1);
  for (const sign of plain(stored)) {
    const count = left.get(sign) ?? 0;
    if (count === 0) return 'other';
    left.set(sign, count - 1);
  }
  return 'same';
}
