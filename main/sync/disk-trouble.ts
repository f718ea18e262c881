import { JournalWriteError } from '../journal/journal-writer';
import { isDiskFull, isReadOnly } from '../vault/durable-file';
import { VaultNotWritable } from './fetch/disk-full';

/** Nothing can be kept: too little space, or the disk may only be read. */
export type DiskTrouble = 'diskFull' | 'readOnly';

/** null: the error is no word of our own disk. */
export function diskTrouble(error: unknown): DiskTrouble | null {
  if (isDiskFull(error)) return 'diskFull';
  if (error instanceof JournalWriteError && (error.code === 'diskFull' || error.code === 'readOnly')) return error.code;
  return error instanceof VaultNotWritable || (isReadOnly(error) && error instanceof Error && 'path' in error && error.path !== undefined) ? 'readOnly' : null;
}
