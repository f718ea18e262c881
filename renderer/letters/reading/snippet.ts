import type { Evidence, SourceText } from '../../../core/model/document';
import { textOf } from './current-reading';

export interface Snippet {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** characters of surroundings on each side */
const margin = 60;
const markedMost = 200;

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** The words a value was read from, with a little of what stands around them; null when the source is not at hand. */
export function snippetOf(evidence: Evidence, sources: readonly SourceText[]): Snippet | null {
  const text = textOf(evidence.source, sources);
  if (text === null || evidence.start < 0 || evidence.end > text.length || evidence.end <= evidence.start) return null;
  const from = Math.max(0, evidence.start - margin);
  const to = Math.min(text.length, evidence.end + margin);
  const marked = flat(text.slice(evidence.start, evidence.end));
  return {
    before: `${from > 0 ? '…' : ''}${flat(text.slice(from, evidence.start)).trimStart()}`,
    marked: marked.length > markedMost ? `${marked.slice(0, markedMost)}…` : marked,
    after: `${flat(text.slice(evidence.end, to)).trimEnd()}${to < text.length ? '…' : ''}`,
  };
}
