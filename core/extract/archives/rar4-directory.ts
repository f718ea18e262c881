import { limits } from '../../base/limits';
import type { ArchiveFailure } from './archive';
import { ByteCursor, orCutShort } from './byte-cursor';
import { decodeZipNames } from './decode-zip-names';
import type { EngineDirectory, EngineRow } from './engine-directory';
import { unpackRarName } from './unpack-rar-name';

const markBytes = 7;
// types of blocks, and flags, of the technical note that comes with RAR 3 and 4
const mainBlock = 0x73;
const fileBlock = 0x74;
const endBlock = 0x7b;
const main = { volume: 0x0001, solid: 0x0008, encrypted: 0x0080 } as const;
const file = { encrypted: 0x0004, unicode: 0x0200, wide: 0x0100, folder: 0x00e0, solid: 0x0010, data: 0x8000 } as const;

type Draft = Omit<EngineRow, 'name'> & { readonly plainName: Uint8Array; readonly name: string | null };

/** Headers of RAR 1.5 to 4. */
export function readRar4Directory(bytes: Uint8Array): EngineDirectory {
  const drafts: Draft[] = [];
  const cursor = new ByteCursor(bytes, markBytes);
  let isSolid = false;
  let trouble: ArchiveFailure | null = null;
  const whole = orCutShort(() => {
    // a RAR of version 2 has no end block
    while (!cursor.isAtEnd && trouble === null) {
      const start = cursor.at;
      cursor.skip(2);
      const type = cursor.uint8();
      const flags = cursor.uint16();
      const size = cursor.uint16();
      if (size < 7) {
        trouble = 'archiveBroken';
        break;
      }
      if (type === endBlock) break;
      if (type === mainBlock) {
        trouble = (flags & main.encrypted) !== 0 ? 'archiveEncrypted' : (flags & main.volume) !== 0 ? 'archiveVolume' : null;
        isSolid ||= (flags & main.solid) !== 0;
      }
      const packed = type === fileBlock ? readFile(cursor, flags, drafts) : (flags & file.data) !== 0 ? cursor.uint32() : 0;
      isSolid ||= type === fileBlock && (flags & file.solid) !== 0;
      cursor.at = start;
      cursor.skip(size);
      if (drafts.length > limits.zipMembers) trouble = 'archiveTooMany';
      cursor.skip(packed);
    }
    return true;
  });
  const plain = decodeZipNames(drafts.map((draft) => ({ name: draft.plainName, isUtf8: false })));
  const rows = drafts.map(({ plainName: _, name, ...draft }, index) => ({ ...draft, name: name ?? plain[index] ?? '' }));
  return { rows, isSolid, trouble: trouble ?? (whole === null ? 'archiveBroken' : null) };
}

/** @returns bytes of packed data that follow the header */
function readFile(cursor: ByteCursor, flags: number, drafts: Draft[]): number {
  const packed = cursor.uint32();
  const size = cursor.uint32();
  const system = cursor.uint8();
  const crc = cursor.uint32();
  // time, version, method
  cursor.skip(4 + 1 + 1);
  const nameBytes = cursor.uint16();
  const mode = cursor.uint32();
  const isWide = (flags & file.wide) !== 0;
  const high = isWide ? [cursor.uint32(), cursor.uint32()] as const : [0, 0] as const;
  const name = cursor.take(nameBytes);
  const zero = name.indexOf(0);
  const plainName = zero === -1 ? name : name.subarray(0, zero);
  drafts.push({
    plainName,
    name: (flags & file.unicode) === 0 ? null : unpackRarName(name),
    isFolder: (flags & file.folder) === file.folder,
    // S_IFLNK, written by Unix
    isLink: system === 3 && (mode & 0o170000) === 0o120000,
    isEncrypted: (flags & file.encrypted) !== 0,
    size: size + high[1] * 0x1_0000_0000,
    crc,
  });
  return packed + high[0] * 0x1_0000_0000;
}
