import type { FlagChange } from '../../core/model/journal';
import { limits } from '../../core/base/limits';
import type { InboxConnection } from './inbox-connection';
import type { Keeping } from './keep-letters';
import { higherModseq } from './cursor';
import { flagList, flagText } from './location-index';

/**
 * Journals what changed in flags since `since` (one event a thousand letters) and returns the mod-sequence up to which
 * everything is journalled. Without CONDSTORE, or without a beginning, all flags are read and compared.
 * @param upTo HIGHESTMODSEQ the server stated before this call, so that every change up to it is in the answer
 */
export async function syncFlags(keeping: Keeping, connection: InboxConnection, since: string | null, upTo: bigint | null): Promise<string | null> {
  const { client } = connection;
  const query = { uid: true, flags: true } as const;
  const isIncremental = connection.highestModseq !== null && since !== null;
  const rows = await client.fetchAll('1:*', query, { uid: true, ...(isIncremental ? { changedSince: BigInt(since) } : {}) });
  const owners = new Map<string, number>();
  const changes = new Map<string, FlagChange>();
  let seen = isIncremental ? since : null;
  for (const { uid, flags, modseq } of rows) {
    if (modseq !== undefined) seen = higherModseq(seen, modseq);
    if (!flags || typeof uid !== 'number') continue;
    const letterId = keeping.index.letterAt(connection.uidValidity, uid);
    if (letterId === null) continue;
    // a letter that lies twice in the mailbox has the flags of its first place, or they would swing to and fro
    const owner = owners.get(letterId);
    if (owner !== undefined && owner <= uid) continue;
    owners.set(letterId, uid);
    const text = flagText(flags);
    if (text === keeping.index.flagsOf(letterId)) changes.delete(letterId);
    else changes.set(letterId, { letterId, flags: flagList(text) });
  }
  const all = [...changes.values()];
  for (let at = 0; at < all.length; at += limits.fetchWindowLetters) {
    const entry = { kind: 'letters.flagged', accountId: keeping.accountId, changes: all.slice(at, at + limits.fetchWindowLetters) } as const;
    await keeping.journal.append(entry);
    keeping.index.apply(entry);
  }
  return connection.highestModseq === null ? null : higherModseq(seen, upTo);
}
