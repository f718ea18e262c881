import { limits } from '../../core/base/limits';
import { parseHeaderBlock } from '../../core/letter/parse-header-block';
import type { LetterId } from '../../core/model/ids';
import type { LetterHeader } from '../../core/model/letter';
import type { VaultPort } from '../vault/vault-port';

/** first look: one vault chunk holds the header of nearly every letter */
const firstLook = 64 * 1024;

/**
 * Header block of a kept letter; main never looks behind the empty line. `unreadable`: no end of the block within the
 * bound, so that what stands there cannot be known; such a letter is never answered.
 */
export async function readLetterHeader(vault: Pick<VaultPort, 'readRange'>, letterId: LetterId): Promise<LetterHeader | 'unreadable' | 'missing'> {
  for (const bytes of [firstLook, limits.headerBlockBytes]) {
    const read = await vault.readRange(letterId, 0, bytes);
    if (!read.ok) return 'missing';
    const end = endOfHeader(read.value);
    if (end !== null) return parseHeaderBlock(read.value.subarray(0, end));
    if (read.value.length < bytes) return parseHeaderBlock(read.value); // a letter without a body
  }
  return 'unreadable';
}

/** Offset behind the empty line, whichever line ends are used. */
function endOfHeader(bytes: Uint8Array): number | null {
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    const next = bytes[at + 1] === 13 ? at + 2 : at + 1;
    if (bytes[next] === 10) return next + 1;
  }
  return null;
}
