import { randomBytes } from 'node:crypto';

/** A MIME entity: its own header fields and body, lines ending in CRLF, bytes as Latin-1. */
export interface Entity {
  readonly fields: readonly string[];
  readonly body: string;
}

export interface NamedBytes {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Text in quoted-printable, so that a source of a letter can be read and a changed figure found in it. */
export function textEntity(type: 'plain' | 'html', text: string): Entity {
  return { fields: [`Content-Type: text/${type}; charset=utf-8`, 'Content-Transfer-Encoding: quoted-printable'], body: quotedPrintable(text) };
}

export function fileEntity({ name, type, bytes }: NamedBytes): Entity {
  return {
    fields: [`Content-Type: ${type}; name="${encodedWords(name)}"`, `Content-Disposition: attachment; filename*=UTF-8''${encodeURIComponent(name)}`, 'Content-Transfer-Encoding: base64'],
    body: base64Lines(bytes),
  };
}

export function multipart(kind: string, parts: readonly Entity[]): Entity {
  const boundary = `vt-${randomBytes(9).toString('hex')}`;
  return {
    fields: [`Content-Type: multipart/${kind}; boundary="${boundary}"`],
    body: `${parts.map((part) => `--${boundary}\r\n${entityText(part)}`).join('\r\n')}\r\n--${boundary}--\r\n`,
  };
}

/** The entity as it stands in a letter and as it is signed (RFC 8551, 3.1.1). */
export function entityText({ fields, body }: Entity): string {
  return `${fields.join('\r\n')}\r\n\r\n${body}`;
}

export function base64Lines(bytes: Uint8Array): string {
  return (Buffer.from(bytes).toString('base64').match(/.{1,76}/g) ?? []).join('\r\n');
}

function quotedPrintable(text: string): string {
  return text.split('\n').map((line) => {
    const units = [...Buffer.from(line, 'utf8')].map((byte, index, all) => {
      const plain = (byte > 32 && byte < 127 && byte !== 61) || (byte === 32 && index < all.length - 1);
      return plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    });
    const lines = [''];
    for (const unit of units) {
      if ((lines.at(-1) ?? '').length + unit.length > 75) lines.push('');
      lines[lines.length - 1] += unit;
    }
    return lines.join('=\r\n');
  }).join('\r\n');
}

/** RFC 2047, in pieces that end between characters. */
export function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let piece = '';
  for (const char of text) {
    if (Buffer.byteLength(piece + char) > 42) {
      words.push(piece);
      piece = '';
    }
    piece += char;
  }
  return [...words, piece].map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}
