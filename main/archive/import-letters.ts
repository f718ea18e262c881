import { basename } from 'node:path';
import { isoTime, type Clock } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import { fail, ok, type Result } from '../../core/base/result';
import type { ImportReport } from '../../core/contract/commands';
import type { AccountId, LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { Journal } from '../journal/open-journal';
import { JournalWriteError } from '../journal/journal-writer';
import { isDiskFull, systemCode } from '../vault/durable-file';
import type { KeptFile, VaultPort } from '../vault/vault-port';
import type { ArchiveJob } from './archive-job';
import { openFile } from './file-source';
import { findMailFiles, type MailFile } from './find-mail-files';
import { fileProblem, type ImportProblem } from './import-problem';
import { lettersOfFile, type FiledLetter } from './letters-of-file';

export interface Importing {
  readonly accountId: AccountId;
  readonly vault: Pick<VaultPort, 'putBatch' | 'putStream'>;
  readonly journal: Pick<Journal, 'append' | 'letters'>;
  readonly clock: Clock;
  /** bytes that may still be written on the vault's disk */
  readonly freeBytes: () => Promise<number>;
}

interface Read {
  readonly letter: FiledLetter;
  readonly folder: string;
  readonly raw: Uint8Array;
}

/**
 * Takes the letters below `paths` into the vault and tells the journal of those it did not know: vault first, then journal, in batches.
 * Bytes stay as they are in the file, line ends too; only what a folder format added (quoting, Thunderbird's lines) is taken back.
 * Ends early when `job` is cancelled, after the letter it is at, or when the disk is full; what was taken in until then is kept.
 */
export async function importLetters(importing: Importing, paths: readonly string[], job: ArchiveJob): Promise<ImportReport> {
  const run = new ImportRun(importing, job);
  for await (const found of findMailFiles(paths)) {
    if (job.cancelled || run.stopped) break;
    if ('problem' in found) run.note(found.problem);
    else await run.takeFile(found.file);
  }
  await run.flush();
  return run.report();
}

class ImportRun {
  private kept = 0;
  private known = 0;
  private number = 0;
  private readonly problems: ImportProblem[] = [];
  /** problems beyond those that are named */
  private unnamed = 0;
  private batch: Read[] = [];
  private batchBytes = 0;
  /** nothing more can be written */
  stopped = false;

  constructor(private readonly importing: Importing, private readonly job: ArchiveJob) {}

  note(problem: ImportProblem): void {
    if (this.problems.length < limits.importProblems) this.problems.push(problem);
    else this.unnamed += 1;
  }

  report(): ImportReport {
    const more: readonly ImportProblem[] = this.unnamed > 0 ? [{ name: String(this.unnamed), code: 'more' }] : [];
    return { kept: this.kept, known: this.known, problems: [...this.problems, ...more], cancelled: this.job.cancelled };
  }

  async takeFile(file: MailFile): Promise<void> {
    const name = `${file.folder}${file.kind === 'mbox' ? '' : `/${basename(file.path)}`}`;
    try {
      const source = await openFile(file.path);
      try {
        for await (const letter of lettersOfFile(file, source)) {
          await this.take(letter, file.folder, name);
          if (this.job.cancelled || this.stopped) return;
        }
      } finally {
        await source.close();
      }
    } catch (error) {
      // letters of this file that were read before the fault are in the batch and stay there
      this.note(fileProblem(name, error));
    }
  }

  private async take(letter: FiledLetter, folder: string, name: string): Promise<void> {
    if (letter.bytes > limits.importLetterBytes) return this.note({ name, code: 'tooLarge' });
    if (letter.bytes < limits.streamLetterBytes) {
      const raw = await joined(letter.read(), letter.bytes);
      this.batch.push({ letter, folder, raw });
      this.batchBytes += raw.length;
      if (this.batch.length >= limits.fetchBatchLetters || this.batchBytes >= limits.fetchBatchBytes) await this.flush();
      return undefined;
    }
    await this.flush();
    if (this.stopped || !(await this.hasRoom(letter.bytes, name))) return undefined;
    const file = await this.written(name, () => this.importing.vault.putStream(this.importing.accountId, letter.read()));
    if (file !== null) await this.tell([{ letter, folder, file }], name);
    return undefined;
  }

  async flush(): Promise<void> {
    const batch = this.batch;
    this.batch = [];
    const bytes = this.batchBytes;
    this.batchBytes = 0;
    const name = batch.at(-1)?.folder ?? '';
    if (batch.length === 0 || this.stopped || !(await this.hasRoom(bytes, name))) return;
    const files = await this.written(name, () => this.importing.vault.putBatch(this.importing.accountId, batch.map(({ raw }) => raw)));
    if (files === null) return;
    await this.tell(batch.map(({ letter, folder }, index) => {
      const file = files[index];
      if (!file) throw new Error('the vault answered for fewer letters than it was given');
      return { letter, folder, file };
    }), name);
  }

  private async tell(letters: readonly { readonly letter: FiledLetter; readonly folder: string; readonly file: KeptFile }[], name: string): Promise<void> {
    const { journal, accountId, clock } = this.importing;
    const keptAt = isoTime(clock.now());
    const told = new Set<LetterId>();
    const entries: JournalEntry[] = [];
    for (const { letter, folder, file: { letterId, digest, size, isNew } } of letters) {
      this.number += 1;
      // on the server too, or brought along before: it stays as it is, unless the vault's copy had to be written anew
      if (told.has(letterId) || (!isNew && journal.letters().has(letterId))) continue;
      told.add(letterId);
      entries.push({
        kind: 'letter.kept',
        letter: { letterId, accountId, digest, size, location: { folder, uidValidity: 'import', uid: this.number }, internalDate: letter.internalDate, keptAt, flags: letter.flags, origin: 'import' },
      });
    }
    if (entries.length > 0 && (await this.written(name, async () => ok(await journal.append(...entries)))) === null) return;
    this.kept += entries.length;
    this.known += letters.length - entries.length;
    this.job.advance(this.kept + this.known);
  }

  private async hasRoom(bytes: number, name: string): Promise<boolean> {
    if ((await this.importing.freeBytes()) - bytes >= limits.freeDiskBytes) return true;
    this.stop(name, 'diskFull');
    return false;
  }

  /** null where it could not be written; then nothing more is tried. */
  private async written<Value>(name: string, write: () => Promise<Result<Value, { readonly code: string }>>): Promise<Value | null> {
    const answer = await write().catch((error: unknown) => {
      if (error instanceof JournalWriteError) return fail({ code: error.code });
      // a file that cannot be read to its end is the file's fault, not the vault's
      if (systemCode(error) === null || systemCode(error) === 'EIO') throw error;
      return fail({ code: isDiskFull(error) ? 'diskFull' : 'notWritable' });
    });
    if (answer.ok) return answer.value;
    this.stop(name, answer.failure.code === 'diskFull' ? 'diskFull' : 'notWritable');
    return null;
  }

  private stop(name: string, code: 'diskFull' | 'notWritable'): void {
    this.stopped = true;
    this.note({ name, code });
  }
}

async function joined(pieces: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const raw = new Uint8Array(most);
  let length = 0;
  for await (const piece of pieces) {
    raw.set(piece, length);
    length += piece.length;
  }
  return raw.subarray(0, length);
}
