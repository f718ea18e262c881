import { ok } from '../../../core/base/result';
import type { Result } from '../../../core/base/result';
import type { PagePart, PagesFailure } from '../../../core/contract/pages';
import { pagesClient } from '../pages/pages-client';
import { openLetter, partBytes } from './letter-bytes';
import type { OpenFailure } from './letter-bytes';

/** Bytes of a file of the letter. An attachment is decoded here; an archive is opened in the ingest window, never in this one. */
export async function fileBytes(of: PagePart): Promise<Result<Uint8Array<ArrayBuffer>, OpenFailure | PagesFailure>> {
  if (of.member !== undefined) return pagesClient().file(of, new AbortController().signal);
  const letter = await openLetter(of.letterId);
  const bytes = letter.ok ? partBytes(letter.value, of.part) : letter;
  return bytes.ok && of.upTo !== undefined ? ok(bytes.value.slice(0, of.upTo)) : bytes;
}
