import { fail, ok } from '../../../core/base/result';
import type { Result } from '../../../core/base/result';
import { decodePart } from '../../../core/letter/decode-part';
import { allParts, findPart } from '../../../core/letter/find-part';
import { isOpaqueMail } from '../../../core/letter/is-opaque-mail';
import { scanLetter } from '../../../core/letter/scan-letter';
import type { LetterId, PartId } from '../../../core/model/ids';
import type { LetterPart } from '../../../core/model/letter';

/** A letter's bytes with its structure. */
export interface OpenedLetter {
  readonly raw: Uint8Array;
  readonly root: LetterPart;
}

/** `wrapped`: its files lie in an opaque signature or an encryption, which are opened in the ingest window, never in this one. */
export type OpenFailure = 'notReadable' | 'noSuchPart' | 'wrapped';

export async function openLetter(letterId: LetterId): Promise<Result<OpenedLetter, OpenFailure>> {
  let answer: Response;
  try {
    answer = await fetch(`vault://letter/${letterId}`);
  } catch {
    // a refused scheme and a vault file that cannot be read look the same from here
    return fail('notReadable');
  }
  if (!answer.ok) return fail('notReadable');
  const raw = new Uint8Array(await answer.arrayBuffer());
  const { root } = scanLetter(raw);
  // parts of what is wrapped are counted anew within it: a number could mean another part here
  return allParts(root).some((part) => isOpaqueMail(part, part === root)) ? fail('wrapped') : ok({ raw, root });
}

export function partBytes(letter: OpenedLetter, part: PartId): Result<Uint8Array<ArrayBuffer>, OpenFailure> {
  const found = findPart(letter.root, part);
  // a copy: a view would drag the whole letter across the bridge
  return found === null ? fail('noSuchPart') : ok(decodePart(letter.raw, found).slice());
}
