import { fail, ok } from '../../../core/base/result';
import type { Result } from '../../../core/base/result';
import { decodePart } from '../../../core/letter/decode-part';
import { allParts, findPart } from '../../../core/letter/find-part';
import { scanLetter } from '../../../core/letter/scan-letter';
import type { LetterId, PartId } from '../../../core/model/ids';
import type { LetterPart } from '../../../core/model/letter';
import { readCms } from '../../../core/pki/read-cms';

/** A letter's bytes with its structure. Of an opaque S/MIME letter this is the signed content, as in its facts. */
export interface OpenedLetter {
  readonly raw: Uint8Array;
  readonly root: LetterPart;
}

export type OpenFailure = 'notReadable' | 'noSuchPart';

export async function openLetter(letterId: LetterId): Promise<Result<OpenedLetter, OpenFailure>> {
  let answer: Response;
  try {
    answer = await fetch(`vault://letter/${letterId}`);
  } catch {
    // a refused scheme and a vault file that cannot be read look the same from here
    return fail('notReadable');
  }
  if (!answer.ok) return fail('notReadable');
  return ok(await unwrap(new Uint8Array(await answer.arrayBuffer())));
}

async function unwrap(raw: Uint8Array): Promise<OpenedLetter> {
  const { root } = scanLetter(raw);
  if (!/^application\/(x-)?pkcs7-mime$/.test(root.contentType)) return { raw, root };
  const cms = await readCms(decodePart(raw, root));
  const content = cms.ok && cms.value.kind === 'signed' ? cms.value.content : null;
  return content === null ? { raw, root } : { raw: content, root: scanLetter(content).root };
}

export function partBytes(letter: OpenedLetter, part: PartId): Result<Uint8Array<ArrayBuffer>, OpenFailure> {
  const found = findPart(letter.root, part);
  // a copy: a view would drag the whole letter across the bridge
  return found === null ? fail('noSuchPart') : ok(decodePart(letter.raw, found).slice());
}

/** A picture that the HTML names by content id (RFC 2392); null where the letter has none of that name. */
export function pictureBytes(letter: OpenedLetter, contentId: string): { readonly type: string; readonly bytes: Uint8Array } | null {
  const wanted = bareContentId(contentId);
  const part = allParts(letter.root).find((one) => one.contentId !== null && bareContentId(one.contentId) === wanted);
  if (part === undefined || !/^image\/(png|jpeg|gif|webp|bmp)$/.test(part.contentType)) return null;
  return { type: part.contentType, bytes: decodePart(letter.raw, part).slice() };
}

function bareContentId(id: string): string {
  const bare = id.replace(/^<|>$/g, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    // a stray percent sign: the name is taken as written
    return bare;
  }
}
