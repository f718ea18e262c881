import type { LetterPart } from '../model/letter';
import { decodeBase64, looksLikeBase64 } from './decode-base64';
import { decodeQuotedPrintable } from './decode-quoted-printable';

/**
 * Content of a part with its transfer encoding undone, unless it plainly was never done. For 7bit, 8bit, binary and unknown encodings this is a
 * view into `raw`, not a copy. Tolerant; never throws. The caller checks size against limits first.
 */
export function decodePart(raw: Uint8Array, part: LetterPart): Uint8Array {
  const body = raw.subarray(part.bodyStart, part.end);
  switch (part.encoding) {
    case 'base64':
      return looksLikeBase64(body) ? decodeBase64(body) : body;
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}
