import type { PageRange } from '../../../core/contract/pages';
import type { Evidence, TextSource } from '../../../core/model/document';
import type { PartId } from '../../../core/model/ids';

export interface PageMarks {
  /** from 1 */
  readonly page: number;
  readonly ranges: readonly PageRange[];
}

/** A file of the letter: an attachment, or a file inside an archive. */
export interface LetterFile {
  readonly part: PartId;
  readonly member?: string;
}

/** Whether a text was read from that file. */
export function isOf(source: TextSource, { part, member }: LetterFile): source is Extract<TextSource, { readonly kind: 'attachment' }> {
  return source.kind === 'attachment' && source.part === part && source.member === member;
}

/** What is pointed at, by the pages of one PDF, in the order of the evidence: the first is the page to show. */
export function pageMarks(evidence: readonly Evidence[], file: LetterFile): readonly PageMarks[] {
  const pages = new Map<number, PageRange[]>();
  for (const { source, start, end } of evidence) {
    if (!isOf(source, file) || source.page === null) continue;
    pages.set(source.page, [...(pages.get(source.page) ?? []), { start, end }]);
  }
  return [...pages].map(([page, ranges]) => ({ page, ranges }));
}

/** What is pointed at in a file that has no pages. */
export function textMarks(evidence: readonly Evidence[], file: LetterFile): readonly PageRange[] {
  return evidence.flatMap(({ source, start, end }) => (isOf(source, file) && source.page === null ? [{ start, end }] : []));
}
