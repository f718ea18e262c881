import { createHash } from 'node:crypto';
import { isoTime } from '../../core/base/clock';
import { limits } from '../../core/base/limits';
import type { LetterId } from '../../core/model/ids';
import type { JournalEntry } from '../../core/model/journal';
import type { VaultPort } from '../vault/vault-port';
import type { AccountIndex, KnownLetter } from './account-index';
import { flagList, flagText } from './flag-text';
import type { OpenFolder } from './folder-connection';
import type { Candidate, HeaderMark, StrangeRow } from './match-letters';
import { matchLetters } from './match-letters';
import type { UidSet } from './uid-set';
import { formatUidSet, noUids, uidSet } from './uid-set';

export interface Rematching {
  readonly account: AccountIndex;
  readonly vault: Pick<VaultPort, 'readRange'>;
  readonly folder: OpenFolder;
  /** header marks of kept letters that were read before, for as long as one folder is looked at */
  readonly marks: Map<LetterId, HeaderMark | null>;
}

export interface Rematched {
  readonly uids: UidSet;
  /** `letter.located`, ready for the journal */
  readonly entries: readonly JournalEntry[];
}

type ListedRow = Omit<StrangeRow, 'header'> & { readonly flags: readonly string[] };

/**
 * Finds letters that are here already and lie at these UIDs too: moved or copied elsewhere, or numbered anew. Only what
 * might be one of ours costs a header; no body is fetched.
 */
export async function rematch(matching: Rematching, uids: UidSet): Promise<Rematched> {
  const { account, folder } = matching;
  const { client, path, uidValidity } = folder;
  const rows = (await client.fetchAll(formatUidSet(uids), { uid: true, flags: true, internalDate: true, size: true }, { uid: true }))
    .flatMap(({ uid, flags, internalDate, size, emailId }): readonly ListedRow[] =>
      typeof uid === 'number' && flags && internalDate instanceof Date && size !== undefined
        ? [{ uid, flags: flagList(flagText(flags)), internalDate: isoTime(internalDate), size, emailId: emailId ?? null }]
        : []);
  const here = account.lettersIn(path, uidValidity);
  const candidates = new Map<LetterId, KnownLetter>();
  const asked = rows.filter((row) => {
    const known = row.emailId === null ? [] : account.byEmailId(row.emailId);
    const alike = known.length > 0 ? [] : likely(account.byInternalDate(row.internalDate), row, here);
    for (const letter of [...known, ...alike]) candidates.set(letter.letterId, letter);
    return alike.length > 0;
  });
  if (candidates.size === 0) return { uids: noUids, entries: [] };
  const headers = await fetchHeaders(folder, uidSet(asked.map(({ uid }) => uid)));
  const seconds = new Set(asked.map(({ internalDate }) => internalDate));
  const before = new Set(account.folder(path).outdated(uidValidity).map(({ letterId }) => letterId));
  const read: Candidate[] = [];
  for (const letter of candidates.values()) {
    const isHere = here.has(letter.letterId);
    const wasHere = before.has(letter.letterId);
    const header = isHere || !seconds.has(letter.internalDate) ? null : await keptHeader(matching, letter.letterId);
    read.push({ ...letter, header, isHere, wasHere });
  }
  const found = matchLetters(rows.map((row) => ({ ...row, header: headers.get(row.uid) ?? null })), read);
  const flagsAt = new Map(rows.map(({ uid, flags }) => [uid, flags]));
  return {
    uids: uidSet(found.keys()),
    entries: [...found].map(([uid, letterId]) => ({ kind: 'letter.located', letterId, location: { folder: path, uidValidity, uid }, flags: flagsAt.get(uid) ?? [] })),
  };
}

function likely(sameSecond: readonly KnownLetter[], row: ListedRow, here: ReadonlySet<LetterId>): readonly KnownLetter[] {
  const elsewhere = sameSecond.filter(({ letterId, emailId }) => !here.has(letterId) && (emailId === null || row.emailId === null));
  return elsewhere.length > limits.sameSecondLetters ? elsewhere.filter(({ size }) => size === row.size) : elsewhere;
}

async function fetchHeaders(folder: OpenFolder, uids: UidSet): Promise<ReadonlyMap<number, HeaderMark>> {
  const marks = new Map<number, HeaderMark>();
  const all = [...uids].flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, at) => first + at));
  for (let at = 0; at < all.length; at += limits.headersAtOnce) {
    const rows = await folder.client.fetchAll(formatUidSet(uidSet(all.slice(at, at + limits.headersAtOnce))), { uid: true, bodyParts: [{ key: 'HEADER', start: 0, maxLength: limits.headerBlockBytes }] }, { uid: true });
    // imapflow hands the part HEADER over as if it had been asked for by name
    for (const { uid, headers } of rows) {
      const mark = headers && headerMark(headers);
      if (typeof uid === 'number' && mark) marks.set(uid, mark);
    }
  }
  return marks;
}

async function keptHeader({ vault, marks }: Rematching, letterId: LetterId): Promise<HeaderMark | null> {
  const known = marks.get(letterId);
  if (known !== undefined) return known;
  const block = await vault.readRange(letterId, 0, limits.headerBlockBytes);
  const mark = block.ok ? headerMark(block.value) : null;
  marks.set(letterId, mark);
  return mark;
}

/** Of the bytes up to the first empty line; null where none ends the block within them. */
export function headerMark(bytes: Uint8Array): HeaderMark | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = text.indexOf('\r\n\r\n');
  // a letter without a body may end with its header
  const block = end === -1 ? (bytes.length < limits.headerBlockBytes ? text : null) : text.subarray(0, end);
  if (!block) return null;
  const [, messageId] = /^message-id:[ \t]*(?:\r\n[ \t]+)?(<[^>\r\n]{1,998}>)/im.exec(block.toString('latin1')) ?? [];
  return { messageId: messageId ?? null, hash: createHash('sha256').update(trimmed(block)).digest('hex') };
}

function trimmed(block: Buffer): Buffer {
  let end = block.length;
  while (end > 0 && (block[end - 1] === 13 || block[end - 1] === 10)) end -= 1;
  return block.subarray(0, end);
}

