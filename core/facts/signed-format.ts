import { readZipDirectory } from '../extract/archives/zip-directory';
import type { SignedFormat } from '../model/facts';

const cmsName = /\.(?:p7s|p7m|p7|pkcs7|cms)$/i;

/**
 * Does a file carry, or is it, a signature that should be looked at? Decided by cheap marks: what only looks like one costs the look of its verifier and
 * gives no verdict.
 * @param found what its reader met on the way
 */
export function signedFormat(bytes: Uint8Array, name: string, found: 'pdf' | 'ooxml' | null): SignedFormat | null {
  if (found !== null) return found;
  if (cmsName.test(name)) return 'cms';
  if (startsWith(bytes, '%PDF-')) return includes(bytes, '/ByteRange') ? 'pdf' : null;
  if (startsWith(bytes, 'PK')) return packageFormat(bytes);
  return looksLikeXml(bytes) && includes(bytes, 'http://www.w3.org/2000/09/xmldsig#') ? 'xades' : null;
}

/** ETSI EN 319 162-1: META-INF with files of signatures; ECMA-376-2, 12: the origin part in _xmlsignatures. */
function packageFormat(bytes: Uint8Array): SignedFormat | null {
  const directory = readZipDirectory(bytes);
  if (!directory.ok) return null;
  const names = directory.value.map(({ name }) => String.fromCharCode(...name.subarray(0, 200)));
  if (names.some((one) => one.startsWith('_xmlsignatures/'))) return 'ooxml';
  return names.some((one) => /^META-INF\/[^/]*(?:signatures?[^/]*\.(?:xml|p7s)|timestamp[^/]*\.tst)$/i.test(one)) ? 'asic' : null;
}

/** some writers put a mark or blanks before the first bracket */
function looksLikeXml(bytes: Uint8Array): boolean {
  return /^(?:\u00ef\u00bb\u00bf)?\s*</.test(String.fromCharCode(...bytes.subarray(0, 64)));
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  // junk before a header is read over as readers do
  const head = String.fromCharCode(...bytes.subarray(0, mark === 'PK' ? 2 : 1024));
  return mark === 'PK' ? head === mark : head.includes(mark);
}

function includes(bytes: Uint8Array, needle: string): boolean {
  const mark = Array.from(needle, (char) => char.charCodeAt(0));
  const [first = 0] = mark;
  for (let at = bytes.indexOf(first); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}
