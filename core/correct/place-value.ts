import type { CorrectableField } from '../model/correction';
import type { Evidence, SourceText, TextSource } from '../model/document';

/**
 * Evidence of a field whose value is another one now: the old place where the new value stands there too, else the nearest place in the same
 * text where it stands. Without such a place there is none: the person knows better than the letter shows.
 * @param sources texts that `before` points into; without them no place can be told
 */
export function placeValue(field: CorrectableField, value: string, before: readonly Evidence[], sources: readonly SourceText[], by: { readonly rule: string; readonly confidence: number }): readonly Evidence[] {
  const old = before.find((one) => one.field === field);
  const text = old === undefined ? undefined : sources.find(({ source }) => sameSource(source, old.source))?.text;
  if (old === undefined || text === undefined) return [];
  if (text.slice(old.start, old.end).includes(value)) return [{ ...old, ...by }];
  const start = nearest(text, value, old.start);
  return start === null ? [] : [{ ...old, ...by, start, end: start + value.length }];
}

function nearest(text: string, value: string, to: number): number | null {
  const behind = text.indexOf(value, to);
  const before = text.lastIndexOf(value, to);
  if (behind < 0 || before < 0) return behind < 0 ? (before < 0 ? null : before) : behind;
  return behind - to < to - before ? behind : before;
}

function sameSource(a: TextSource, b: TextSource): boolean {
  return a.kind === b.kind
    && ('part' in a ? a.part : null) === ('part' in b ? b.part : null)
    && ('member' in a ? a.member : null) === ('member' in b ? b.member : null)
    && ('page' in a ? a.page : null) === ('page' in b ? b.page : null);
}
