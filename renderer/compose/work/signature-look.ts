import type { PdfPlace } from '../../../core/pdf/write/pdf-place';
import type { SignaturePart } from '../../../core/pdf/write/sign-pdf';

/** How a signature shows on its page (NĐ 30/2020, Appendix I). */
export interface SignatureLook {
  readonly part: SignaturePart;
  /** PNG of the handwriting or the seal; null: none */
  readonly picture: Uint8Array | null;
  /** words in the place of a picture: annexes and copies */
  readonly lines: readonly string[];
  readonly place: PdfPlace;
}
