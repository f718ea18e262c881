import type { LetterPart, ParsedLetter } from '../model/letter';
import { limits } from '../base/limits';
import { decodePart } from '../letter/decode-part';
import { parseHeaderBlock } from '../letter/parse-header-block';
import { bounded, ownParts } from './own-parts';

export interface ReturnedLetter {
  readonly messageId: string | null;
  readonly subject: string | null;
}

const returnedTypes = new Set(['message/rfc822', 'message/global', 'message/rfc822-headers', 'message/global-headers', 'text/rfc822-headers']);

/** Header of the letter that a report is about, where the report returns it whole or its header (RFC 6522). */
export function returnedLetter(raw: Uint8Array, { root }: Pick<ParsedLetter, 'root'>): ReturnedLetter | null {
  const part = ownParts(root).find(({ contentType }) => returnedTypes.has(contentType));
  return part === undefined ? null : headerIn(raw, part);
}

function headerIn(raw: Uint8Array, part: LetterPart): ReturnedLetter {
  const header = parseHeaderBlock(decodePart(raw, bounded(part)).subarray(0, limits.noticeBytes));
  return { messageId: header.messageId, subject: header.subject === '' ? null : header.subject };
}

/** Ids in the order in which they are believed, each once. */
export function aboutIds(first: readonly (string | null | undefined)[], { header }: Pick<ParsedLetter, 'header'>): readonly string[] {
  const ids = [...first.flatMap((value) => idsIn(value ?? '')), ...header.inReplyTo, ...[...header.references].reverse()];
  return [...new Set(ids)].slice(0, limits.noticeIds);
}

export function idsIn(value: string): readonly string[] {
  const found = value.slice(0, 5000).match(/<[^<>\s]{1,995}>/g);
  if (found !== null) return found;
  // some programs leave out the brackets
  return /^[^\s<>@]{1,500}@[^\s<>@]{1,255}$/.test(value.trim()) ? [`<${value.trim()}>`] : [];
}
