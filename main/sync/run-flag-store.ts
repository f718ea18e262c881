import type { ImapFlow } from 'imapflow';
import type { Location } from '../../core/model/letter';
import { isOfConnection } from './explain-imap-error';
import { isRefusal } from './imap-errors';
import type { SelectedFolder } from './mailbox-line';
import { rawCommand } from './raw-command';

/**
 * Keywords on the server are how two desks that share a mailbox agree who answers.
 * - `claimed`: the keyword was not there and is there now, set by us.
 * - `taken`: someone else has it.
 * - `rival`: one of the rivals is there: the letter was answered in another way meanwhile; nothing was changed.
 * - `noClaim`: this server cannot decide a race (no CONDSTORE, or the keyword would not be kept); nothing was changed.
 * - `gone`: the letter is no longer at that place; nothing was changed.
 * - `refused`: the server said no, in its own words; nothing was changed.
 * - `offline`: nothing was sent.
 * - `unclear`: the connection broke after the command may have gone out; it cannot be known from here.
 */
export type ClaimOutcome = 'claimed' | 'taken' | 'rival' | 'noClaim' | { readonly failure: ClaimFailure };
export type ClaimFailure = 'gone' | 'refused' | 'offline' | 'unclear';

export type KeywordsOutcome = { readonly flags: readonly string[]; readonly modseq: string | null } | { readonly failure: 'gone' | 'offline' };

/** Another flag changing at the same moment also makes the server refuse; look again this often before giving up. */
const looks = 5;

export async function readKeywords(folder: SelectedFolder, location: Location): Promise<KeywordsOutcome> {
  if (folder.lost.aborted) return { failure: 'offline' };
  if (!isHere(folder, location)) return { failure: 'gone' };
  try {
    const row = await readRow(folder.client, location.uid);
    return row ? { flags: row.flags, modseq: row.modseq?.toString() ?? null } : { failure: 'gone' };
  } catch (error) {
    return { failure: connectionFailed(error) };
  }
}

/**
 * Sets a keyword if, and only if, nobody has (RFC 7162, 3.1.3: conditional STORE). imapflow's own flag functions put the
 * modifier where servers ignore it, so the command is written out here; only a tagged OK without MODIFIED counts.
 */
export async function claimKeyword(folder: SelectedFolder, location: Location, keyword: string, rivals: readonly string[] = []): Promise<ClaimOutcome> {
  const { client } = folder;
  if (folder.lost.aborted) return { failure: 'offline' };
  if (!isHere(folder, location)) return { failure: 'gone' };
  if (folder.highestModseq === null || !isPermanent(folder, keyword)) return 'noClaim';
  let isSent = false;
  try {
    // the lock keeps imapflow from starting IDLE between our reading and our writing
    const lock = await client.getMailboxLock(location.folder);
    try {
      for (let look = 0; look < looks; look++) {
        const row = await readRow(client, location.uid);
        if (!row) return { failure: 'gone' };
        if (row.modseq === null) return 'noClaim';
        if (hasKeyword(row.flags, keyword)) return 'taken';
        if (rivals.some((rival) => hasKeyword(row.flags, rival))) return 'rival';
        isSent = true;
        const answer = await storeUnchanged(client, location.uid, row.modseq, keyword);
        if (answer === 'stored') return await confirmed(client, location.uid, keyword);
        if (answer === 'refused') return { failure: 'refused' };
        isSent = false;
      }
      return { failure: 'refused' };
    } finally {
      lock.release();
    }
  } catch (error) {
    const failure = connectionFailed(error);
    return { failure: isSent ? 'unclear' : failure };
  }
}

/**
 * A session that has not yet heard of an expunge may be told OK for a letter that is no more (RFC 9051, 5.5), and so may
 * a second desk: only a letter that is still there with the keyword was claimed.
 */
async function confirmed(client: ImapFlow, uid: number, keyword: string): Promise<ClaimOutcome> {
  const row = await readRow(client, uid);
  if (!row) return { failure: 'gone' };
  return hasKeyword(row.flags, keyword) ? 'claimed' : { failure: 'refused' };
}

function hasKeyword(flags: readonly string[], keyword: string): boolean {
  return flags.some((flag) => flag.toLowerCase() === keyword.toLowerCase());
}

async function storeUnchanged(client: ImapFlow, uid: number, modseq: bigint, keyword: string): Promise<'stored' | 'modified' | 'refused'> {
  try {
    const { tagged } = await rawCommand(client, 'UID STORE', [
      { type: 'SEQUENCE', value: String(uid) },
      [{ type: 'ATOM', value: 'UNCHANGEDSINCE' }, { type: 'ATOM', value: modseq.toString() }],
      { type: 'ATOM', value: '+FLAGS.SILENT' },
      [{ type: 'ATOM', value: keyword }],
    ]);
    const code = tagged[0]?.section?.[0]?.value;
    return typeof code === 'string' && code.toUpperCase() === 'MODIFIED' ? 'modified' : 'stored';
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
}

async function readRow(client: ImapFlow, uid: number): Promise<{ readonly flags: readonly string[]; readonly modseq: bigint | null } | null> {
  // NOOP first: FETCH alone may be answered from what this session saw before others changed it
  await client.noop();
  const rows = await client.fetchAll(String(uid), { uid: true, flags: true }, { uid: true });
  const row = rows.findLast((candidate) => candidate.uid === uid && candidate.flags !== undefined);
  return row ? { flags: [...(row.flags ?? [])], modseq: row.modseq ?? null } : null;
}

/** A UID means nothing under another UIDVALIDITY: better no answer than one about another letter. */
function isHere(folder: SelectedFolder, location: Location): boolean {
  return folder.path === location.folder && folder.uidValidity === location.uidValidity;
}

function isPermanent({ permanentFlags }: SelectedFolder, keyword: string): boolean {
  return permanentFlags.has('\\*') || hasKeyword([...permanentFlags], keyword);
}

function connectionFailed(error: unknown): 'offline' {
  if (isOfConnection(error)) return 'offline';
  throw error;
}
