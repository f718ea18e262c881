import type { OcrProgress } from '../../store/store-port';
import type { LetterView } from '../../store/letter-view';

/** `waiting`: in turn, or nobody asked for it. */
export type ScanState =
  | { readonly state: 'reading'; readonly page: number; readonly pages: number }
  | { readonly state: 'waiting' | 'read'; readonly pages: number };

/** How far the scans of a letter are read; null: it has none, or a secret that is not to be read. */
export function scanState(view: Pick<LetterView, 'kept' | 'stageTwo' | 'ocr' | 'secret'>, progress: OcrProgress): ScanState | null {
  const pages = (view.stageTwo?.attachments ?? []).reduce((sum, { scans, members }) => sum + scans.length + members.reduce((inner, member) => inner + member.scans.length, 0), 0);
  if (pages === 0 || view.secret) return null;
  const { reading } = progress;
  if (reading !== null && reading.letterId === view.kept.letterId) return { state: 'reading', page: reading.page, pages: reading.pages };
  const read = (view.ocr?.parts ?? []).reduce((sum, part) => sum + part.pages.length, 0);
  return view.ocr?.done === true ? { state: 'read', pages: read } : { state: 'waiting', pages: Math.max(1, pages - read) };
}
