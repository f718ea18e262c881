import { lstat, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { basename, extname, join, sep } from 'node:path';
import { decideAttachment } from '../../core/letter/attachment-kind';
import { safeName } from '../../core/letter/safe-name';
import type { FileFailure } from '../../core/contract/commands';
import { fail, ok, type Result } from '../../core/base/result';

export interface NamedFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/**
 * Attachments handed to other programs lie in a folder of this user alone, outside the profile, for as long as the app
 * runs. What can run code is never written here: it can only be saved where a person says.
 */
export class OpenedFiles {
  private readonly folder: string;
  /** of this run alone, made with the first file */
  private run: string | null = null;
  private count = 0;

  constructor(instance: string, private readonly base = process.env['XDG_RUNTIME_DIR'] ?? tmpdir()) {
    this.folder = join(base, `vanthu-opened-${userInfo().uid}-${instance}`);
  }

  /** False where something is left: another program may still hold a file (Windows), and the next wipe takes it. */
  async wipe(): Promise<boolean> {
    const folders = this.run === null || this.run.startsWith(this.folder + sep) ? [this.folder] : [this.folder, this.run];
    this.run = null;
    const wiped = await Promise.allSettled(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    return wiped.every(({ status }) => status === 'fulfilled');
  }

  /** Writes the file read-only and returns its path for the system to open. */
  async put(file: NamedFile): Promise<Result<string, FileFailure>> {
    if (decideAttachment(file.name, file.contentType, file.bytes).kind === 'saveOnly') return fail({ code: 'saveOnly' });
    this.count += 1;
    const count = String(this.count);
    try {
      const folder = join((this.run ??= await this.ownFolder()), count);
      const path = join(folder, plainName(file));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(path, file.bytes, { mode: 0o400, flag: 'wx' });
      return ok(path);
    } catch (error) {
      return fail(fileFailure(error));
    }
  }

  /** In a temporary folder that all users share somebody may have been here first, and would read what we put there. */
  private async ownFolder(): Promise<string> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const found = await lstat(this.folder);
    const isOurs = process.platform === 'win32' || (found.uid === userInfo().uid && (found.mode & 0o077) === 0);
    return found.isDirectory() && isOurs ? mkdtemp(this.folder + sep) : mkdtemp(join(this.base, 'vanthu-opened-'));
  }
}

/** One name for a folder entry: safe, never a path, of a length that file systems take. */
export function plainName(file: Pick<NamedFile, 'name' | 'contentType'>): string {
  const name = basename(safeName(file.name, file.contentType));
  const extension = extname(name).slice(0, 20);
  const stem = name.slice(0, name.length - extname(name).length);
  let short = stem;
  while (Buffer.byteLength(short + extension) > 200) short = [...short].slice(0, -1).join('');
  return `${short}${extension}`;
}

export function fileFailure(error: unknown): FileFailure {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'ENOSPC' || code === 'EDQUOT') return { code: 'diskFull' };
  if (code === 'EFBIG') return { code: 'tooLarge' };
  return { code: 'notWritable' };
}

/** A name that is free among `taken`: "a.pdf", "a (2).pdf", … */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let n = 2; ; n += 1) {
    const candidate = `${stem} (${n})${extension}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}
