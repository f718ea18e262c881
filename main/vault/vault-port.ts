import type { AccountId, Digest, LetterId } from '../../core/model/ids';
import type { Result } from '../../core/base/result';

export interface KeptFile {
  readonly letterId: LetterId;
  readonly digest: Digest;
  /** bytes of the raw letter */
  readonly size: number;
  /** false where the vault held this (account, digest) already */
  readonly isNew: boolean;
}

export type VaultFailure =
  | { readonly code: 'missing' }
  | { readonly code: 'damaged'; readonly detail: string }
  | { readonly code: 'diskFull' }
  /** the folder or the disk cannot be written to; what is kept can be read */
  | { readonly code: 'readOnly' };

/** The beginning of a letter whose line broke; survives the end of the program. */
export interface PartialLetter {
  /** bytes that are here, from the letter's first on */
  readonly offset: number;
  /** bytes the letter will have */
  readonly whole: number;
  /** Survives kill -9 when it resolves. */
  append(bytes: Uint8Array): Promise<Result<void, VaultFailure>>;
  /** Takes the whole letter in as `putStream` does; the beginning is gone then. */
  finish(): Promise<Result<KeptFile, VaultFailure>>;
  discard(): Promise<void>;
}

/** What the rest of main may ask of the vault. Raw letters, sealed, small ones in packs, large ones in a file each. */
export interface VaultPort {
  /**
   * Writes a batch: small letters to a pack with one fsync, large ones through temp files → fsync in parallel → rename → fsync of the
   * folders. When it resolves, all are durable; the journal entry is the caller's next step.
   */
  putBatch(accountId: AccountId, letters: readonly Uint8Array[]): Promise<Result<readonly KeptFile[], VaultFailure>>;
  /** One large letter from a stream, never held whole in memory. */
  putStream(accountId: AccountId, raw: AsyncIterable<Uint8Array>): Promise<Result<KeptFile, VaultFailure>>;
  /** What arrived of a letter before its line broke; `key` says which letter it is as exactly as its server can. */
  resumePartial(accountId: AccountId, key: string): Promise<PartialLetter | null>;
  /** A new beginning, over an older one under the same key. @param whole bytes of the letter */
  beginPartial(accountId: AccountId, key: string, whole: number): Promise<Result<PartialLetter, VaultFailure>>;
  size(letterId: LetterId): Promise<Result<number, VaultFailure>>;
  /** Bytes [start, end), clamped to the letter's size; only the chunks touched are opened. */
  readRange(letterId: LetterId, start: number, end: number): Promise<Result<Uint8Array, VaultFailure>>;
  has(letterId: LetterId): Promise<boolean>;
  /** Destroys key and file; afterwards the journal's events about it cannot be opened. */
  erase(letterId: LetterId): Promise<Result<void, VaultFailure>>;
  /** Key that seals the journal's payloads about this letter; null once erased or where the file is missing. */
  journalKey(letterId: LetterId): Promise<Uint8Array | null>;
  letterId(accountId: AccountId, digest: Digest): LetterId;
}
