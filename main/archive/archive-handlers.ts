import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import { ok } from '../../core/base/result';
import type { Books } from '../open-books';

export type ArchiveHandlers = Pick<Handlers<AppCommands>, 'archive.import' | 'archive.export' | 'archive.cancel'>;

/** Letters brought along from files, and written out to files. */
export function archiveHandlers(_books: () => Books): ArchiveHandlers {
  return {
    'archive.import': async () => ok(null),
    'archive.export': async () => ok(null),
    'archive.cancel': async () => null,
  };
}
