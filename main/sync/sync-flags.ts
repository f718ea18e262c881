import { limits } from '../../core/base/limits';
import type { FlagChange } from '../../core/model/journal';
import type { JournalPort } from '../journal/journal-port';
import type { AccountId } from '../../core/model/ids';
import type { FolderIndex } from './folder-index';
import { flagList, flagText } from './flag-text';
import { higherModseq } from './cursor';
import type { OpenFolder } from './folder-connection';

export interface FlagKeeping {
  readonly accountId: AccountId;
  readonly index: FolderIndex;
  readonly journal: JournalPort;
}

/**
 * Journals what changed in flags since `since` (one event a thousand letters) and returns the mod-sequence up to which
 * everything is journalled. With CONDSTORE only what changed is asked for; with QRESYNC the same answer names the UIDs that
 * vanished (`FolderConnection.takeVanished`). Without CONDSTORE all flags are read and compared.
 * @param upTo HIGHESTMODSEQ the server stated before this call, so that every change up to it is in the answer
 */
export async function syncFlags({ accountId, index, journal }: FlagKeeping, folder: OpenFolder, since: string | null, upTo: bigint | null): Promise<string | null> {
  const { client, path, uidValidity, highestModseq } = folder;
  const isIncremental = highestModseq !== null;
  // nothing known before: everything since the first change ever (RFC 7162: a mod-sequence is at least 1)
  const rows = await client.fetchAll('1:*', { uid: true, flags: true }, { uid: true, ...(isIncremental ? { changedSince: BigInt(since ?? '1') } : {}) });
  const changes: FlagChange[] = [];
  let seen = since;
  for (const { uid, flags, modseq } of rows) {
    if (modseq !== undefined) seen = higherModseq(seen, modseq);
    if (!flags || typeof uid !== 'number') continue;
    const letterId = index.letterAt(uidValidity, uid);
    if (letterId === null) continue;
    const text = flagText(flags);
    if (text !== index.flagsAt(uidValidity, uid)) changes.push({ letterId, flags: flagList(text), location: { folder: path, uidValidity, uid } });
  }
  for (let at = 0; at < changes.length; at += limits.fetchWindowLetters) {
    const entry = { kind: 'letters.flagged', accountId, changes: changes.slice(at, at + limits.fetchWindowLetters) } as const;
    await journal.append(entry);
    index.apply(entry);
  }
  return isIncremental ? higherModseq(seen, upTo) : null;
}
