import type { PageRange } from '../../../core/contract/pages';
import type { Evidence } from '../../../core/model/document';
import type { PartId } from '../../../core/model/ids';

export interface PageMarks {
  /** from 1 */
  readonly page: number;
  readonly ranges: readonly PageRange[];
}

/** What is pointed at, by the pages of one PDF, in the order of the evidence: the first is the page to show. */
export function pageMarks(evidence: readonly Evidence[], part: PartId): readonly PageMarks[] {
  const pages = new Map<number, PageRange[]>();
  for (const { source, start, end } of evidence) {
    if (source.kind !== 'attachment' || source.part !== part || source.page === null || source.member !== undefined) continue;
    pages.set(source.page, [...(pages.get(source.page) ?? []), { start, end }]);
  }
  return [...pages].map(([page, ranges]) => ({ page, ranges }));
}

/** What is pointed at in an attachment that has no pages. */
export function textMarks(evidence: readonly Evidence[], part: PartId): readonly PageRange[] {
  return evidence.flatMap(({ source, start, end }) => (source.kind === 'attachment' && source.part === part && source.page === null && source.member === undefined ? [{ start, end }] : []));
}
