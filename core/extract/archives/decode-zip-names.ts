import { decodeText } from '../../letter/charset';
import type { ZipRow } from './zip-directory';

/** Code page 437, 0x80 to 0xAF: the letters of it that names are written with. What follows are frames, Greek and signs of mathematics. */
const cp437Letters = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»';

/**
 * Names of a ZIP. Without the flag for UTF-8 the format says code page 437; what Vietnamese and Thai computers really
 * write is UTF-8 or their own code page, so the bytes of all such names together decide.
 */
export function decodeZipNames(rows: readonly Pick<ZipRow, 'name' | 'isUtf8'>[]): readonly string[] {
  const decode = decoderFor(rows.filter((row) => !row.isUtf8).map((row) => row.name));
  return rows.map((row) => (row.isUtf8 ? new TextDecoder().decode(row.name).normalize('NFC') : decode(row.name)));
}

function decoderFor(names: readonly Uint8Array[]): (name: Uint8Array) => string {
  const joined = new Uint8Array(names.reduce((sum, name) => sum + name.length + 1, 0));
  let at = 0;
  for (const name of names) {
    joined.set(name, at);
    joined[at + name.length] = 0x0a;
    at += name.length + 1;
  }
  const high = joined.filter((byte) => byte >= 0x80);
  if (high.length === 0) return (name) => decodeText(name, 'utf-8');
  if (isUtf8(joined)) return (name) => decodeText(name, 'utf-8');
  // windows-1258 has no letters there, code page 437 has all of its own there
  if (high.every((byte) => byte <= 0xaf)) return fromCp437;
  const guessed = decodeText(joined, null);
  // too little to guess by is read as Western there; here names are Vietnamese first
  const isOpen = guessed === new TextDecoder('windows-1252').decode(joined).normalize('NFC');
  const label = isOpen ? undefined : ['windows-874', 'tcvn', 'viscii'].find((one) => guessed === decodeText(joined, one));
  return (name) => decodeText(name, label ?? 'windows-1258');
}

function isUtf8(bytes: Uint8Array): boolean {
  return !new TextDecoder().decode(bytes).includes('\uFFFD');
}

function fromCp437(name: Uint8Array): string {
  return Array.from(name, (byte) => (byte < 0x80 ? String.fromCharCode(byte) : (cp437Letters[byte - 0x80] ?? '\uFFFD'))).join('').normalize('NFC');
}
