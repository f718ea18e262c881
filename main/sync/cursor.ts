import type { UidSet } from './uid-set';
import { formatUidSet, noUids, parseUidSet } from './uid-set';

/**
 * What of one mailbox the journal cannot tell. Which UIDs are kept is no part of it: a letter whose file or journal segment was
 * lost would count as kept for ever and never be fetched again. `highestModseq` (RFC 7162) advances only when every flag
 * change up to it is journalled; null without CONDSTORE.
 */
export interface InboxCursor {
  /** decimal, as the server gave it */
  readonly uidValidity: string;
  readonly highestModseq: string | null;
  /** on the server still, erased here: the journal cannot say where, its events about them cannot be opened any more */
  readonly erased: UidSet;
}

/** After a change of UIDVALIDITY no old UID means anything: begin anew, the vault knows the letters by digest. */
export function cursorFor(uidValidity: string, stored: InboxCursor | null): InboxCursor {
  return stored?.uidValidity === uidValidity ? stored : { uidValidity, highestModseq: null, erased: noUids };
}

export function higherModseq(a: string | null, b: bigint | null): string | null {
  if (b === null) return a;
  return a !== null && BigInt(a) >= b ? a : b.toString();
}

export function encodeCursor(cursor: InboxCursor): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ v: 2, uidValidity: cursor.uidValidity, highestModseq: cursor.highestModseq, erased: formatUidSet(cursor.erased) }));
}

/** null where the bytes are no cursor of ours, or of an earlier form: the mailbox is then compared without it. */
export function decodeCursor(bytes: Uint8Array): InboxCursor | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { v, uidValidity, highestModseq, erased } = value as Record<string, unknown>;
  if (v !== 2 || typeof uidValidity !== 'string' || typeof erased !== 'string') return null;
  if (highestModseq !== null && (typeof highestModseq !== 'string' || !/^\d{1,20}$/.test(highestModseq))) return null;
  const set = parseUidSet(erased);
  return set && { uidValidity, highestModseq, erased: set };
}
