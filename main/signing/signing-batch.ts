import type { Result } from '../../core/base/result';
import type { SignFailure, SigningKey, SignMechanism } from '../../core/model/signing';

/** Keys of one kind: imported files, or tokens. */
export interface KeySource {
  list(): Promise<readonly SigningKey[]>;
  /** Null where the key is not of this kind. */
  begin(keyId: string): Promise<Result<SigningBatch, SignFailure> | null>;
}

/** One key, taken up for one batch. Whoever begins it closes it, whatever happened. */
export interface SigningBatch {
  /** as it is now: tries left are read anew */
  readonly key: SigningKey;
  /**
   * One try with this PIN, never another. @param pin UTF-8, zeroed by the caller; null: none is needed, or it is typed on the reader
   */
  unlock(pin: Uint8Array | null): Promise<Result<null, SignFailure>>;
  /** @param pin for a key that asks before each signature, else null */
  sign(mechanism: SignMechanism, bytes: Uint8Array, pin: Uint8Array | null): Promise<Result<Uint8Array, SignFailure>>;
  /** the person gave up while a reader waits for the PIN: what is going on there is ended */
  abort(): void;
  close(): Promise<void>;
}
