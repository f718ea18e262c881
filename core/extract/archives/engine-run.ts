import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { Allowance } from './allowance';
import type { ArchiveFailure } from './archive';
import type { Libarchive } from './archive-engine';

const pieceBytes = 256 * 1024;

/** One way through one archive in one instance of libarchive, from its first entry on. Whatever happens inside is the archive's doing and ends as `trouble`. */
export class EngineRun {
  trouble: ArchiveFailure | null = null;
  private archive = 0;
  private piece = 0;

  constructor(private readonly libarchive: Libarchive, bytes: Uint8Array) {
    this.guarded(null, () => {
      const memory = libarchive.module._malloc(Math.max(1, bytes.length));
      this.piece = libarchive.module._malloc(pieceBytes);
      if (memory === 0 || this.piece === 0) {
        this.trouble = 'archiveTooLarge';
        return;
      }
      libarchive.module.HEAP8.set(bytes, memory);
      this.archive = libarchive.read_new_memory(memory, bytes.length);
    });
  }

  /** To the next entry; false: there is none, or none that can be reached. */
  next(): boolean {
    if (this.trouble !== null) return false;
    return this.guarded(false, () => {
      if (this.libarchive.read_next_entry(this.archive) !== 0) return true;
      this.trouble = failureOf(this.libarchive.error_string(this.archive));
      return false;
    });
  }

  /** The entry at hand, within the allowance. One that is too large alone leaves the others to be read. */
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

  /** Why the entry ended before its end; damage of one need not be damage of the next. */
  private unfold(allowance: Allowance, take: (piece: Uint8Array) => void): ArchiveFailure | null {
    if (this.trouble !== null) return this.trouble;
    const failure = this.guarded<ArchiveFailure | null>(null, () => {
      for (;;) {
        if (allowance.isSpent) return (this.trouble = 'archiveTooLarge');
        const length = this.readPiece();
        if (typeof length === 'string') return length;
        if (length === 0) return null;
        allowance.spend(length);
        take(new Uint8Array(this.libarchive.module.HEAP8.slice(this.piece, this.piece + length).buffer));
      }
    });
    return failure ?? this.trouble;
  }

  private readPiece(): number | ArchiveFailure {
    try {
      return this.libarchive.read_data(this.archive, this.piece, pieceBytes);
    } catch (cause) {
      if (isTrap(cause)) throw cause;
      return failureBy(cause);
    }
  }

  private guarded<Value>(otherwise: Value, use: () => Value): Value {
    try {
      return use();
    } catch (cause) {
      this.trouble = isTrap(cause) ? 'archiveEngineFailed' : failureBy(cause);
      return otherwise;
    }
  }
}

/** A trap, or an exit of the program, which is no Error at all; every other error is libarchive's, told in words by its wrapper. */
function isTrap(cause: unknown): boolean {
  return !(cause instanceof Error) || cause instanceof WebAssembly.RuntimeError;
}

function failureBy(cause: unknown): ArchiveFailure {
  return (cause instanceof Error ? failureOf(cause.message) : null) ?? 'archiveBroken';
}

/** libarchive has words for what is wrong, and no numbers that say it (archive_error_string). */
function failureOf(words: string): ArchiveFailure | null {
  if (words === '') return null;
  if (/encrypt|passphrase|decrypt/i.test(words)) return 'archiveEncrypted';
  if (/solid/i.test(words)) return 'archiveSolid';
  if (/volume/i.test(words)) return 'archiveVolume';
  if (/memory|allocate/i.test(words)) return 'archiveTooLarge';
  if (/unsupported|not supported|no support/i.test(words)) return 'archiveMethod';
  return 'archiveBroken';
}
