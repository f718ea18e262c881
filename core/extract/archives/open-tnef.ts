import { decompressRTF } from '@kenjiuno/decompressrtf';
import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveEntry, ArchiveFailure, OpenedArchive } from './archive';
import { PathBook } from './path-book';
import { readTnef } from './read-tnef';
import type { Tnef, TnefFile } from './read-tnef';

/** winmail.dat: what Outlook makes of a letter and its files when it takes the reader for another Outlook. */
export function openTnef(bytes: Uint8Array, allowance: Allowance): Result<OpenedArchive, ArchiveFailure> {
  const tnef = readTnef(bytes);
  const body = bodyOf(tnef);
  if (tnef.files.length === 0 && body === null && tnef.isCut) return fail('tnefBroken');
  return ok({ entries: entriesOf(tnef.files, allowance), trouble: () => (tnef.isCut ? 'tnefBroken' : null), body });
}

function* entriesOf(files: readonly TnefFile[], allowance: Allowance): Generator<ArchiveEntry> {
  const book = new PathBook();
  for (const file of files) {
    // a file name here has no folders: a slash is part of a number
    const name = file.name.replace(/[\\/]/gu, '-');
    yield {
      path: book.take(name === '' ? 'tep-dinh-kem' : name), name: file.name, contentType: file.contentType, isLink: false,
      read: () => {
        if (file.bytes.length > allowance.nextBytes) return fail('archiveTooLarge');
        allowance.spend(file.bytes.length);
        return ok(file.bytes);
      },
    };
  }
}

function bodyOf({ text, html, rtf }: Tnef): OpenedArchive['body'] {
  if (text !== null && text.trim() !== '') return { bytes: new TextEncoder().encode(text), name: 'noi-dung.txt' };
  if (html !== null) return { bytes: html, name: 'noi-dung.html' };
  const unfolded = rtf === null ? null : unfoldRtf(rtf);
  return unfolded === null ? null : { bytes: unfolded, name: 'noi-dung.rtf' };
}

/** The package believes the sizes of the header ([MS-OXRTFCP] 2.1.3.1.1), so they are checked before it sees them. */
function unfoldRtf(bytes: Uint8Array): Uint8Array | null {
  if (bytes.length < 16 || bytes.length > limits.tnefRtfBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) + 4 > bytes.length || view.getUint32(4, true) > limits.bodyTextBytes) return null;
  try {
    return Uint8Array.from(decompressRTF([...bytes]));
  } catch (cause) {
    if (!(cause instanceof Error)) throw cause;
    return null;
  }
}
