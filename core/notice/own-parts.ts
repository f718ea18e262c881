import type { HeaderField, LetterPart } from '../model/letter';
import { limits } from '../base/limits';
import { decodePart } from '../letter/decode-part';
import { lineEndOf, scanHeaderFields } from '../letter/header-fields';

/** Parts of the letter itself, in order: a receipt that somebody forwards as a message in a letter is no receipt of theirs. */
export function ownParts(part: LetterPart): readonly LetterPart[] {
  return part.contentType.startsWith('multipart/') ? [part, ...part.children.flatMap(ownParts)] : [part];
}

/** Groups of header fields parted by empty lines, as reports of RFC 3464 and RFC 8098 are written. */
export function fieldGroups(raw: Uint8Array, part: LetterPart): readonly (readonly HeaderField[])[] {
  return groupsOf(decodePart(raw, bounded(part)).subarray(0, limits.noticeBytes));
}

export function groupsOf(bytes: Uint8Array): readonly (readonly HeaderField[])[] {
  const lineEnd = lineEndOf(bytes);
  const groups: (readonly HeaderField[])[] = [];
  let at = 0;
  while (at < bytes.length && groups.length <= limits.noticeLines) {
    const { fields, bodyStart } = scanHeaderFields(bytes, at, bytes.length, lineEnd);
    if (fields.length > 0) groups.push(fields);
    const lineStop = bytes.indexOf(lineEnd, at);
    // a line that is no field: the next one may be
    at = bodyStart > at ? bodyStart : lineStop === -1 ? bytes.length : lineStop + 1;
  }
  return groups;
}

/** As much of an encoded part as is looked at. */
export function bounded(part: LetterPart): LetterPart {
  return { ...part, end: Math.min(part.end, part.bodyStart + 2 * limits.noticeBytes) };
}

export function textOfPart(raw: Uint8Array, part: LetterPart): string {
  return new TextDecoder().decode(decodePart(raw, bounded(part)).subarray(0, limits.noticeBytes));
}
