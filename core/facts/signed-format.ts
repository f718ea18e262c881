import type { SignedFormat } from '../model/facts';
import { signedFormat as signedXmlFormat } from '../xmldsig/signed-format';

const cmsName = /\.(?:p7s|p7m|p7|pkcs7|cms)$/i;

/** Ranges, or the kinds of signature dictionaries: one whose ranges were taken away still claims to be signed (universal forgery). */
const pdfMarks = ['/ByteRange', 'adbe.pkcs7.', 'adbe.x509.', 'ETSI.CAdES.', 'ETSI.RFC3161', '/DocTimeStamp'];

/**
 * Does a file carry, or is it, a signature that should be looked at? Decided by cheap marks: what only looks like one costs the look of its verifier and
 * gives no verdict.
 * @param found what its reader met on the way
 */
export function signedFormat(bytes: Uint8Array, name: string, found: 'pdf' | 'ooxml' | null): SignedFormat | null {
  if (found !== null) return found;
  if (cmsName.test(name)) return 'cms';
  if (isPdf(bytes)) return pdfMarks.some((mark) => includes(bytes, mark)) ? 'pdf' : null;
  return signedXmlFormat(bytes, name);
}

/** junk before the header is read over, as readers do */
function isPdf(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 1024)).includes('%PDF-');
}

function includes(bytes: Uint8Array, needle: string): boolean {
  const mark = Array.from(needle, (char) => char.charCodeAt(0));
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
