import { ok } from '../../../core/base/result';
import type { Result } from '../../../core/base/result';
import type { PagePart, PagesFailure } from '../../../core/contract/pages';
import { pagesClient } from '../pages/pages-client';
import { openLetter, partBytes } from './letter-bytes';
import type { OpenedLetter, OpenFailure } from './letter-bytes';

/** Bytes of a file of the letter. An attachment is decoded here; archives, opaque signatures and encryptions are opened in the ingest window, never in this one. */
export async function fileBytes(of: PagePart): Promise<Result<Uint8Array<ArrayBuffer>, OpenFailure | PagesFailure>> {
  return fileBytesOf(of.member === undefined ? await openLetter(of.letterId) : null, of);
}

/** The same for several files of a letter that is opened once. @param letter null where it does not have to be opened here */
export async function fileBytesOf(letter: Result<OpenedLetter, OpenFailure> | null, of: PagePart): Promise<Result<Uint8Array<ArrayBuffer>, OpenFailure | PagesFailure>> {
  if (of.member !== undefined || letter === null || (!letter.ok && letter.failure === 'wrapped')) return pagesClient().file(of, new AbortController().signal);
  const bytes = letter.ok ? partBytes(letter.value, of.part) : letter;
  return bytes.ok && of.upTo !== undefined ? ok(bytes.value.slice(0, of.upTo)) : bytes;
}
