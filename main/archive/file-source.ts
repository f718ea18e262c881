import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { ByteSource } from '../../core/archive/byte-source';
import type { IsoTime } from '../../core/model/ids';

export interface OpenFile extends ByteSource {
  readonly modifiedAt: IsoTime;
  close(): Promise<void>;
}

/** It is no regular file: reading from a pipe or a device would wait for ever, or change something. */
export class SpecialFile extends Error {
  override readonly name = 'SpecialFile';
}

/**
 * Opens a regular file to read from. A link is never followed here, and what became a pipe since it was looked at does not hold the
 * program up (O_NONBLOCK). Throws the system's error, or SpecialFile.
 */
export async function openFile(path: string): Promise<OpenFile> {
  // Windows knows neither flag
  const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new SpecialFile();
    return {
      size: found.size,
      modifiedAt: found.mtime.toISOString() as IsoTime,
      async read(start, end) {
        const bytes = new Uint8Array(Math.max(0, Math.min(end, found.size) - start));
        let filled = 0;
        while (filled < bytes.length) {
          const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
          if (bytesRead === 0) break;
          filled += bytesRead;
        }
        return bytes.subarray(0, filled);
      },
      close: () => handle.close(),
    };
  } catch (error) {
    await handle.close();
    throw error;
  }
}
