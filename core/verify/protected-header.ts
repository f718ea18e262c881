import { parseHeaderBlock } from '../letter/parse-header-block';
import type { LetterHeader, LetterPart } from '../model/letter';

/** What a signature is made over: an entity and the bytes its offsets count in. */
export interface Payload {
  readonly raw: Uint8Array;
  readonly root: LetterPart;
}

/** RFC 9788 marks a payload that repeats the header with `hp`; programs before it wrote `protected-headers`. */
function isMarked({ params }: LetterPart): boolean {
  return params['hp'] !== undefined || params['protected-headers'] !== undefined;
}

function addresses(header: LetterHeader): string {
  return header.from.map(({ address }) => address.trim().toLowerCase()).sort().join(' ');
}

function words(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function says(header: LetterHeader, name: string): boolean {
  return header.fields.some((field) => field.name.toLowerCase() === name);
}

/**
 * Does the payload repeat sender and subject, and otherwise than the letter shows them? The header around a signature is anybody's to write.
 * @param letter the whole letter, as it was received
 * @param decrypted the subject around an encryption is hidden on purpose (RFC 9788 3.2) and says nothing
 */
export function differsFromProtected({ raw, root }: Payload, letter: Uint8Array, decrypted: boolean): boolean {
  if (!isMarked(root)) return false;
  const inner = parseHeaderBlock(raw.subarray(root.start, root.bodyStart));
  const outer = parseHeaderBlock(letter);
  if (says(inner, 'from') && addresses(inner) !== addresses(outer)) return true;
  return !decrypted && says(inner, 'subject') && words(inner.subject) !== words(outer.subject);
}
