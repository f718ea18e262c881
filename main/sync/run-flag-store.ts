import type { ImapFlow } from 'imapflow';
import type { Location } from '../../core/model/letter';
import { limits } from '../../core/base/limits';
import { claimMark, isClaimMark } from './claim-mark';
import { isOfConnection } from './explain-imap-error';
import { isRefusal } from './imap-errors';
import type { SelectedFolder } from './mailbox-line';
import { rawCommand } from './raw-command';
import { takeBack } from './take-back-marks';
import { uidSet } from './uid-set';

/**
 * Keywords on the server are how two desks that share a mailbox agree who answers.
 * - `claimed`: the keyword was not there and is there now, set by us.
 * - `taken`: someone else has it.
 * - `rival`: one of the rivals is there: the letter was answered in another way meanwhile; nothing was changed.
 * - `noClaim`: this server cannot decide a race (no CONDSTORE, or the keyword would not be kept); nothing was changed.
 * - `gone`: the letter is no longer at that place; nothing was changed.
 * - `refused`: the server said no, in its own words; nothing was changed.
 * - `offline`: nothing was sent.
 * - `unclear`: the connection broke after the command may have gone out, or another desk was told OK as well; it cannot be known
 *   from here who answers.
 */
export type ClaimOutcome = 'claimed' | 'taken' | 'rival' | 'noClaim' | { readonly failure: ClaimFailure };
export type ClaimFailure = 'gone' | 'refused' | 'offline' | 'unclear';

export type KeywordsOutcome = { readonly flags: readonly string[]; readonly modseq: string | null } | { readonly failure: 'gone' | 'offline' };

export interface Claim {
  readonly keyword: string;
  /** who claims, for `claimMark` */
  readonly desk: string;
  /** keywords whose presence makes the claim void */
  readonly rivals?: readonly string[];
}

interface Row {
  readonly flags: readonly string[];
  readonly modseq: bigint | null;
}

/** Another flag changing at the same moment also makes the server refuse; look again this often before giving up. */
const looks = 5;

/** Marks of claims are no flags of the letter and not among those returned. */
export async function readKeywords(folder: SelectedFolder, location: Location): Promise<KeywordsOutcome> {
  if (folder.lost.aborted) return { failure: 'offline' };
  if (!isHere(folder, location)) return { failure: 'gone' };
  try {
    const row = await readRow(folder.client, location.uid);
    return row ? { flags: row.flags.filter((flag) => !isClaimMark(flag)), modseq: row.modseq?.toString() ?? null } : { failure: 'gone' };
  } catch (error) {
    return { failure: connectionFailed(error) };
  }
}

/**
 * Sets a keyword if, and only if, nobody has (RFC 7162, 3.1.3: conditional STORE). imapflow's own flag functions put the
 * modifier where servers ignore it, so the command is written out here; only a tagged OK without MODIFIED counts.
 *
 * Dovecot can say so to two desks: it drops what a rival set a moment before without holding it against UNCHANGEDSINCE, and, more
 * seldom, writes both. Therefore the desk's mark goes along in the same command, so that it always changes something, and stays
 * for longer than a claim may take: of two desks that were told OK, the later one finds the mark of the earlier one and
 * does not answer. Whoever calls this sees to it that the mark is taken back (`LingeringMarks`).
 */
export async function claimKeyword(folder: SelectedFolder, location: Location, claim: Claim): Promise<ClaimOutcome> {
  const { client } = folder;
  const { keyword, rivals = [] } = claim;
  const mark = claimMark(keyword, claim.desk);
  if (folder.lost.aborted) return { failure: 'offline' };
  if (!isHere(folder, location)) return { failure: 'gone' };
  if (folder.highestModseq === null || !isPermanent(folder, keyword) || !isPermanent(folder, mark)) return 'noClaim';
  let isSent = false;
  try {
    // the lock keeps imapflow from starting IDLE between our reading and our writing
    const lock = await client.getMailboxLock(location.folder);
    try {
      for (let look = 0; look < looks; look++) {
        const elapsed = stopwatch();
        const row = await readRow(client, location.uid);
        if (!row) return { failure: 'gone' };
        if (row.modseq === null) return 'noClaim';
        if (hasKeyword(row.flags, keyword)) return 'taken';
        if (rivals.some((rival) => hasKeyword(row.flags, rival))) return 'rival';
        if (hasKeyword(row.flags, mark)) {
          // somebody took the keyword away and left the mark; only what is not there can be set
          await takeBack(client, uidSet([location.uid]), mark);
          continue;
        }
        isSent = true;
        const answer = await storeUnchanged(client, location.uid, row.modseq, [keyword, mark]);
        if (answer === 'stored') {
          const after = await readRow(client, location.uid);
          return after ? judged(claim, row, after, elapsed() < limits.claimMillis) : { failure: 'gone' };
        }
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
 * The server said OK. A session that has not yet heard of an expunge may be told so for a letter that is no more (RFC 9051, 5.5), and
 * so may a second desk: what stands there now decides, and only while no mark that stood before can have been taken back.
 */
function judged({ keyword, desk, rivals = [] }: Claim, before: Row, after: Row, isQuick: boolean): ClaimOutcome {
  if (!hasKeyword(after.flags, keyword)) return { failure: 'refused' };
  const mark = claimMark(keyword, desk);
  const isOthers = after.flags.some((flag) => isMarkOf(flag, keyword) && !hasKeyword([mark, ...before.flags], flag));
  const isOurs = hasKeyword(after.flags, mark) && !isOthers && !rivals.some((rival) => hasKeyword(after.flags, rival));
  return isOurs && isQuick ? 'claimed' : { failure: 'unclear' };
}

function isMarkOf(flag: string, keyword: string): boolean {
  return isClaimMark(flag) && flag.toLowerCase().startsWith(`${keyword.toLowerCase()}-`);
}

/** Milliseconds since it was made; the larger of two clocks, because one stands still while a computer sleeps and the other can be set. */
function stopwatch(): () => number {
  const [began, beganMonotonic] = [Date.now(), performance.now()];
  return () => Math.max(Date.now() - began, performance.now() - beganMonotonic);
}

function hasKeyword(flags: readonly string[], keyword: string): boolean {
  return flags.some((flag) => flag.toLowerCase() === keyword.toLowerCase());
}

async function storeUnchanged(client: ImapFlow, uid: number, modseq: bigint, keywords: readonly string[]): Promise<'stored' | 'modified' | 'refused'> {
  try {
    const { tagged } = await rawCommand(client, 'UID STORE', [
      { type: 'SEQUENCE', value: String(uid) },
      [{ type: 'ATOM', value: 'UNCHANGEDSINCE' }, { type: 'ATOM', value: modseq.toString() }],
      { type: 'ATOM', value: '+FLAGS.SILENT' },
      keywords.map((value) => ({ type: 'ATOM' as const, value })),
    ]);
    const code = tagged[0]?.section?.[0]?.value;
    return typeof code === 'string' && code.toUpperCase() === 'MODIFIED' ? 'modified' : 'stored';
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    throw error;
  }
}

async function readRow(client: ImapFlow, uid: number): Promise<Row | null> {
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
