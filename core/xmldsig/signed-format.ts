import { Allowance } from '../extract/archives/allowance';
import { inflateMember } from '../extract/archives/inflate-member';
import { readZipDirectory } from '../extract/archives/zip-directory';
import type { ZipRow } from '../extract/archives/zip-directory';
import { limits } from '../base/limits';
import type { SignedFormat } from '../model/facts';
import { metaFile } from './container';
import { dsNamespace } from './names';

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

/** Bytes of a member, believed as they are: this only asks whether it is worth to look closely. */
function peek(bytes: Uint8Array, row: ZipRow): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (row.encrypted || row.offset + 30 > bytes.length || row.size > limits.xmlBytes) return null;
  const start = row.offset + 30 + view.getUint16(row.offset + 26, true) + view.getUint16(row.offset + 28, true);
  const data = bytes.subarray(start, start + row.compressed);
  if (row.method === 0) return data;
  const read = row.method === 8 ? inflateMember(data, row.size, new Allowance()) : null;
  return read?.ok === true ? read.value : null;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** UTF-16 has a zero beside each of these letters. */
function mentions(bytes: Uint8Array | null, words: string): boolean {
  return bytes !== null && latin1(bytes).replaceAll('\0', '').includes(words);
}

/** Does an Office package say anywhere that it carries a signature? By its names, its content types or its first relationships. */
function rowsClaimOffice(bytes: Uint8Array, rows: readonly ZipRow[]): boolean {
  const named = rows.map((row) => [latin1(row.name).toLowerCase(), row] as const);
  if (!named.some(([name]) => name === '[content_types].xml')) return false;
  if (named.some(([name]) => name.startsWith('_xmlsignatures/') && !name.endsWith('/'))) return true;
  return named.some(([name, row]) => (name === '[content_types].xml' || name === '_rels/.rels') && mentions(peek(bytes, row), 'digital-signature'));
}

/** META-INF of ETSI EN 319 162-1, and of OpenDocument. */
function isContainerSignature(name: string): boolean {
  const file = metaFile(name);
  return file !== null && (/\.(?:tst|p7s|p7m)$/.test(file) || (file.endsWith('.xml') && file.includes('signature')));
}

function rowsOf(bytes: Uint8Array): readonly ZipRow[] {
  const directory = isZip(bytes) ? readZipDirectory(bytes) : null;
  return directory?.ok === true ? directory.value : [];
}

export function claimsOfficeSignature(bytes: Uint8Array): boolean {
  return rowsClaimOffice(bytes, rowsOf(bytes));
}

/** May it be XML with a signature inside? A mark or white space may stand before the first tag. */
export function claimsXmlSignature(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < 64 && [0, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(bytes[at] ?? -1)) at += 1;
  if (bytes[at] !== 0x3c) return false;
  const text = latin1(bytes.subarray(0, limits.xmlBytes));
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).includes(dsNamespace);
}

/** Pages and pictures are shown by what they say they are; a signature in them is a word in their text. */
const otherXml = /\.(?:html?|xhtml|svg|mht|mhtml)$/i;

/** Which verifier a file is for; null where it claims no signature of XML. Cheap: nothing is parsed. */
export function signedFormat(bytes: Uint8Array, name: string): Extract<SignedFormat, 'ooxml' | 'xades' | 'asic'> | null {
  if (isZip(bytes)) {
    const rows = rowsOf(bytes);
    if (rowsClaimOffice(bytes, rows)) return 'ooxml';
    return rows.some((row) => isContainerSignature(latin1(row.name))) ? 'asic' : null;
  }
  return !otherXml.test(name) && claimsXmlSignature(bytes) ? 'xades' : null;
}
