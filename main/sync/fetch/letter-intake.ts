import { limits } from '../../../core/base/limits';
import type { AccountId } from '../../../core/model/ids';
import type { KeptFile, PartialLetter, VaultPort } from '../../vault/vault-port';
import { taken } from './disk-full';
import type { LiteralTarget } from './imap-splitter';
import type { LetterHeads } from './letter-heads';

export interface IntakeParts {
  readonly accountId: AccountId;
  readonly vault: Pick<VaultPort, 'beginPartial'>;
  readonly heads: LetterHeads;
  /** not read while the disk is behind */
  readonly line: { hold(): void; release(): void };
  /** milliseconds that never run backwards */
  readonly now: () => number;
}

export type Beginning =
  | { readonly kind: 'none'; readonly whole: number }
  | { readonly kind: 'head'; readonly whole: number; readonly bytes: Uint8Array }
  | { readonly kind: 'partial'; readonly whole: number; readonly partial: PartialLetter };

/** bytes of a letter that are not on disk yet for longer than this are written down where there are enough of them */
const unsavedMillis = 250;
const pieceBytes = limits.resumeLetterBytes;

/**
 * One letter while its bytes come. A letter below limits.streamLetterBytes is held whole, and written down beside that where
 * the line is slow; a larger one only passes through, a piece at a time. At a cut, what came is kept.
 */
export class LetterIntake implements LiteralTarget {
  readonly whole: number;
  private readonly held: Buffer | null;
  private readonly piece: Buffer | null;
  /** bytes of the letter that came, those of its beginning among them */
  private filled: number;
  private readonly startedAt: number;
  /** bytes of it that are on disk or on their way there */
  private saved: number;
  private savedAt: number;
  private partial: PartialLetter | null;
  private writing: Promise<void> = Promise.resolve();
  private failure: Error | null = null;

  constructor(private readonly parts: IntakeParts, private readonly key: string, beginning: Beginning) {
    this.whole = beginning.whole;
    this.partial = beginning.kind === 'partial' ? beginning.partial : null;
    this.filled = beginning.kind === 'partial' ? beginning.partial.offset : beginning.kind === 'head' ? beginning.bytes.length : 0;
    this.startedAt = this.filled;
    this.saved = beginning.kind === 'partial' ? this.filled : 0;
    this.savedAt = parts.now();
    const flows = beginning.kind === 'partial' || this.whole >= limits.streamLetterBytes;
    this.held = flows ? null : Buffer.allocUnsafe(this.whole);
    this.piece = flows ? Buffer.allocUnsafe(pieceBytes) : null;
    if (beginning.kind === 'head') this.take(Buffer.from(beginning.bytes), 0);
  }

  get offset(): number {
    return this.filled;
  }

  get isWhole(): boolean {
    return this.filled === this.whole;
  }

  /** bytes that came through this intake */
  get gained(): number {
    return this.filled - this.startedAt;
  }

  take(bytes: Buffer, at = this.filled): void {
    if (this.held) {
      bytes.copy(this.held, at);
      this.filled = at + bytes.length;
      if (this.filled - this.saved >= pieceBytes && this.parts.now() - this.savedAt >= unsavedMillis) this.save(this.held.subarray(this.saved, this.filled));
      return;
    }
    for (let from = 0; from < bytes.length; ) {
      const room = pieceBytes - (this.filled - this.saved);
      const part = bytes.subarray(from, from + room);
      part.copy(this.piece as Buffer, this.filled - this.saved);
      this.filled += part.length;
      from += part.length;
      if (part.length === room) this.flush();
    }
  }

  /** The bytes where they are held, or the file where they passed through. Only when whole. */
  async finish(): Promise<{ readonly raw: Uint8Array } | { readonly file: KeptFile }> {
    if (!this.held) this.flush();
    await this.settled();
    if (this.held) {
      await this.partial?.discard();
      return { raw: this.held };
    }
    return { file: taken(await (await this.opened()).finish()) };
  }

  /** The bytes of a letter that was held and never written down; null: ask `finish`. */
  get simple(): Uint8Array | null {
    return this.held && this.saved === 0 && this.partial === null ? this.held : null;
  }

  /** The line is cut, or the rest is asked for later: what came is kept as well as its size deserves. */
  async pause(): Promise<void> {
    if (this.gained === 0 && this.partial === null && this.startedAt === 0) return;
    if (this.held && this.saved === 0 && this.filled < limits.resumeLetterBytes) {
      this.parts.heads.put(this.key, { bytes: Buffer.from(this.held.subarray(0, this.filled)), whole: this.whole });
      return;
    }
    if (this.held) this.save(this.held.subarray(this.saved, this.filled));
    else this.flush();
    await this.settled();
  }

  /** Sizes contradict each other: nothing of it is believed. */
  async discard(): Promise<void> {
    await this.writing;
    await this.partial?.discard();
  }

  private flush(): void {
    const bytes = Buffer.from((this.piece as Buffer).subarray(0, this.filled - this.saved));
    if (bytes.length === 0) return;
    this.parts.line.hold();
    this.save(bytes);
    void this.writing.then(() => this.parts.line.release());
  }

  /** @param bytes stay as they are until they are written */
  private save(bytes: Uint8Array): void {
    this.saved = this.filled;
    this.savedAt = this.parts.now();
    if (bytes.length === 0) return;
    this.writing = this.writing.then(async () => {
      if (this.failure !== null) return;
      taken(await (await this.opened()).append(bytes));
    }).catch((error: unknown) => {
      this.failure = error instanceof Error ? error : new Error(String(error));
    });
  }

  private async opened(): Promise<PartialLetter> {
    return (this.partial ??= taken(await this.parts.vault.beginPartial(this.parts.accountId, this.key, this.whole)));
  }

  private async settled(): Promise<void> {
    await this.writing;
    if (this.failure !== null) throw this.failure;
  }
}
