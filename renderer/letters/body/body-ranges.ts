import type { Evidence, SourceText } from '../../../core/model/document';
import type { LetterText } from '../../../core/model/letter';
import { partOf, textOf } from '../reading/current-reading';
import type { Range } from './mark-ranges';

/** Where the evidence lies in the text on the screen. Evidence from another source is looked for by its words. */
export function bodyRanges(body: LetterText, evidence: readonly Evidence[], sources: readonly SourceText[]): readonly Range[] {
  return evidence.flatMap((one) => {
    const source = textOf(one.source, sources);
    if (source === null) return [];
    if (one.source.kind === 'body' && partOf(one.source) === body.part && source === body.text) return [{ start: one.start, end: one.end }];
    if (one.source.kind !== 'body') return [];
    const words = source.slice(one.start, one.end);
    const at = words === '' ? -1 : body.text.indexOf(words);
    return at < 0 ? [] : [{ start: at, end: at + words.length }];
  });
}
