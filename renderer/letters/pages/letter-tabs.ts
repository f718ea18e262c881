import type { Evidence, OfficialDocument, SourceText } from '../../../core/model/document';
import type { LetterView } from '../../store/letter-view';
import { fileKey } from '../attachments/attachment-lines';
import type { AttachmentLine } from '../attachments/attachment-lines';
import { isOf } from './page-marks';
import type { LetterFile } from './page-marks';

export const bodyTab = 'body';

/** What can be looked at under a letter. The id is the part, with the path of a file inside it, or `body`. */
export type LetterTab =
  | { readonly kind: 'body'; readonly id: typeof bodyTab }
  /** `reading`: not looked at yet, what it is will be known in a moment */
  | { readonly kind: 'pdf' | 'picture' | 'text' | 'reading'; readonly id: string; readonly line: AttachmentLine };

/** files of an archive can be many thousands: the rest is opened from the list of files */
const tabsMost = 100;

/** A covering note is shorter than this, in characters; a letter that says what it has to say itself is longer. */
const shortNote = 1200;

/** A tab for the body and for each attachment that can be shown; the one to open with stands first. */
export function letterTabs(view: LetterView, lines: readonly AttachmentLine[]): readonly LetterTab[] {
  const body: LetterTab = { kind: 'body', id: bodyTab };
  const shown = lines.flatMap((line) => [line, ...line.members]).flatMap((line) => {
    const kind = kindOf(line, view);
    return kind === null ? [] : [{ kind, id: fileKey(line), line } satisfies LetterTab];
  }).slice(0, tabsMost);
  const main = mainAttachment(view, shown);
  return main === null ? [body, ...shown] : [main, body, ...shown.filter((tab) => tab !== main)];
}

/** A file that may be opened is what its name says: the second stage compared the two. One that may not is shown as text at most. */
function kindOf(line: AttachmentLine, view: LetterView): 'pdf' | 'picture' | 'text' | 'reading' | null {
  if (line.opens === null) return looksShowable(line) ? 'reading' : null;
  const extension = /\.(\w+)$/.exec(line.name)?.[1]?.toLowerCase() ?? line.contentType;
  if (line.opens === 'open' && /^(pdf|application\/pdf)$/.test(extension)) return 'pdf';
  if (line.opens === 'open' && /^(png|jpe?g|image\/png|image\/jpeg)$/.test(extension)) return 'picture';
  return attachmentText(line, view.stageTwo?.sources ?? []) === null ? null : 'text';
}

function looksShowable(line: AttachmentLine): boolean {
  return /\.(pdf|docx|txt|png|jpe?g)$/i.test(line.name) || line.contentType === 'application/pdf';
}

/** The text of an attachment that has no pages: DOCX, plain text. */
export function attachmentText(file: LetterFile, sources: readonly SourceText[]): string | null {
  return sources.find(({ source }) => isOf(source, file) && source.page === null)?.text ?? null;
}

/** The PDF or the scan that the letter is about, where its own text is only a covering note. */
function mainAttachment(view: LetterView, shown: readonly LetterTab[]): LetterTab | null {
  const note = view.stageOne?.text?.text ?? view.stageOne?.sources.find(({ source }) => source.kind === 'body')?.text ?? '';
  if (note.trim().length > shortNote) return null;
  const pdfs = shown.filter((tab) => tab.kind === 'pdf');
  const papers = shown.filter((tab) => tab.kind === 'pdf' || tab.kind === 'picture');
  const document = view.stageTwo?.recognition.documents[0];
  const home = document === undefined ? null : homeOf(document);
  if (home === null) return pdfs[0] ?? null;
  return papers.find((tab) => tab.id === home) ?? null;
}

/** The part most of a document's fields were read from; null where there is no evidence. The subject only repeats. */
function homeOf(document: OfficialDocument): string | null {
  const counts = new Map<string, number>();
  for (const { source } of document.evidence) {
    if (source.kind === 'subject' || source.kind === 'attachmentName') continue;
    const key = fileKey(source);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? null;
}

/** The tab that shows where a value was read; null where none does (the subject, a file name). */
export function tabOfEvidence(evidence: readonly Evidence[], tabs: readonly LetterTab[]): string | null {
  for (const { source } of evidence) {
    if (source.kind === 'body') return bodyTab;
    if (source.kind === 'attachment' && tabs.some((tab) => tab.id === fileKey(source))) return fileKey(source);
  }
  return null;
}

/** Which tab is on the screen: the one that shows what is pointed at, else the one the person chose, else the first. */
export function shownTab(tabs: readonly LetterTab[], pointed: readonly Evidence[], chosen: string | null): string {
  const asked = tabOfEvidence(pointed, tabs) ?? chosen;
  return asked !== null && tabs.some((tab) => tab.id === asked) ? asked : tabs[0]?.id ?? bodyTab;
}
