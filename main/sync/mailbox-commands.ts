import type { ImapFlow } from 'imapflow';
import { encodePath, normalizePath } from 'imapflow/lib/tools.js';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { Refusal, ServerAbilities, ServerRow } from '../../core/acts/act-step';
import type { Location } from '../../core/model/letter';
import { ConnectionLost, isRefusal, serverWords } from './imap-errors';
import type { SelectedFolder } from './mailbox-line';
import { formatUidSet, uidSet } from './uid-set';
import { rawCommand, type AnswerToken, type CommandToken } from './raw-command';

/**
 * Single commands on a selected folder, each answered as the server meant it. imapflow's own functions swallow refusals, and its
 * messageDelete falls back to a plain EXPUNGE, which removes what other people marked; so these are written out.
 */

/** Flags and size of one letter; null: it is not there. */
export async function readLetterRow({ client }: SelectedFolder, uid: number): Promise<{ readonly flags: readonly string[]; readonly size: number } | null> {
  // NOOP first: FETCH alone may be answered from what this session saw before others changed it
  await client.noop();
  const rows = await client.fetchAll(String(uid), { uid: true, flags: true, size: true }, { uid: true });
  const row = rows.findLast((one) => one.uid === uid && one.flags !== undefined && one.size !== undefined);
  return row ? { flags: plainFlags(row.flags), size: row.size ?? 0 } : null;
}

/** Flags of those of these letters that are there, by UID. */
export async function readFlags({ client }: SelectedFolder, uids: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
  await client.noop();
  const wanted = new Set(uids);
  const rows = await client.fetchAll(formatUidSet(uidSet(uids)), { uid: true, flags: true }, { uid: true });
  return new Map(rows.flatMap(({ uid, flags }) => (typeof uid === 'number' && flags !== undefined && wanted.has(uid) ? [[uid, plainFlags(flags)] as const] : [])));
}

export function abilitiesOf({ client }: SelectedFolder): ServerAbilities {
  return { move: client.capabilities.has('MOVE'), uidPlus: client.capabilities.has('UIDPLUS') };
}

/**
 * Letters with this Message-ID; where it is null, letters of this size without one. SEARCH compares loosely (parts of a header, RFC
 * 9051, 6.4.4), so whoever asks compares the rows.
 */
export async function findLetters({ client, path, uidValidity }: SelectedFolder, messageId: string | null, size: number): Promise<{ readonly rows: readonly ServerRow[] } | Refusal> {
  await client.noop();
  const query = messageId === null ? { larger: size - 1, smaller: size + 1 } : { header: { 'message-id': messageId } };
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) {
    if (client.isClosed || !client.usable) throw new ConnectionLost(undefined);
    return { refused: 'serverRefused', serverSaid: null };
  }
  if (found.length === 0) return { rows: [] };
  const uids = found.slice(-limits.actCandidates).join(',');
  const rows = await client.fetchAll(uids, { uid: true, flags: true, size: true, internalDate: true, envelope: true }, { uid: true });
  return { rows: rows.flatMap(({ uid, flags, size: bytes, internalDate, envelope }) => (typeof uid !== 'number' || bytes === undefined ? [] : [{
    location: { folder: path, uidValidity, uid }, flags: plainFlags(flags), size: bytes,
    messageId: envelope?.messageId?.trim() ?? null,
    internalDate: internalDate === undefined || Number.isNaN(new Date(internalDate).getTime()) ? null : isoTime(new Date(internalDate)),
  }])) };
}

export async function storeFlags({ client }: SelectedFolder, uids: number | readonly number[], add: readonly string[], remove: readonly string[]): Promise<'done' | Refusal> {
  return refusable<'done'>(async () => {
    for (const [sign, flags] of [['-', remove], ['+', add]] as const) {
      if (flags.length === 0) continue;
      await rawCommand(client, 'UID STORE', [sequence(uids), atom(`${sign}FLAGS.SILENT`), flags.map(atom)]);
    }
    return 'done';
  });
}

/** RFC 6851 or COPY. `now`: the new place by COPYUID (RFC 4315); null where the server did not say. */
export async function carryLetter(command: 'UID MOVE' | 'UID COPY', { client }: SelectedFolder, uid: number, to: string): Promise<{ readonly now: Location | null } | Refusal> {
  return refusable(async () => {
    const { tagged, untagged } = await rawCommand(client, command, [sequence(uid), mailboxName(client, to)], 'OK');
    const code = [...untagged, tagged].map(responseCode).find((one) => one?.[0]?.toUpperCase() === 'COPYUID');
    return { now: placed(to, code?.[1], code?.[3]) };
  });
}

