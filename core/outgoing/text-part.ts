import { headerLine } from '../acknowledge/write-mail';
import { joinBytes } from '../pki/der';
import { base64Lines } from './base64-lines';

const encoder = new TextEncoder();
/** RFC 2045 6.7 and 6.8: characters of an encoded line, without CRLF */
const encodedLine = 76;

/** Text as it is sent: NFC, CRLF, no other control characters, and its last line ended. */
function sentText(body: string): string {
  const lines = body.normalize('NFC').replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
  return (lines.endsWith('\n') ? lines : `${lines}\n`).replaceAll('\n', '\r\n');
}

/** A MIME entity of one part: its fields, an empty line, its body. */
export function entityOf(fields: readonly (readonly [name: string, value: string])[], body: Uint8Array): Uint8Array {
  return joinBytes([encoder.encode(`${fields.map(([name, value]) => headerLine(name, value)).join('')}\r\n`), body]);
}

/** One line of quoted-printable: a blank at the end and what a relay could take for its own ("From ", a lone dot) are encoded (RFC 2045 6.7; RFC 8551 3.1.2). */
function quotedLine(line: string): string {
  const bytes = encoder.encode(line);
  const tokens = [...bytes].map((byte, index) => {
    const isBlank = byte === 32 || byte === 9;
    const isPlain = byte >= 33 && byte <= 126 && byte !== 61;
    return (isBlank && index < bytes.length - 1) || isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  const pieces: string[] = [];
  let piece = '';
  for (const [index, token] of tokens.entries()) {
    const room = index === tokens.length - 1 ? encodedLine : encodedLine - 1;
    if (piece.length + token.length > room) {
      pieces.push(piece);
      piece = '';
    }
    piece += token;
  }
  return [...pieces, piece].map(guarded).join('=\r\n');
}

function guarded(piece: string): string {
  if (piece.startsWith('From ')) return `=46${piece.slice(1)}`;
  return piece.startsWith('.') || piece.startsWith('--') ? `=${piece.charCodeAt(0).toString(16).toUpperCase()}${piece.slice(1)}` : piece;
}

/** Plain text as a MIME entity of seven bits, in the shorter of quoted-printable, which people can read in the source, and base64, which dense Vietnamese and Thai need. */
export function textPart(body: string): Uint8Array {
  const text = sentText(body);
  const quoted = encoder.encode(text.split('\r\n').map(quotedLine).join('\r\n'));
  const base64 = base64Lines(encoder.encode(text));
  const isQuoted = quoted.length <= base64.length;
  return entityOf([['Content-Type', 'text/plain; charset=utf-8'], ['Content-Transfer-Encoding', isQuoted ? 'quoted-printable' : 'base64']], isQuoted ? quoted : base64);
}
