import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The system's error code ('ENOENT', 'ENOSPC' …), null for anything that is not a system error. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}

export function isDiskFull(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** The folder or the disk may be read and not written: a medium that was locked, or rights that were taken away. */
export function isReadOnly(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'EROFS' || code === 'EACCES' || code === 'EPERM';
}

/**
 * Makes renames and new names in a folder durable. POSIX only: Windows has no handle for this and
 * NTFS journals its own metadata.
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** what Windows says while a virus scanner or an indexer looks at a file that was just written */
const heldCodes: ReadonlySet<string | null> = new Set(['EPERM', 'EACCES', 'EBUSY']);
/** milliseconds; together about three seconds */
const heldWaits = [10, 20, 50, 100, 200, 400, 800, 1600];

/** `rename` that waits where another program holds the file for a moment (Windows only; elsewhere a refusal is final). */
export async function renameHeld(from: string, to: string, move: (from: string, to: string) => Promise<void> = rename, platform: string = process.platform): Promise<void> {
  for (const wait of heldWaits) {
    try {
      return await move(from, to);
    } catch (error) {
      if (platform !== 'win32' || !heldCodes.has(systemCode(error))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return move(from, to);
}

/**
 * Replaces a file as a whole: after a power cut there is the old content or the new, never a mixture.
 * Mode 0600. Throws the system's error (ENOSPC among them); the temporary file is gone then.
 */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await renameHeld(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}
