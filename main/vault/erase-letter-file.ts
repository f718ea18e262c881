import { open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, systemCode } from './durable-file';
import { headerBytes } from './letter-file';

/**
 * Header first: once it is overwritten the letter's key is gone, whatever becomes of the rest. (A disk that writes
 * elsewhere, as flash does, may keep the old sector for a while; reading it takes the disk out of its case and the profile key.)
 */
export async function eraseLetterFile(path: string): Promise<void> {
  try {
    const handle = await open(path, 'r+');
    try {
      await handle.write(Buffer.alloc(headerBytes), 0, headerBytes, 0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    // erased before: a second erase, or one that continues after a crash, is no failure
    if (systemCode(error) === 'ENOENT') return;
    throw error;
  }
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}
