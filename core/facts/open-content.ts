import { decodePart } from '../letter/decode-part';
import { limits } from '../base/limits';
import { allParts } from '../letter/find-part';
import { isOpaqueMail, opaqueTypes } from '../letter/is-opaque-mail';
import { parseLetter } from '../letter/parse-letter';
import type { LetterPart, ParsedLetter } from '../model/letter';
import { readCms } from '../pki/read-cms';

/** The bytes that part offsets count in, and what they parse to. */
export interface LetterContent {
  readonly bytes: Uint8Array;
  readonly parsed: ParsedLetter;
  /** the letter was wrapped in an opaque signature (RFC 8551, 3.5.2) */
  readonly wrapped: boolean;
}


/** Reads a letter the way a person sees it: an opaque signed wrapper is opened, its header stays the outer one. */
export async function openContent(raw: Uint8Array): Promise<LetterContent> {
  let content: LetterContent = { bytes: raw, parsed: parseLetter(raw), wrapped: false };
  for (let depth = 0; depth < limits.signedDepth; depth += 1) {
    const inner = isOpaqueMail(content.parsed.root, true) ? await signedContent(decodePart(content.bytes, content.parsed.root)) : null;
    if (!inner) return content;
    const parsed = parseLetter(inner);
    content = { bytes: inner, parsed: { ...parsed, header: content.parsed.header, problems: [...content.parsed.problems, ...parsed.problems] }, wrapped: true };
  }
  return content;
}

async function signedContent(cms: Uint8Array): Promise<Uint8Array | null> {
  const read = await readCms(cms);
  return read.ok && read.value.kind === 'signed' ? read.value.content : null;
}

/** Does the raw letter carry anything a signature check should look at? */
export function looksSigned(raw: ParsedLetter): boolean {
  return allParts(raw.root).some(isSignaturePart);
}

function isSignaturePart(part: LetterPart): boolean {
  const name = part.filename?.toLowerCase() ?? '';
  return part.contentType === 'multipart/signed' || opaqueTypes.has(part.contentType) || /^application\/(x-)?pkcs7-(signature|mime)$/.test(part.contentType) || /\.(p7s|p7m|p7c|cms)$/.test(name);
}
