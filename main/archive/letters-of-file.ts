import { basename } from 'node:path';
import { arrivalTime } from '../../core/archive/arrival-time';
import { piecesOf } from '../../core/archive/byte-source';
import { unquoteFrom, type FromQuoting } from '../../core/archive/from-quoting';
import type { FromLine } from '../../core/archive/from-line';
import { readHeaderBlock } from '../../core/archive/header-end';
import { splitMbox } from '../../core/archive/split-mbox';
import { flagsOfMaildirName, storedFlags, storeLinesLength } from '../../core/archive/stored-flags';
import { limits } from '../../core/base/limits';
import { fieldValues, lineEndOf, scanHeaderFields } from '../../core/letter/header-fields';
import type { HeaderField } from '../../core/model/letter';
import type { IsoTime } from '../../core/model/ids';
import type { OpenFile } from './file-source';
import type { MailFile } from './find-mail-files';

/** A letter in a file, not read yet. */
export interface FiledLetter {
  readonly internalDate: IsoTime;
  readonly flags: readonly string[];
  /** bytes it takes in its file; the letter itself is never longer */
  readonly bytes: number;
  read(): AsyncIterable<Uint8Array>;
}

/** Letters of one open file. Of each only its header block is looked at; those that were deleted where they come from are left out. */
export async function* lettersOfFile({ kind, path }: MailFile, file: OpenFile): AsyncGenerator<FiledLetter> {
  if (kind === 'mbox') {
    for await (const { start, end, quoting, envelope } of splitMbox(file)) {
      const letter = await letterAt(file, { start, end, quoting, envelope, named: [], fileTime: null });
      if (letter !== null) yield letter;
    }
    return;
  }
  const letter = await letterAt(file, {
    start: 0, end: file.size, quoting: 'none', envelope: null,
    named: kind === 'maildir' ? flagsOfMaildirName(basename(path)) : [],
    fileTime: kind === 'maildir' ? deliveryTime(basename(path), file.modifiedAt) : file.modifiedAt,
  });
  if (letter !== null) yield letter;
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly quoting: FromQuoting;
  readonly envelope: FromLine | null;
  /** flags that its name tells */
  readonly named: readonly string[];
  readonly fileTime: IsoTime | null;
}

async function letterAt(file: OpenFile, { start, end, quoting, envelope, named, fileTime }: Placed): Promise<FiledLetter | null> {
  const header = (await readHeaderBlock(file, start, end)).bytes;
  const skipped = storeLinesLength(header);
  if (start + skipped >= end) return null;
  const { fields } = scanHeaderFields(header, 0, header.length, lineEndOf(header));
  const stored = storedFlags(fields);
  if (stored.deleted || isFolderData(fields)) return null;
  return {
    internalDate: arrivalTime({ envelope: envelope === null || envelope.at === null ? null : { at: envelope.at, own: envelope.shape === 'own' }, file: fileTime, fields }),
    flags: [...new Set([...named, ...stored.flags])],
    bytes: end - start - skipped,
    read: () => unquoteFrom(piecesOf(file, start + skipped, end, limits.streamPieceBytes), quoting),
  };
}

/** A pretended letter in which some servers keep the state of an mbox. */
function isFolderData(fields: readonly HeaderField[]): boolean {
  return fieldValues(fields, 'x-imap').length > 0 && /^DON'T DELETE THIS MESSAGE/.test(fieldValues(fields, 'subject')[0] ?? '');
}

/** The name of a Maildir file begins with the second of its delivery and survives copying, which its time does not: the earlier one. */
function deliveryTime(name: string, modifiedAt: IsoTime): IsoTime {
  const seconds = Number(/^(\d{9,10})\./.exec(name)?.[1] ?? NaN);
  return Number.isNaN(seconds) || seconds * 1000 >= Date.parse(modifiedAt) ? modifiedAt : (new Date(seconds * 1000).toISOString() as IsoTime);
}
