import type { Digest } from '../../core/model/ids';

/** Bytes that the journal names by digest (revocation lists), or null where the books have none that open. */
export async function fetchEvidence(digest: Digest): Promise<Uint8Array | null> {
  const response = await fetch(`vault://evidence/${digest}`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
}
