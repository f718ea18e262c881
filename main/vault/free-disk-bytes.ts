import { statfs } from 'node:fs/promises';

/** Bytes an ordinary user may still write on the disk that holds `path` (an existing file or folder). */
export async function freeDiskBytes(path: string): Promise<number> {
  const stat = await statfs(path);
  return stat.bavail * stat.bsize;
}
