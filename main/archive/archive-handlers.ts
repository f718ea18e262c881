import { isoTime, systemClock } from '../../core/base/clock';
import { fail, ok, type Result } from '../../core/base/result';
import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands, FileFailure, ImportReport } from '../../core/contract/commands';
import type { Books } from '../open-books';
import { isDiskFull, systemCode } from '../vault/durable-file';
import { ArchiveJob, type TellProgress } from './archive-job';
import { exportLetters, ExportTarget } from './export-letters';
import { importLetters } from './import-letters';

export type ArchiveHandlers = Pick<Handlers<AppCommands>, 'archive.import' | 'archive.export' | 'archive.cancel'>;

export interface ArchiveHost {
  /** null: the person chose nothing */
  readonly chooseSources: (what: 'files' | 'folder') => Promise<readonly string[] | null>;
  readonly chooseFolder: () => Promise<string | null>;
  /** was this path handed to the window by the operating system, as a drop of a person? */
  readonly wasDropped: (path: string) => boolean;
  readonly tell: TellProgress;
  /** bytes that may still be written on the disk of the books */
  readonly freeBytes: () => Promise<number>;
}

type ArchiveBooks = Pick<Books, 'vault' | 'journal'> & { readonly accounts: Pick<Books['accounts'], 'record'> };

/** Letters brought along from files, and written out to files. One at a time: two would only take the disk from each other. */
export function archiveHandlers(host: ArchiveHost): (books: () => ArchiveBooks) => ArchiveHandlers {
  return (books) => {
    let job: ArchiveJob | null = null;
    /** the export that is handed over in batches */
    let target: ExportTarget | null = null;

    const running = async <Value>(doing: 'import' | 'export', total: number | null, work: (job: ArchiveJob) => Promise<Value>): Promise<Result<Value, FileFailure>> => {
      if (job !== null) return fail({ code: 'busy' });
      const own = (job = new ArchiveJob(doing, total, host.tell));
      try {
        return ok(await work(own));
      } finally {
        job = null;
        own.end();
      }
    };

    const importing = async (accountId: Parameters<ArchiveHandlers['archive.import']>[0]['accountId'], paths: readonly string[]): Promise<Result<ImportReport, FileFailure>> => {
      const { vault, journal, accounts } = books();
      // letters of an account nobody knows would be shown nowhere
      if (accounts.record(accountId) === null) return fail({ code: 'notReadable' });
      return running('import', null, (own) => importLetters({ accountId, vault, journal, clock: systemClock, freeBytes: host.freeBytes }, paths, own));
    };

    return {
      'archive.import': async ({ accountId, what, paths }) => {
        if (job !== null) return fail({ code: 'busy' });
        if (paths === null) {
          const chosen = await host.chooseSources(what);
          return chosen === null ? ok(null) : importing(accountId, chosen);
        }
        // a page that was taken over must not be able to name files of its own choice
        const allowed = paths.filter((path) => host.wasDropped(path));
        const report = await importing(accountId, allowed);
        if (!report.ok) return report;
        const refused = paths.filter((path) => !allowed.includes(path)).map((name) => ({ name, code: 'notChosen' }));
        return ok({ ...report.value, problems: [...refused, ...report.value.problems] });
      },
      'archive.export': async ({ format, letters, goOn }) => {
        if (job !== null) return fail({ code: 'busy' });
        if (goOn !== true || target === null) {
          const folder = await host.chooseFolder();
          if (folder === null) return ok(null);
          try {
            target = await ExportTarget.at(folder, format, `vanthu-${isoTime(systemClock.now()).slice(0, 10)}`);
          } catch (error) {
            if (systemCode(error) === null) throw error;
            return fail({ code: isDiskFull(error) ? 'diskFull' : 'notWritable' });
          }
        }
        const { vault, journal } = books();
        const into = target;
        return running('export', letters.length, (own) => exportLetters({ vault, journal }, into, letters, own));
      },
      'archive.cancel': async () => {
        job?.cancel();
        return null;
      },
    };
  };
}
