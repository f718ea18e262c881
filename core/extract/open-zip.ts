import { unzipSync } from 'fflate';
import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';

export type ZipFailure = 'zipBroken' | 'zipTooLarge' | 'zipEncrypted';

export interface ZipMembers {
  /** names of all members, in directory order */
  readonly names: readonly string[];
  readonly contents: ReadonlyMap<string, Uint8Array>;
}

const isEncryptedOoxml = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

/**
 * Names of all members and the content of those `wanted`, within limits.zipMembers, zipMemberBytes and zipTotalBytes.
 * The sizes of the central directory decide before anything is unfolded, and no more than these are ever written: a member
 * that unfolds to more than it declares is a broken archive, not a bomb.
 */
export function openZip(bytes: Uint8Array, wanted: (name: string) => boolean): Result<ZipMembers, ZipFailure> {
  if (isEncryptedOoxml(bytes)) return fail('zipEncrypted');
  const names: string[] = [];
  let total = 0;
  let tooLarge = false;
  try {
    const files = unzipSync(bytes, {
      filter: (member) => {
        names.push(member.name);
        if (tooLarge || names.length > limits.zipMembers) {
          tooLarge = true;
          return false;
        }
        if (!wanted(member.name)) return false;
        total += member.originalSize;
        tooLarge = member.originalSize > limits.zipMemberBytes || total > limits.zipTotalBytes;
        return !tooLarge;
      },
    });
    return tooLarge ? fail('zipTooLarge') : ok({ names, contents: new Map(Object.entries(files)) });
  } catch (cause) {
    // fflate throws on every malformed archive; a range error is a directory that points outside the file
    if (!(cause instanceof Error)) throw cause;
    return fail(tooLarge ? 'zipTooLarge' : 'zipBroken');
  }
}
