import type { Result } from '../../../core/base/result';
import type { VaultFailure } from '../../vault/vault-port';

/** Thrown within fetching only: the fetch ends with the outcome `diskFull`. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

/** The vault's value; a full disk, or a vault that cannot work, ends the fetch. */
export function taken<Value>(result: Result<Value, VaultFailure>): Value {
  if (result.ok) return result.value;
  throw result.failure.code === 'diskFull' ? new DiskFull() : new Error(`the vault could not take a letter in: ${result.failure.code}`);
}
