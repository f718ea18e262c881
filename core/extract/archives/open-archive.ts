import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { Allowance } from './allowance';
import type { ArchiveEngine, Libarchive } from './archive-engine';
import type { ArchiveFailure, OpenedArchive } from './archive';
import type { EngineDirectory } from './engine-directory';
import { EngineRun } from './engine-run';
import { openTnef } from './open-tnef';
import { openWithEngine } from './open-with-engine';
import { openZipArchive } from './open-zip-archive';
import { readRar4Directory } from './rar4-directory';
import { readRar5Directory } from './rar5-directory';
import { readSevenZipDirectory } from './seven-zip-directory';
import { isPackage, readZipDirectory } from './zip-directory';

export interface ArchiveTools {
  /** libarchive, loaded with the first RAR or 7z; null or absent: cannot be started here */
  readonly archives?: () => Promise<ArchiveEngine | null>;
}

export type ArchiveKind = 'zip' | 'rar' | 'sevenZip' | 'tnef' | 'unknown';

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, at) => bytes[at] === byte);
}

/**
 * What kind of container of files the bytes are; null: none. Documents that are packages themselves (DOCX, ODT) are
 * none. `unknown`: an archive that is not opened here (gzip, CAB, xz …).
 */
export function archiveKind(bytes: Uint8Array): ArchiveKind | null {
  // local header, end of an empty one, mark of a split one
  if ([3, 5, 7].some((kind) => startsWith(bytes, 0x50, 0x4b, kind, kind + 1))) {
    const rows = readZipDirectory(bytes);
    return rows.ok && isPackage(rows.value) ? null : 'zip';
  }
  if (isRar(bytes)) return 'rar';
  if (startsWith(bytes, 0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c)) return 'sevenZip';
  // [MS-OXTNEF] 2.1.3.1: 0x223E9F78
  if (startsWith(bytes, 0x78, 0x9f, 0x3e, 0x22)) return 'tnef';
  const others = [[0x1f, 0x8b], [0x42, 0x5a, 0x68], [0xfd, 0x37, 0x7a, 0x58, 0x5a], [0x28, 0xb5, 0x2f, 0xfd], [0x4d, 0x53, 0x43, 0x46]];
  return others.some((mark) => startsWith(bytes, ...mark)) ? 'unknown' : null;
}

/** Part of an archive that was cut into several files, by its name: `ho-so.7z.001`, `ho-so.part2.rar`, `ho-so.z01`. */
export function isVolumeName(name: string): boolean {
  return /\.(?:zip|7z|rar)\.\d{3}$|\.part\d+\.rar$|\.[rz]\d\d$/i.test(name);
}

/** Opens a container of files. Never throws; what was unfolded is charged to the allowance. */
export async function openArchive(bytes: Uint8Array, kind: ArchiveKind, tools: ArchiveTools, allowance: Allowance): Promise<Result<OpenedArchive, ArchiveFailure>> {
  switch (kind) {
    case 'zip': {
      const rows = readZipDirectory(bytes);
      return rows.ok ? ok(openZipArchive(bytes, rows.value, allowance)) : rows;
    }
    case 'rar':
      return openInEngine(bytes, tools, allowance, () => (bytes[6] === 1 ? readRar5Directory(bytes) : readRar4Directory(bytes)));
    case 'sevenZip':
      return openInEngine(bytes, tools, allowance, async (engine) => {
        const spare = await engine.start();
        return readSevenZipDirectory(bytes, (one, most) => unfoldOnly(spare, one, most));
      });
    case 'tnef':
      return openTnef(bytes, allowance);
    case 'unknown':
      return fail('archiveUnknown');
  }
}

async function openInEngine(bytes: Uint8Array, tools: ArchiveTools, allowance: Allowance, readDirectory: (engine: ArchiveEngine) => EngineDirectory | Promise<EngineDirectory>): Promise<Result<OpenedArchive, ArchiveFailure>> {
  const engine = (await tools.archives?.()) ?? null;
  if (engine === null) return fail('archiveEngineMissing');
  try {
    const directory = await readDirectory(engine);
    if (directory.rows.length === 0 && directory.trouble !== null) return fail(directory.trouble);
    return ok(openWithEngine(await engine.start(), bytes, directory, allowance));
  } catch (cause) {
    // WebAssembly that cannot be instantiated (no memory) is no bug of ours
    if (!(cause instanceof RangeError) && !(cause instanceof WebAssembly.RuntimeError)) throw cause;
    return fail('archiveEngineFailed');
  }
}

/** The packed header of a 7z; it is bounded by itself and charged to nobody. */
function unfoldOnly(spare: Libarchive, bytes: Uint8Array, most: number): Uint8Array | null {
  const run = new EngineRun(spare, bytes);
  const read = run.next() ? run.read(new Allowance()) : null;
  return read !== null && read.ok && read.value.length <= most ? read.value : null;
}

function isRar(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0x52, 0x61, 0x72, 0x21, 0x1a, 0x07) && (bytes[6] === 0 || (bytes[6] === 1 && bytes[7] === 0));
}
