import type { PackageFailure } from '../open-package';
import type { OfficeWriteFailure } from './office-write-failure';

const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] as const;
/** names of streams stand in the file as UTF-16 ([MS-CFB] 2.6.1) */
const sealed = new TextEncoder().encode([...'EncryptedPackage'].join('\0'));

function includes(bytes: Uint8Array, wanted: Uint8Array): boolean {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at !== -1 && at + wanted.length <= bytes.length; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return true;
  }
  return false;
}

/** What to tell a person about a file that is no sound package. */
export function openFailure(bytes: Uint8Array, failure: PackageFailure | 'malformed'): OfficeWriteFailure {
  if (compound.every((byte, index) => bytes[index] === byte)) return includes(bytes, sealed) ? 'encrypted' : 'oldFormat';
  return failure === 'malformed' ? 'broken' : failure;
}