/** Several letters in one MOVE; where each is now, by its UID here, as far as the server said (COPYUID). Needs UIDPLUS to be of use. */
export async function moveLetters({ client }: SelectedFolder, uids: readonly number[], to: string): Promise<ReadonlyMap<number, Location> | Refusal> {
  return refusable<ReadonlyMap<number, Location>>(async () => {
    const { tagged, untagged } = await rawCommand(client, 'UID MOVE', [sequence(uids), mailboxName(client, to)], 'OK');
    const moved = new Map<number, Location>();
    // a server may answer a long MOVE in several pieces
    for (const code of [...untagged, tagged].map(responseCode)) {
      if (code?.[0]?.toUpperCase() !== 'COPYUID') continue;
      const [from, now] = [uidsInOrder(code[2]), uidsInOrder(code[3])];
      if (from === null || from.length !== now?.length) continue;
      from.forEach((uid, at) => {
        const place = placed(to, code[1], String(now[at]));
        if (place !== null) moved.set(uid, place);
      });
    }
    return moved;
  });
}

/** A uid-set in the order in which it is written: COPYUID pairs by position (RFC 4315, 3). */
function uidsInOrder(text: string | undefined): readonly number[] | null {
  const uids: number[] = [];
  for (const part of (text ?? '').split(',')) {
    const match = /^(\d{1,10})(?::(\d{1,10}))?$/.exec(part);
    if (!match) return null;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (Math.abs(last - first) + uids.length >= limits.actsAtOnce) return null;
    for (let uid = Math.min(first, last); uid <= Math.max(first, last); uid++) uids.push(uid);
  }
  return uids;
}

/** \Deleted and UID EXPUNGE: this letter and no other. Only where UIDPLUS is there. */
export async function expungeLetter(folder: SelectedFolder, uid: number): Promise<'done' | Refusal> {
  const marked = await storeFlags(folder, uid, ['\\Deleted'], []);
  if (marked !== 'done') return marked;
  const expunged = await refusable<'done'>(async () => {
    await rawCommand(folder.client, 'UID EXPUNGE', [sequence(uid)]);
    return 'done';
  });
  // left as it is, whoever tidies up next would remove what was told as not removed
  if (expunged !== 'done') await storeFlags(folder, uid, [], ['\\Deleted']);
  return expunged;
}

/** The destination has to be selected: its flags are the ones that count. */
export async function appendTo({ client, path }: SelectedFolder, raw: Uint8Array, flags: readonly string[]): Promise<{ readonly now: Location | null } | Refusal> {
  return refusable(async () => {
    const answer = await client.append(path, Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength), [...flags]);
    const uidValidity = answer === false ? undefined : answer.uidValidity?.toString();
    return { now: placed(path, uidValidity, answer === false ? undefined : answer.uid?.toString()) };
  });
}

export async function createFolder({ client }: SelectedFolder, path: string): Promise<'done' | Refusal> {
  return refusable<'done'>(async () => {
    await rawCommand(client, 'CREATE', [mailboxName(client, path)]);
    return 'done';
  });
}

async function refusable<Value>(work: () => Promise<Value>): Promise<Value | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return { refused: refusalKind(refusalCode(error)), serverSaid: serverWords(error)?.slice(0, limits.serverWords) ?? null };
  }
}

function refusalKind(code: string | null): Refusal['refused'] {
  // RFC 5530 and RFC 9051, 7.1
  if (code === 'TRYCREATE' || code === 'NONEXISTENT') return 'folderMissing';
  return code === 'NOPERM' || code === 'READ-ONLY' ? 'notAllowed' : 'serverRefused';
}

function refusalCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('serverResponseCode' in error && typeof error.serverResponseCode === 'string') return error.serverResponseCode.toUpperCase();
  if (!('response' in error) || typeof error.response !== 'object' || error.response === null || !('attributes' in error.response)) return null;
  return responseCode(error.response.attributes as readonly (AnswerToken | null)[])?.[0]?.toUpperCase() ?? null;
}

/** `[CODE a b]` of a status response. */
function responseCode(attributes: readonly (AnswerToken | null)[]): readonly string[] | null {
  const section = attributes[0]?.section;
  return section === undefined ? null : section.map((token) => (typeof token?.value === 'string' ? token.value : ''));
}

function placed(folder: string, uidValidity: string | undefined, uid: string | undefined): Location | null {
  return uidValidity === undefined || !/^\d{1,10}$/.test(uidValidity) || uid === undefined || !/^\d{1,10}$/.test(uid) ? null : { folder, uidValidity, uid: Number(uid) };
}

function mailboxName(client: ImapFlow, path: string): CommandToken {
  return atom(encodePath(client, normalizePath(client, path)));
}

function plainFlags(flags: Iterable<string> | undefined): readonly string[] {
  return [...(flags ?? [])].filter((flag) => flag.toLowerCase() !== '\\recent');
}

function sequence(uids: number | readonly number[]): CommandToken {
  return { type: 'SEQUENCE', value: typeof uids === 'number' ? String(uids) : formatUidSet(uidSet(uids)) };
}

function atom(value: string): CommandToken {
  return { type: 'ATOM', value };
}
