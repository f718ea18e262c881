import type { LibarchiveWasm } from 'libarchive-wasm';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveEntry, ArchiveFailure, OpenedArchive } from './archive';
import { isPlainFile } from './is-plain-file';
import { PathBook } from './path-book';

const pieceBytes = 256 * 1024;

interface Listed {
  readonly name: string;
  readonly isFolder: boolean;
  readonly isLink: boolean;
  readonly isEncrypted: boolean;
  /** as the archive says, bytes */
  readonly size: number;
}

/**
 * A RAR or 7z through libarchive. `isSolid`: files are unfolded one through the other, so one that nobody asked for costs as much
 * as one that is read, and is charged; and the names cannot be had without the work.
 */
export function openWithEngine(libarchive: LibarchiveWasm, bytes: Uint8Array, allowance: Allowance, isSolid: { readonly toRead: boolean; readonly toList: boolean }): Result<OpenedArchive, ArchiveFailure> {
  const engine = new Engine(libarchive, bytes);
  const listed = engine.open() && !isSolid.toList ? engine.list() : [];
  if (engine.trouble !== null && listed.length === 0) return fail(engine.trouble);
  if (!isSolid.toList) engine.open();
  return ok({ entries: entriesOf(engine, listed, allowance, isSolid.toRead), trouble: () => engine.trouble, body: null });
}

/** Files as they are unfolded; what was listed and could not be reached is named all the same. */
function* entriesOf(engine: Engine, listed: readonly Listed[], allowance: Allowance, isSolid: boolean): Generator<ArchiveEntry> {
  const book = new PathBook();
  const entryOf = (entry: Listed, read: ArchiveEntry['read']): ArchiveEntry => ({
    path: book.take(entry.name), name: entry.name.split(/[\\/]/u).at(-1) ?? '', contentType: '', isLink: entry.isLink, read,
  });
  let count = 0;
  for (let entry = engine.next(); entry !== null; entry = engine.next()) {
    count += 1;
    if (count === listed.length) engine.isLast = true;
    if (entry.isFolder || !isPlainFile(entry.name)) continue;
    const { isEncrypted, isLink } = entry;
    let wasRead = false;
    yield entryOf(entry, () => {
      wasRead = true;
      if (isEncrypted) return fail('archiveEncrypted');
      // alone it can be passed over for nothing
      return !isSolid && entry.size > allowance.nextBytes ? fail('archiveTooLarge') : engine.read(allowance);
    });
    if (isSolid && !wasRead && !isEncrypted && !isLink) engine.drain(allowance);
  }
  const why = engine.trouble;
  if (why === null) return;
  for (const entry of listed.slice(count)) if (!entry.isFolder && isPlainFile(entry.name)) yield entryOf(entry, () => fail(entry.isEncrypted ? 'archiveEncrypted' : why));
}

/** One archive in one instance of libarchive. Whatever happens inside is the archive's doing and ends as `trouble`. */
class Engine {
  trouble: ArchiveFailure | null = null;
  /** the file at hand is the last one that was listed: words that linger from it are no news */
  isLast = false;
  private archive = 0;
  private memory = 0;
  private piece = 0;

  constructor(private readonly libarchive: LibarchiveWasm, private readonly bytes: Uint8Array) {}

  /** Opens it from its beginning, again where it was open. */
  open(): boolean {
    this.trouble = null;
    return this.guarded(false, () => {
      const { module } = this.libarchive;
      if (this.archive !== 0) this.libarchive.read_free(this.archive);
      this.archive = 0;
      const memory = this.dataMemory();
      if (memory === 0) {
        this.trouble = 'archiveTooLarge';
        return false;
      }
      module.HEAP8.set(this.bytes, memory);
      this.archive = this.libarchive.read_new_memory(memory, this.bytes.length);
      return true;
    });
  }

  list(): readonly Listed[] {
    const listed: Listed[] = [];
    for (let entry = this.next(); entry !== null; entry = this.next()) listed.push(entry);
    return listed;
  }

