import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';

/** A server that was just ended, or a program that was killed, may still write a last file into it: then it is tried again. */
const patience = { recursive: true, force: true, maxRetries: 20, retryDelay: 100 } as const;

export async function removeFolder(path: string): Promise<void> {
  await rm(path, patience);
}

export function removeFolderSync(path: string): void {
  rmSync(path, patience);
}
