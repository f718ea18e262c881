import { headerText } from '../acknowledge/write-mail';
import { safeName } from '../letter/safe-name';
import { base64Lines } from './base64-lines';
import { entityOf } from './text-part';

export interface FileToSend {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** characters of a header line, and of one section of a parameter on it with its name and quotes (RFC 2231 3) */
const sectionLength = 50;
const anyType = 'application/octet-stream';

/** A type that base64 may stand under; `message/…` and `multipart/…` must not be encoded (RFC 2046 5.1 and 5.2), so they travel as plain files. */
function sentType(mediaType: string): string {
  const type = mediaType.trim().toLowerCase();
  const isType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,99}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,99}$/.test(type);
  return isType && !/^(?:multipart|message)\//.test(type) ? type : anyType;
}

function percent(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => (/[A-Za-z0-9._-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('');
}

/** RFC 2231 4: on one line, or in sections that part no encoded byte. */
function extendedName(name: string): string {
  const value = `utf-8''${percent(name)}`;
  if (value.length <= sectionLength) return `filename*=${value}`;
  const sections = value.match(/(?:%..|[^%]){1,16}/g) ?? [];
  return sections.map((section, index) => `filename*${index}*=${section}`).join('; ');
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/**
 * A file as a MIME entity, always in base64 so that its digest survives every relay. Its name stands twice where it is not ASCII: in RFC 2231, as the
 * standard has it, and in encoded words in the place where older readers look (Outlook, Gmail).
 */
export function filePart({ name, mediaType, bytes }: FileToSend): Uint8Array {
  const type = sentType(mediaType);
  const safe = safeName(name, type);
  const isPlain = /^[ -~]*$/.test(safe) && safe.length <= sectionLength && !safe.includes('=?');
  const disposition = `attachment; ${isPlain ? `filename=${quoted(safe)}` : extendedName(safe)}`;
  const shown = isPlain ? quoted(safe) : `"${headerText(safe)}"`;
  return entityOf([['Content-Type', `${type}; name=${shown}`], ['Content-Transfer-Encoding', 'base64'], ['Content-Disposition', disposition]], base64Lines(bytes));
}
