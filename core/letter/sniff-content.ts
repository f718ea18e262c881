import { latin1Of } from './latin1';

/** What bytes are by their own evidence, whatever name and label say. */
export type SniffedContent =
  | 'empty' | 'pdf' | 'image' | 'ooxml' | 'ooxmlMacro' | 'odf' | 'ole' | 'oleMacro' | 'rtf' | 'zip' | 'archive' | 'program' | 'script'
  | 'shortcut' | 'diskImage' | 'html' | 'text' | 'binary';

interface Magic {
  readonly bytes: readonly number[];
  readonly content: SniffedContent;
}

const magics: readonly Magic[] = [
  { bytes: [0x4d, 0x5a], content: 'program' },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], content: 'program' },
  { bytes: [0xca, 0xfe, 0xba, 0xbe], content: 'program' },
  { bytes: [0xcf, 0xfa, 0xed, 0xfe], content: 'program' },
  { bytes: [0xce, 0xfa, 0xed, 0xfe], content: 'program' },
  { bytes: [0xfe, 0xed, 0xfa, 0xce], content: 'program' },
  { bytes: [0xfe, 0xed, 0xfa, 0xcf], content: 'program' },
  { bytes: [0x00, 0x61, 0x73, 0x6d], content: 'program' },
  { bytes: [0x64, 0x65, 0x78, 0x0a], content: 'program' },
  { bytes: [0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e], content: 'program' },
  { bytes: [0xed, 0xab, 0xee, 0xdb], content: 'program' },
  // MS-SHLLINK 2.1: header size and class id
  { bytes: [0x4c, 0x00, 0x00, 0x00, 0x01, 0x14, 0x02, 0x00], content: 'shortcut' },
  { bytes: [0x23, 0x21], content: 'script' },
  { bytes: [0x52, 0x61, 0x72, 0x21], content: 'archive' },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], content: 'archive' },
  { bytes: [0x1f, 0x8b], content: 'archive' },
  { bytes: [0x42, 0x5a, 0x68], content: 'archive' },
  { bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], content: 'archive' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], content: 'archive' },
  { bytes: [0x4d, 0x53, 0x43, 0x46], content: 'archive' },
  { bytes: [0x49, 0x54, 0x53, 0x46], content: 'html' },
  { bytes: [0x63, 0x6f, 0x6e, 0x65, 0x63, 0x74, 0x69, 0x78], content: 'diskImage' },
  { bytes: [0x76, 0x68, 0x64, 0x78, 0x66, 0x69, 0x6c, 0x65], content: 'diskImage' },
  { bytes: [0x4b, 0x44, 0x4d, 0x56], content: 'diskImage' },
  { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], content: 'image' },
  { bytes: [0xff, 0xd8, 0xff], content: 'image' },
  { bytes: [0x47, 0x49, 0x46, 0x38], content: 'image' },
  { bytes: [0x49, 0x49, 0x2a, 0x00], content: 'image' },
  { bytes: [0x4d, 0x4d, 0x00, 0x2a], content: 'image' },
  { bytes: [0x7b, 0x5c, 0x72, 0x74, 0x66], content: 'rtf' },
];

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.length <= bytes.length && magic.every((byte, index) => bytes[index] === byte);
}

/** OLE stream names are UTF-16LE: MS-OVBA names the macro storages. */
function utf16(text: string): string {
  return [...text].map((letter) => `${letter}\0`).join('');
}

/**
 * Kind of content by its first bytes. `bytes` may be the beginning only (4096 are enough for most), but the names inside
 * an Office package stand at its end: pass the whole where it is at hand.
 */
export function sniffContent(bytes: Uint8Array): SniffedContent {
  if (bytes.length === 0) return 'empty';
  const head = latin1Of(bytes.subarray(0, 65_536));
  // ISO 32000-1 implementation note: readers accept the mark within the first kilobyte; before it only text, never a program
  const byMagic = magics.find((magic) => startsWith(bytes, magic.bytes));
  if (byMagic !== undefined && !(byMagic.bytes.length === 2 && byMagic.content === 'program' && !looksLikeMz(bytes))) return byMagic.content;
  if (head.startsWith('BM') && bytes.length >= 14 && bytes[6] === 0 && bytes[7] === 0) return 'image';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image';
  const pdfAt = head.slice(0, 1024).indexOf('%PDF-');
  if (pdfAt !== -1 && !/<(?:html|script|svg|!doctype)/i.test(head.slice(0, pdfAt))) return 'pdf';
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return zipKind(head, bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return oleKind(head);
  if (head.slice(32_769, 32_774) === 'CD001') return 'diskImage';
  return textKind(bytes, head);
}

function looksLikeMz(bytes: Uint8Array): boolean {
  // "MZ" also begins words; a program goes on with binary
  return bytes.length < 64 || bytes.subarray(2, 64).some((byte) => byte === 0);
}

function zipKind(head: string, bytes: Uint8Array): SniffedContent {
  // the central directory with all names stands at the end
  const tail = bytes.length > head.length ? latin1Of(bytes.subarray(Math.max(head.length, bytes.length - 1_048_576))) : '';
  if (/vbaProject\.bin|macrosheets\/|vbaData\.xml|macroEnabled/i.test(head + tail)) return 'ooxmlMacro';
  const first = head.slice(30, 30 + 60);
  if (/^mimetypeapplication\/vnd\.oasis\.opendocument\./.test(first)) return /Basic\/|Scripts\//.test(head) ? 'ooxmlMacro' : 'odf';
  if (head.includes('[Content_Types].xml') || /^(?:_rels\/|word\/|xl\/|ppt\/|docProps\/)/.test(first)) return 'ooxml';
  return 'archive';
}

function oleKind(head: string): SniffedContent {
  return [utf16('_VBA_PROJECT'), utf16('Macros'), utf16('VBA'), utf16('_VBA_PROJECT_CUR')].some((name) => head.includes(name)) ? 'oleMacro' : 'ole';
}

function textKind(bytes: Uint8Array, head: string): SniffedContent {
  const utf16Mark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const readable = utf16Mark ? head.replace(/\0/g, '') : head;
  if (!utf16Mark && /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(head.slice(0, 4096))) return 'binary';
  const start = readable.slice(0, 2048).replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '').trimStart();
  if (/^(?:<!doctype html|<html|<head|<body|<script|<svg|<iframe|<\?xml|<!--|<meta|<h[1-6]\b|<div|<table|<a\s|<hta:)/i.test(start) || /<script[\s>]|<svg[\s>]/i.test(start)) return 'html';
  if (/^\[(?:InternetShortcut|Desktop Entry)\]/i.test(start)) return 'shortcut';
  if (/^(?:@echo\s+off|<%|<\?php|Windows Registry Editor|REGEDIT4)/i.test(start)) return 'script';
  return 'text';
}
