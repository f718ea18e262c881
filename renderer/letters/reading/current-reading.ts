import type { Evidence, FieldName, OfficialDocument, SourceText, TextSource } from '../../../core/model/document';
import type { ShownDocument } from '../../../core/model/correction';
import type { LetterView } from '../../store/letter-view';

export interface CurrentReading {
  /** with what a person or a learned rule made of them */
  readonly documents: readonly ShownDocument[];
  readonly sources: readonly SourceText[];
}

/** The second stage has read everything the first has, and more: it replaces it. */
export function currentReading(view: LetterView): CurrentReading {
  const facts = view.stageTwo ?? view.stageOne;
  // what lies in junk is taken for nothing, whatever it says of itself
  return { documents: view.seen.junk ? [] : (view.documents ?? []), sources: facts?.sources ?? [] };
}

export function evidenceFor(document: OfficialDocument, field: FieldName, index = 0): Evidence | null {
  return document.evidence.find((one) => one.field === field && one.index === index) ?? null;
}

export function sameSource(a: TextSource, b: TextSource): boolean {
  return a.kind === b.kind && partOf(a) === partOf(b) && pageOf(a) === pageOf(b) && memberOf(a) === memberOf(b);
}

export function partOf(source: TextSource): string | null {
  return source.kind === 'subject' ? null : source.part;
}

/** Path of the file inside an archive; null: the part itself. */
export function memberOf(source: TextSource): string | null {
  return source.kind === 'attachment' || source.kind === 'attachmentName' ? (source.member ?? null) : null;
}

function pageOf(source: TextSource): number | null {
  return source.kind === 'attachment' ? source.page : null;
}

export function textOf(source: TextSource, sources: readonly SourceText[]): string | null {
  return sources.find((one) => sameSource(one.source, source))?.text ?? null;
}
