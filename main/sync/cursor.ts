import type { UidSet } from './uid-set';
import { formatUidSet, noUids, parseUidSet } from './uid-set';

/**
 * How far one mailbox is mirrored. Letters arrive out of order, so there is no high-water mark but the set of UIDs
 * kept. `highestModseq` (RFC 7162) advances only when every flag change up to it is journalled; null without CONDSTORE.
 */
export interface InboxCursor {
  /** decimal, as the server gave it */
  readonly uidValidity: string;
  readonly highestModseq: string | null;
  readonly kept: UidSet;
}

/** After a change of UIDVALIDITY no old UID means anything: begin anew, the vault knows the letters by digest. */
export function cursorFor(uidValidity: string, stored: InboxCursor | null): InboxCursor {
  return stored?.uidValidity === uidValidity ? stored : { uidValidity, highestModseq: null, kept: noUids };
}

export function higherModseq(a: string | null, b: bigint | null): string | null {
  if (b === null) return a;
  return a !== null && BigInt(a) >= b ? a : b.toString();
}

export function encodeCursor(cursor: InboxCursor): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ v: 1, uidValidity: cursor.uidValidity, highestModseq: cursor.highestModseq, kept: formatUidSet(cursor.kept) }));
}

/** null where the bytes are no cursor of ours; the journal then says what is kept. */
export function decodeCursor(bytes: Uint8Array): InboxCursor | null {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { v, uidValidity, highestModseq, kept } = value as Record<string, unknown>;
  if (v !== 1 || typeof uidValidity !== 'string' || typeof kept !== 'string') return null;
  if (highestModseq !== null && (typeof highestModseq !== 'string' || !/^\d{1,20}$/.test(highestModseq))) return null;
  const set = parseUidSet(kept);
  return set && { uidValidity, highestModseq, kept: set };
}
