import { createHash } from 'node:crypto';
import type { Clock } from '../../core/base/clock';
import { isoTime } from '../../core/base/clock';
import type { Result } from '../../core/base/result';
import { fail, ok } from '../../core/base/result';
import type { AccountId, Digest, IsoTime } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { Location } from '../../core/model/letter';
import type { JournalPort } from '../journal/journal-port';
import type { KeptFile, VaultFailure, VaultPort } from '../vault/vault-port';
import { isClaimMark } from './claim-mark';
import type { FetchedLetter } from './fetch-letters';
import type { FolderIndex } from './folder-index';

export interface Keeping {
  readonly accountId: AccountId;
  readonly folder: string;
  readonly uidValidity: string;
  readonly vault: VaultPort;
  readonly journal: JournalPort;
  readonly index: FolderIndex;
  readonly clock: Clock;
}

type Meta = Omit<FetchedLetter, 'source'>;
export type Arrival = { readonly kind: 'raw'; readonly letter: FetchedLetter } | { readonly kind: 'filed'; readonly letter: Meta; readonly file: KeptFile };

/**
 * Vault, then journal: when it resolves the letters are durable and told of. An erased letter that is still on the server
 * is not taken in again. The caller moves the cursor afterwards; killed before that, the journal says what is kept.
 */
export async function keepLetters(keeping: Keeping, arrivals: readonly Arrival[]): Promise<Result<void, VaultFailure>> {
  const wanted = keeping.index.hasErased ? arrivals.filter((arrival) => !isErased(keeping, arrival)) : arrivals;
  // a streamed letter is in the vault before its digest says what it is
  for (const arrival of arrivals) if (arrival.kind === 'filed' && !wanted.includes(arrival)) await keeping.vault.erase(arrival.file.letterId);
  const raw = wanted.flatMap((arrival) => (arrival.kind === 'raw' ? [arrival.letter.source] : []));
  const put = raw.length > 0 ? await keeping.vault.putBatch(keeping.accountId, raw) : ok([]);
  if (!put.ok) return fail(put.failure);
  const keptAt = isoTime(keeping.clock.now());
  const entries: JournalEntry[] = [];
  const seen = new Set<string>();
  let next = 0;
  for (const arrival of wanted) {
    const file = arrival.kind === 'filed' ? arrival.file : put.value[next++];
    if (!file) throw new Error('the vault answered for fewer letters than it was given');
    const isKnown = seen.has(file.letterId) || keeping.index.isKept(file.letterId);
    entries.push(entryFor(keeping, arrival.letter, file, keptAt, isKnown));
    seen.add(file.letterId);
  }
  if (entries.length > 0) await keeping.journal.append(...entries);
  for (const entry of entries) keeping.index.apply(entry);
  return ok(undefined);
}

/** The same bytes at a second UID are the same letter at a second place; so is a letter met again after a new UIDVALIDITY. */
function entryFor(keeping: Keeping, letter: Meta, file: KeptFile, keptAt: IsoTime, isKnown: boolean): JournalEntry {
  const location: Location = { folder: keeping.folder, uidValidity: keeping.uidValidity, uid: letter.uid };
  const flags = letter.flags.filter((flag) => !isClaimMark(flag));
  if (isKnown) return { kind: 'letter.located', letterId: file.letterId, location, flags };
  return {
    kind: 'letter.kept',
    letter: {
      letterId: file.letterId, accountId: keeping.accountId, digest: file.digest, size: file.size,
      location, internalDate: letter.internalDate, keptAt, flags, ...(letter.emailId === undefined ? {} : { emailId: letter.emailId }),
    },
  };
}

function isErased({ accountId, vault, index }: Keeping, arrival: Arrival): boolean {
  if (arrival.kind === 'filed') return index.isErased(arrival.file.letterId);
  const digest = createHash('sha256').update(arrival.letter.source).digest('hex') as Digest;
  return index.isErased(vault.letterId(accountId, digest));
}
