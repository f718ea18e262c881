/** A letter that is not here yet, with the size the server states for it (bytes). */
export interface SizedUid {
  readonly uid: number;
  readonly size: number;
}

export type FetchStep =
  | { readonly kind: 'batch'; readonly uids: readonly number[]; readonly bytes: number }
  | { readonly kind: 'stream'; readonly uid: number; readonly bytes: number };

export interface FetchBounds {
  readonly letters: number;
  readonly bytes: number;
  /** letters of this size and above go one by one, never whole in memory */
  readonly streamBytes: number;
}

/**
 * Newest first, in batches bounded by count and by bytes; large letters after the others, so that they delay none.
 * Every letter is in exactly one step. Letters that were in flight when a connection broke (`suspects`) come last and
 * alone: one letter a server cannot hand out must not keep the others away.
 */
export function planFetch(missing: readonly SizedUid[], bounds: FetchBounds, suspects: ReadonlySet<number> = new Set()): readonly FetchStep[] {
  const newestFirst = [...missing].sort((a, b) => b.uid - a.uid);
  const batches: FetchStep[] = [];
  const streams: FetchStep[] = [];
  const alone: FetchStep[] = [];
  let uids: number[] = [];
  let bytes = 0;
  const close = (): void => {
    if (uids.length > 0) batches.push({ kind: 'batch', uids, bytes });
    uids = [];
    bytes = 0;
  };
  for (const { uid, size } of newestFirst) {
    if (size >= bounds.streamBytes) {
      streams.push({ kind: 'stream', uid, bytes: size });
      continue;
    }
    if (suspects.has(uid)) {
      alone.push({ kind: 'batch', uids: [uid], bytes: size });
      continue;
    }
    if (uids.length >= bounds.letters || (uids.length > 0 && bytes + size > bounds.bytes)) close();
    uids.push(uid);
    bytes += size;
  }
  close();
  return [...batches, ...streams, ...alone];
}
