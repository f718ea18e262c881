import type { Dirent } from 'node:fs';
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { maildirFolderName } from '../../core/archive/decode-folder-name';
import { beginsLikeMbox } from '../../core/archive/split-mbox';
import { limits } from '../../core/base/limits';
import { latin1Of } from '../../core/letter/latin1';
import { openFile } from './file-source';
import { fileProblem, type ImportProblem } from './import-problem';

export interface MailFile {
  readonly kind: 'mbox' | 'eml' | 'maildir';
  readonly path: string;
  /** the file or folder it came from, as a person reads it */
  readonly folder: string;
}

export type Found = { readonly file: MailFile } | { readonly problem: ImportProblem };

/** what programs keep beside their mail */
const notMail = /\.(?:msf|dat|json|html?|js|sqlite(?:-\w+)?|mozmsgs|wdseml|log|index|lock|bak|ini|rdf|xml|txt)$/i;

/**
 * Files with letters below the paths a person chose, in the order of the disk. What does not look like mail is passed over in a
 * folder and named where it was chosen by itself. Links inside a folder are not followed: what they lead to within it is met
 * anyway, and everything else was not chosen.
 */
export async function* findMailFiles(paths: readonly string[]): AsyncGenerator<Found> {
  for (const chosen of paths) {
    const name = basename(chosen);
    try {
      // the chosen thing itself may be a link; from here on there is none
      const path = await realpath(chosen);
      const found = await stat(path);
      if (found.isDirectory()) yield* inFolder(path, path, [name], 0);
      else if (!found.isFile()) yield { problem: { name, code: 'special' } };
      else {
        const kind = await kindOf(path, 'chosen');
        if (kind === null) yield { problem: { name, code: found.size === 0 ? 'empty' : 'notMail' } };
        else yield { file: { kind, path, folder: readable(kind === 'mbox' ? [name] : [basename(dirname(path))]) } };
      }
    } catch (error) {
      yield { problem: fileProblem(name, error) };
    }
  }
}

async function* inFolder(root: string, folder: string, names: readonly string[], depth: number): AsyncGenerator<Found> {
  if (depth > limits.importDepth) {
    yield { problem: { name: readable(names), code: 'tooDeep' } };
    return;
  }
  const inMaildir = await isMaildir(folder);
  let entries: AsyncIterable<Dirent>;
  try {
    entries = await opendir(folder);
  } catch (error) {
    yield { problem: fileProblem(readable(names), error) };
    return;
  }
  for await (const entry of entries) {
    const path = join(folder, entry.name);
    const name = readable([...names, entry.name]);
    try {
      if (entry.isSymbolicLink()) {
        if (!(await leadsInto(root, path))) yield { problem: { name, code: 'linkOutside' } };
      } else if (entry.isDirectory()) {
        // what is being written there is not whole yet
        if (inMaildir && entry.name === 'tmp') continue;
        if (inMaildir && (entry.name === 'cur' || entry.name === 'new')) yield* lettersOfMaildir(path, names);
        else yield* inFolder(root, path, [...names, entry.name], depth + 1);
      } else if (!entry.isFile() && !(await lstat(path)).isFile()) {
        yield { problem: { name, code: 'special' } };
      } else {
        const kind = notMail.test(entry.name) ? null : await kindOf(path, 'met');
        if (kind !== null) yield { file: { kind, path, folder: kind === 'mbox' ? name : readable(names) } };
        else if (/\.eml$/i.test(entry.name)) yield { problem: { name, code: 'notMail' } };
      }
    } catch (error) {
      yield { problem: fileProblem(name, error) };
    }
  }
}

/** Each file there is a letter, whatever its name and its first bytes. */
async function* lettersOfMaildir(folder: string, names: readonly string[]): AsyncGenerator<Found> {
  for await (const entry of await opendir(folder)) {
    const name = readable([...names, entry.name]);
    if (entry.isFile()) yield { file: { kind: 'maildir', path: join(folder, entry.name), folder: readable(names) } };
    else if (!entry.isDirectory()) yield { problem: { name, code: entry.isSymbolicLink() ? 'linkOutside' : 'special' } };
  }
}

async function isMaildir(folder: string): Promise<boolean> {
  const both = await Promise.all(['cur', 'new'].map((name) => lstat(join(folder, name)).then((found) => found.isDirectory(), () => false)));
  return both.every(Boolean);
}

async function leadsInto(root: string, path: string): Promise<boolean> {
  const target = await realpath(path).catch(() => null);
  return target !== null && (target === root || target.startsWith(root.endsWith(sep) ? root : root + sep));
}

/** By its first bytes; a name alone only says that a numbered file (MH) or an .eml may be a letter. */
async function kindOf(path: string, how: 'chosen' | 'met'): Promise<'mbox' | 'eml' | null> {
  const file = await openFile(path);
  try {
    const first = await file.read(0, 2000);
    if (beginsLikeMbox(first)) return 'mbox';
    const mayBeLetter = how === 'chosen' || /\.eml$/i.test(path) || /^\d+$/.test(basename(path));
    // a mark of UTF-8 at the front is an editor's doing
    return mayBeLetter && /^(?:\xef\xbb\xbf)?[!-9;-~]+[ \t]*:/.test(latin1Of(first)) ? 'eml' : null;
  } finally {
    await file.close();
  }
}

/** Thunderbird keeps folders below a folder in "Name.sbd"; Maildir++ folders begin with a dot. */
function readable(names: readonly string[]): string {
  return names
    .map((name) => (name.startsWith('.') && name.length > 1 ? maildirFolderName(name) : name.replace(/\.(?:sbd|mbox)$/i, '')))
    .join('/').normalize('NFC').replace(/[\p{Cc}\p{Cs}]/gu, '').slice(0, 200);
}
