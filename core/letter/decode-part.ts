import type { LetterPart } from '../model/letter';
import { decodeBase64 } from './decode-base64';
import { decodeQuotedPrintable } from './decode-quoted-printable';

/**
 * Content of a part with its transfer encoding undone. For 7bit, 8bit, binary and unknown encodings this is a
 * view into `raw`, not a copy. Tolerant; never throws. The caller checks size against limits first.
 */
export function decodePart(raw: Uint8Array, part: LetterPart): Uint8Array {
  const body = raw.subarray(part.bodyStart, part.end);
  switch (part.encoding) {
    case 'base64':
      return decodeBase64(body);
    case 'quoted-printable':
      return decodeQuotedPrintable(body);
    default:
      return body;
  }
}
