import type { Evidence } from '../../../core/model/document';

/** What the person points at: the places to mark, and whether to bring them into view (only when asked by key or click). */
export interface Highlight {
  readonly evidence: readonly Evidence[];
  readonly reveal: boolean;
}

export const noHighlight: Highlight = { evidence: [], reveal: false };
