import type { JournalledPolicy, Policy } from '../../core/model/policy';
import type { EvidenceStore } from '../vault/evidence-store';

/** Puts the lists of a policy into the evidence store (durable when this resolves) and names them by digest. */
export async function journalledPolicy({ crls, ...policy }: Policy, evidence: Pick<EvidenceStore, 'put'>): Promise<JournalledPolicy> {
  const crlDigests = await Promise.all(crls.map((list) => evidence.put(new TextEncoder().encode(list))));
  return { ...policy, crlDigests };
}

/** The policy again; a list whose bytes are gone counts as none. */
export async function restoredPolicy({ crlDigests, ...policy }: JournalledPolicy, evidence: Pick<EvidenceStore, 'get'>): Promise<Policy> {
  const lists = await Promise.all(crlDigests.map((digest) => evidence.get(digest)));
  return { ...policy, crls: lists.flatMap((read) => (read.ok ? [new TextDecoder().decode(read.value)] : [])) };
}
