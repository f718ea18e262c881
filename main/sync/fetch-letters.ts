import type { ImapFlow } from 'imapflow';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { IsoTime } from '../../core/model/ids';
import { isRefusal } from './imap-errors';
import type { FetchStep, SizedUid } from './plan-fetch';
import type { UidSet } from './uid-set';
import { formatUidSet, parseUidSet, uidSet, countUids } from './uid-set';

export interface FetchedLetter {
  readonly uid: number;
  readonly flags: readonly string[];
  readonly internalDate: IsoTime;
  /** EMAILID (RFC 8474); absent where the server has none */
  readonly emailId?: string;
  readonly source: Uint8Array;
}

/** A server whose answers contradict themselves; the connection is given up and tried again later. */
export class ServerNonsense extends Error {
  override readonly name = 'ServerNonsense';
}

/** Every UID in the selected mailbox (ESEARCH ranges where the server has them, RFC 4731). */
export async function searchAll(client: ImapFlow): Promise<UidSet> {
  return searched(await client.search({ all: true }, { uid: true, returnOptions: ['ALL'] }));
}

/** UIDs above `last`; `n:*` always names the last letter too (RFC 9051, sequence ranges), so it is filtered. */
export async function searchAbove(client: ImapFlow, last: number): Promise<UidSet> {
  const found = searched(await client.search({ uid: `${last + 1}:*` }, { uid: true, returnOptions: ['ALL'] }));
  return found.flatMap(([first, end]) => (end <= last ? [] : [[Math.max(first, last + 1), end] as const]));
}

function searched(result: Awaited<ReturnType<ImapFlow['search']>> | { readonly all?: string | undefined }): UidSet {
  if (result === false || result === undefined) throw new ServerNonsense('the server refused to list the mailbox');
  const set = Array.isArray(result) ? uidSet(result) : parseUidSet(result.all ?? '');
  if (set === null || countUids(set) > limits.mailboxLetters) throw new ServerNonsense('the server lists impossible UIDs');
  return set;
}

export async function fetchSizes(client: ImapFlow, uids: UidSet): Promise<readonly SizedUid[]> {
  const rows = await client.fetchAll(formatUidSet(uids), { uid: true, size: true }, { uid: true });
  return rows.flatMap(({ uid, size }) => (typeof uid === 'number' && size !== undefined ? [{ uid, size }] : []));
}

export interface FetchedBatch {
  readonly letters: readonly FetchedLetter[];
  /** the server spoke of other letters' flags meanwhile */
  readonly aside: boolean;
  /** what ended the answer before its time, where `letters` came before that */
  readonly cut: { readonly error: unknown } | null;
}

/**
 * `BODY.PEEK[]` of a batch: reading must not set \Seen. Letters the server left out are simply missing in the answer. Throws
 * ServerNonsense where far more comes than was announced.
 */
export async function fetchBatch(client: ImapFlow, step: Extract<FetchStep, { kind: 'batch' }>): Promise<FetchedBatch> {
  const wanted = new Set(step.uids);
  const letters: FetchedLetter[] = [];
  let aside = false;
  let room = 2 * step.bytes + limits.imapLiteralBytes;
  try {
    for await (const { uid, flags, internalDate, size, source, emailId } of client.fetch(formatUidSet(uidSet(step.uids)), { uid: true, flags: true, internalDate: true, size: true, source: true }, { uid: true })) {
      if (!source || !wanted.delete(uid)) {
        aside = true;
        continue;
      }
      // nothing for a letter that has a size: the server cannot read it (now); kept so, it would never be asked for again
      if (source.length === 0 && size !== 0) continue;
      room -= source.length;
      if (room < 0) throw new ServerNonsense('letters far larger than was said');
      letters.push({ uid, flags: [...(flags ?? [])], internalDate: instant(internalDate), source, ...(emailId === undefined ? {} : { emailId }) });
    }
  } catch (error) {
    // a refusal is about one of them: they are asked for one by one then
    if (isRefusal(error) || letters.length === 0) throw error;
    return { letters, aside, cut: { error } };
  }
  return { letters, aside, cut: null };
}

/** A large letter in pieces; null where the server has no such letter any more. */
export async function streamLetter(client: ImapFlow, uid: number): Promise<(Omit<FetchedLetter, 'source'> & { readonly raw: AsyncIterable<Uint8Array> }) | null> {
  const row = await client.fetchOne(String(uid), { uid: true, flags: true, internalDate: true }, { uid: true });
  if (!row || row.uid !== uid) return null;
  const download = await client.download(String(uid), undefined, { uid: true, chunkSize: limits.streamPieceBytes });
  if (!download.content) return null;
  const { emailId } = row;
  return { uid, flags: [...(row.flags ?? [])], internalDate: instant(row.internalDate), raw: download.content, ...(emailId === undefined ? {} : { emailId }) };
}

function instant(value: Date | string | undefined): IsoTime {
  return isoTime(value instanceof Date ? value : new Date(0));
}
