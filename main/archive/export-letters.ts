import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm, utimes, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { assertNever } from '../../core/base/assert-never';
import { limits } from '../../core/base/limits';
import type { CheckedOf, AppCommands, ExportReport } from '../../core/contract/commands';
import { writeFromLine } from '../../core/archive/from-line';
import { quoteFrom } from '../../core/archive/from-quoting';
import { maildirInfo } from '../../core/archive/stored-flags';
import type { LetterState } from '../../core/fold/letter-state';
import type { LetterId } from '../../core/model/ids';
import type { JournalPort } from '../journal/journal-port';
import { isDiskFull, systemCode } from '../vault/durable-file';
import type { VaultPort } from '../vault/vault-port';
import type { ArchiveJob } from './archive-job';
import { ExportPlace } from './export-place';
import { statesOf } from './exported-states';

export type ExportedLetter = CheckedOf<AppCommands['archive.export']>['letters'][number];
export type ExportFormat = CheckedOf<AppCommands['archive.export']>['format'];
/** i18n key below `export.problem.` */
export type ExportProblemCode = 'missing' | 'damaged' | 'nameTooLong' | 'diskFull' | 'notWritable';

export interface Exporting {
  readonly vault: Pick<VaultPort, 'size' | 'readRange'>;
  readonly journal: Pick<JournalPort, 'head' | 'read'>;
}

class UnreadableLetter extends Error {
  constructor(readonly code: 'missing' | 'damaged') {
    super(code);
  }
}

/** Where letters of one export go; kept between the batches in which they are handed over. */
export class ExportTarget {
  private constructor(readonly folder: string, private readonly format: ExportFormat, private readonly letters: ExportPlace, private readonly texts: ExportPlace, private readonly container: string) {}

  /**
   * `eml`: letters and texts side by side in the chosen folder. `mbox`, `maildir`: one new file or folder `<base>` there, and the texts in
   * `<base>-kem-theo`, because neither format has room for them.
   */
  static async at(folder: string, format: ExportFormat, base: string): Promise<ExportTarget> {
    const place = await ExportPlace.at(folder);
    if (format === 'eml') return new ExportTarget(folder, format, place, place, folder);
    const name = place.freeName(base);
    const container = join(folder, format === 'mbox' ? `${name}.mbox` : name);
    const texts = join(folder, `${name}-kem-theo`);
    await mkdir(texts);
    if (format === 'mbox') await (await open(container, 'wx')).close();
    else for (const part of ['', 'cur', 'new', 'tmp']) await mkdir(join(container, part));
    return new ExportTarget(folder, format, place, await ExportPlace.at(texts), container);
  }

  /** Takes the vault's bytes out as they are: nothing is added to a letter, so that what was signed stays signed. */
  async write(letter: ExportedLetter, state: LetterState, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const at = state.kept.internalDate;
    const text = Buffer.from(letter.beside, 'utf8');
    const hasText = text.length > 0;
    switch (this.format) {
      case 'eml':
        await this.letters.make(letter.name, hasText ? ['.eml', '.txt'] : ['.eml'], async ([eml, txt]) => {
          await writeAll(eml, pieces);
          if (txt) await txt.writeFile(text);
        }, at);
        return;
      case 'mbox':
        await this.appendToMbox(state, pieces);
        break;
      case 'maildir':
        await this.intoMaildir(state, pieces);
        break;
      default:
        assertNever(this.format);
    }
    if (hasText) await this.texts.make(letter.name, ['.txt'], async ([txt]) => txt?.writeFile(text), at);
  }

  /** mboxrd (RFC 4155 From_ lines); a letter that could not be written whole is cut off again. */
  private async appendToMbox(state: LetterState, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const file = await open(this.container, 'r+');
    try {
      const { size } = await file.stat();
      let at = size;
      const put = async (bytes: Uint8Array): Promise<void> => {
        await writeAt(file, bytes, at);
        at += bytes.length;
      };
      try {
        await put(Buffer.from(`${writeFromLine(state.kept.internalDate)}\r\n`));
        for await (const piece of quoteFrom(pieces)) await put(piece);
        await put(Buffer.from('\r\n'));
        await file.datasync();
      } catch (error) {
        await file.truncate(size);
        throw error;
      }
    } finally {
      await file.close();
    }
  }

  private async intoMaildir(state: LetterState, pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const { kept } = state;
    const seconds = Math.max(0, Math.floor(Date.parse(kept.internalDate) / 1000));
    const name = `${String(seconds).padStart(10, '0')}.${kept.letterId}.vanthu,S=${kept.size}`;
    const temporary = join(this.container, 'tmp', name);
    try {
      const file = await open(temporary, 'wx');
      try {
        await writeAll(file, pieces);
        await file.datasync();
      } finally {
        await file.close();
      }
      await utimes(temporary, new Date(kept.internalDate), new Date(kept.internalDate));
      // NTFS takes no colon in a name
      await rename(temporary, join(this.container, 'cur', `${name}${maildirInfo(state.flags, process.platform === 'win32' ? ';' : ':')}`));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}

/** Writes these letters to the target. Ends early when `job` is cancelled, between two letters, or when the disk is full. */
export async function exportLetters({ vault, journal }: Exporting, target: ExportTarget, letters: readonly ExportedLetter[], job: ArchiveJob): Promise<ExportReport> {
  const states = await statesOf(journal, letters.map(({ letterId }) => letterId));
  const problems: { readonly letterId: LetterId; readonly code: ExportProblemCode }[] = [];
  let written = 0;
  for (const letter of letters) {
    if (job.cancelled) break;
    const { letterId } = letter;
    const state = states.get(letterId);
    const code = state === undefined ? 'missing' : await target.write(letter, state, piecesOfLetter(vault, letterId, state.kept.digest)).then(() => null, exportProblem);
    if (code === null) written += 1;
    else problems.push({ letterId, code });
    if (code === 'diskFull' || code === 'notWritable') break;
    job.advance(written);
  }
  return { written, folder: target.folder, problems, cancelled: job.cancelled };
}

/** The letter as it was kept; what is not, digest by digest, is not given out as the letter. */
async function* piecesOfLetter(vault: Exporting['vault'], letterId: LetterId, digest: string): AsyncGenerator<Uint8Array> {
  const size = await vault.size(letterId);
  if (!size.ok) throw new UnreadableLetter(size.failure.code === 'missing' ? 'missing' : 'damaged');
  const hash = createHash('sha256');
  for (let at = 0; at < size.value; at += limits.streamPieceBytes) {
    const piece = await vault.readRange(letterId, at, Math.min(size.value, at + limits.streamPieceBytes));
    if (!piece.ok) throw new UnreadableLetter(piece.failure.code === 'missing' ? 'missing' : 'damaged');
    hash.update(piece.value);
    yield piece.value;
  }
  if (hash.digest('hex') !== digest) throw new UnreadableLetter('damaged');
}

function exportProblem(error: unknown): ExportProblemCode {
  if (error instanceof UnreadableLetter) return error.code;
  const code = systemCode(error);
  if (code === null) throw error;
  if (code === 'ENAMETOOLONG') return 'nameTooLong';
  return isDiskFull(error) ? 'diskFull' : 'notWritable';
}

async function writeAll(file: FileHandle | undefined, pieces: AsyncIterable<Uint8Array>): Promise<void> {
  if (!file) throw new Error('no file was opened for the letter');
  let at = 0;
  for await (const piece of pieces) {
    await writeAt(file, piece, at);
    at += piece.length;
  }
}

/** `write` may take less than it was given, on a disk that is nearly full. */
async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
    done += bytesWritten;
  }
}
