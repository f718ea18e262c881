import { headerLine } from '../acknowledge/write-mail';
import { joinBytes } from '../pki/der';
import { filePart, type FileToSend } from './file-part';
import { textPart } from './text-part';

export interface EntityOrder {
  /** plain text as typed */
  readonly body: string;
  /** in the order in which they are sent */
  readonly files: readonly FileToSend[];
  /** see `boundaryOf` */
  readonly boundary: string;
}

/** A boundary of given randomness that neither base64 nor quoted-printable can contain: there "=" is never followed by "_". @param random hex digits, 32 or more, from a secure source */
export function boundaryOf(random: string): string {
  if (!/^[0-9a-f]{32,}$/.test(random)) throw new Error('random must be at least 32 hex digits');
  return `=_${random.slice(0, 32)}`;
}

/** A multipart entity. @param parameters of Content-Type beside the boundary, each with "; " before it @param parts entities without a line break at their end */
export function multipart(subtype: string, parameters: string, boundary: string, parts: readonly Uint8Array[]): Uint8Array {
  if (!/^=_[0-9A-Za-z]{16,60}$/.test(boundary)) throw new Error('not a boundary');
  const text = (line: string): Uint8Array => new TextEncoder().encode(line);
  const head = text(`${headerLine('Content-Type', `multipart/${subtype}${parameters}; boundary="${boundary}"`)}\r\n`);
  const [before, after] = [text(`--${boundary}\r\n`), text('\r\n')];
  return joinBytes([head, ...parts.flatMap((part) => [before, part, after]), text(`--${boundary}--\r\n`)]);
}

/**
 * Body and files of a letter as one MIME entity: content header fields, empty line, body; CRLF, seven bits, lines short, as a signature over it needs
 * (RFC 8551 3.1).
 */
export function composeEntity({ body, files, boundary }: EntityOrder): Uint8Array {
  const text = textPart(body);
  return files.length === 0 ? text : multipart('mixed', '', boundary, [text, ...files.map(filePart)]);
}
