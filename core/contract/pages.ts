import type { Result } from '../base/result';
import type { LetterId, PartId } from '../model/ids';

/**
 * Questions of the visible window to the ingest window, which alone opens a PDF: pages come back as pixels. They travel over a
 * BroadcastChannel of our own origin, never through main.
 */
export const pagesChannelName = 'vanthu.pages';

/** i18n key below `pages:failure.`. Closed. `gaveUp`: the page ended the worker that drew it, and is not tried again in this run. */
export type PagesFailure = 'pdfEncrypted' | 'pdfBroken' | 'pdfTooLarge' | 'notReadable' | 'noSuchPart' | 'pageBroken' | 'engineMissing' | 'engineFailed' | 'gaveUp';

/** A file of a letter. */
export interface PagePart {
  readonly letterId: LetterId;
  readonly part: PartId;
  /** path inside an archive, as in MemberFacts; absent: the attachment itself */
  readonly member?: string;
  /** bytes: only the beginning of the file, which is what an earlier signature of a PDF was made for; absent: all of it */
  readonly upTo?: number;
}

/** Points, 72 to the inch, turned as the page is to be shown. */
export interface PageExtent {
  readonly width: number;
  readonly height: number;
}

export interface PagesOutline {
  /** all pages, also those beyond limits.pdfShownPages */
  readonly pageCount: number;
  readonly pages: readonly PageExtent[];
}

export interface PagePicture {
  /** pixels */
  readonly width: number;
  readonly height: number;
  /** RGBA, rows from the top */
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A place on a page as fractions (0 to 1) of its width and height, from the upper left. */
export interface PagePlace {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Characters [start, end) of a page's text, as the evidence counts them. */
export interface PageRange {
  readonly start: number;
  readonly end: number;
}

export type PagesQuestion =
  | ({ readonly type: 'outline'; readonly id: string } & PagePart)
  /** pages count from 1; scale 1 is 72 pixels to the inch */
  | ({ readonly type: 'picture'; readonly id: string; readonly page: number; readonly scale: number } & PagePart)
  /** the file itself, to be saved or opened: of an archive only, attachments are read from the letter */
  | ({ readonly type: 'file'; readonly id: string } & PagePart)
  | ({ readonly type: 'places'; readonly id: string; readonly page: number; readonly ranges: readonly PageRange[] } & PagePart);

export type PagesRequest = PagesQuestion | { readonly type: 'cancel'; readonly id: string };

export type PagesAnswer =
  /** a worker has started: what the one before it had not answered is lost */
  | { readonly type: 'awake' }
  /** the engine is about to be given this question; if no answer follows, it ended the worker */
  | { readonly type: 'begun'; readonly id: string }
  | { readonly type: 'filed'; readonly id: string; readonly answer: Result<Uint8Array<ArrayBuffer>, PagesFailure> }
  | { readonly type: 'outlined'; readonly id: string; readonly answer: Result<PagesOutline, PagesFailure> }
  | { readonly type: 'drawn'; readonly id: string; readonly answer: Result<PagePicture, PagesFailure> }
  | { readonly type: 'placed'; readonly id: string; readonly answer: Result<readonly PagePlace[], PagesFailure> };