  next(): Listed | null {
    if (this.trouble !== null || this.archive === 0) return null;
    return this.guarded(null, () => {
      const entry = this.libarchive.read_next_entry(this.archive);
      if (entry === 0) {
        this.trouble = this.isLast ? null : failureOf(this.libarchive.error_string(this.archive));
        return null;
      }
      const type = this.libarchive.entry_filetype(entry);
      const name = this.libarchive.entry_pathname(entry);
      const isLink = type === 0o120000 || this.libarchive.entry_hardlink(entry) !== '';
      return { name: name.normalize('NFC'), isFolder: type === 0o040000, isLink, isEncrypted: this.libarchive.entry_is_encrypted(entry) !== 0, size: this.libarchive.entry_size(entry) };
    });
  }

  /** The current file, within the allowance. A file that is too large alone leaves the others to be read. */
  read(allowance: Allowance): Result<Uint8Array, ArchiveFailure> {
    const pieces: Uint8Array[] = [];
    let length = 0;
    const most = allowance.nextBytes;
    const failure = this.unfold(allowance, (piece) => {
      length += piece.length;
      if (length <= most) pieces.push(piece);
      else pieces.length = 0;
    });
    if (failure !== null) return fail(failure);
    if (length > most) return fail('archiveTooLarge');
    const whole = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    return ok(whole);
  }

  drain(allowance: Allowance): void {
    this.unfold(allowance, () => undefined);
  }

  /** Why the current file ended before its end; damage of one file need not be damage of the next. */
  private unfold(allowance: Allowance, take: (piece: Uint8Array) => void): ArchiveFailure | null {
    if (this.trouble !== null) return this.trouble;
    return this.guarded<ArchiveFailure | null>(null, () => {
      const { module } = this.libarchive;
      this.piece = this.piece === 0 ? module._malloc(pieceBytes) : this.piece;
      for (;;) {
        if (allowance.isSpent || this.piece === 0) return (this.trouble = 'archiveTooLarge');
        const length = this.readPiece();
        if (typeof length === 'string') return length;
        if (length === 0) return null;
        allowance.spend(length);
        take(new Uint8Array(module.HEAP8.slice(this.piece, this.piece + length).buffer));
      }
    }) ?? this.trouble;
  }

  private readPiece(): number | ArchiveFailure {
    try {
      return this.libarchive.read_data(this.archive, this.piece, pieceBytes);
    } catch (cause) {
      if (isTrap(cause)) throw cause;
      return failureBy(cause);
    }
  }

  private dataMemory(): number {
    if (this.memory === 0) this.memory = this.libarchive.module._malloc(Math.max(1, this.bytes.length));
    return this.memory;
  }

  /** libarchive tells by words only what is wrong; the wrapper throws them. A trap or an exit inside WebAssembly ends this archive. */
  private guarded<Value>(otherwise: Value, use: () => Value): Value {
    try {
      return use();
    } catch (cause) {
      this.trouble = isTrap(cause) ? 'archiveEngineFailed' : failureBy(cause);
      return otherwise;
    }
  }
}

/** A trap, or an exit of the program that is no Error at all. */
function isTrap(cause: unknown): boolean {
  return !(cause instanceof Error) || cause instanceof WebAssembly.RuntimeError;
}

function failureOf(words: string): ArchiveFailure | null {
  if (words === '') return null;
  if (/encrypt|passphrase|decrypt/i.test(words)) return 'archiveEncrypted';
  if (/solid/i.test(words)) return 'archiveSolid';
  if (/volume/i.test(words)) return 'archiveVolume';
  if (/memory|allocate/i.test(words)) return 'archiveTooLarge';
  if (/unsupported|not supported|no support/i.test(words)) return 'archiveMethod';
  return 'archiveBroken';
}

function failureBy(cause: unknown): ArchiveFailure {
  return (cause instanceof Error ? failureOf(cause.message) : null) ?? 'archiveBroken';
}
