import type { Result } from '../../../core/base/result';
import type { VaultFailure } from '../../vault/vault-port';

/** Thrown within fetching only: the fetch ends with the outcome `diskFull`. */
export class DiskFull extends Error {
  override readonly name = 'DiskFull';
}

/** The disk of the vault may be read and not written: fetching stops with a word about it, and is tried again now and then. */
export class VaultNotWritable extends Error {
  override readonly name = 'VaultNotWritable';
}

/** The vault's value; a full disk, or a vault that cannot work, ends the fetch. */
export function taken<Value>(result: Result<Value, VaultFailure>): Value {
  if (result.ok) return result.value;
  throw notTaken(result.failure);
}

/** What to throw for a letter that the vault did not take. */
export function notTaken({ code }: VaultFailure): Error {
  if (code === 'diskFull') return new DiskFull();
  return code === 'readOnly' ? new VaultNotWritable('the vault cannot be written to') : new Error(`the vault could not take a letter in: ${code}`);
}
