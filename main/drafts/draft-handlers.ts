import { fail } from '../../core/base/result';
import type { Handlers } from '../../core/contract/bridge';
import type { AppCommands } from '../../core/contract/commands';
import type { DraftMirror } from './draft-mirror';
import type { Drafts } from './drafts';

export type DraftHandlers = Pick<Handlers<AppCommands>, 'draft.save' | 'draft.list' | 'draft.damaged' | 'draft.discard' | 'draft.file' | 'draft.attach' | 'draft.keepFile' | 'draft.mirror'>;

export interface DraftHost {
  /** null: the person chose nothing */
  readonly chooseFiles: () => Promise<readonly string[] | null>;
  /** was this path handed to the window by the operating system, as a drop of a person? */
  readonly wasDropped: (path: string) => boolean;
}

export function draftHandlers(host: DraftHost): (books: () => { readonly drafts: Drafts; readonly mirror: DraftMirror }) => DraftHandlers {
  return (books) => ({
    'draft.save': async ({ draft }) => books().drafts.save(draft),
    'draft.list': async () => books().drafts.list(),
    'draft.damaged': async () => books().drafts.damaged(),
    'draft.discard': async ({ draftId }) => books().drafts.discard(draftId),
    'draft.file': async ({ draftId, fileId }) => books().drafts.read(draftId, fileId),
    'draft.attach': async ({ draftId, paths }) => {
      const chosen = paths ?? (await host.chooseFiles());
      if (chosen === null) return fail({ code: 'cancelled' });
      // a page that was taken over must not be able to name files of its own choice
      if (paths?.some((path) => !host.wasDropped(path)) === true) return fail({ code: 'notReadable' });
      return books().drafts.attach(draftId, chosen);
    },
    'draft.mirror': async ({ draftId, message }) => books().mirror.mirror(draftId, message),
    'draft.keepFile': async (file) => books().drafts.keepFile(file),
  });
}
