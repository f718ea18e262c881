import type { EvidenceStatus, EvidenceWant } from '../../core/model/evidence';
import type { LetterId } from '../../core/model/ids';
import type { Policy } from '../../core/model/policy';

export interface EvidenceDeskParts {
  readonly policy: () => Pick<Policy, 'revocation'>;
}

/** What verdicts want from outside: remembered, and fetched as policy allows. */
export class EvidenceDesk {
  private readonly wants = new Map<string, EvidenceWant>();

  constructor(private readonly parts: EvidenceDeskParts) {}

  want(_letterId: LetterId | null, wants: readonly EvidenceWant[]): void {
    if (this.parts.policy().revocation?.fetch === 'never') return;
    for (const want of wants) this.wants.set(`${want.what} ${want.urls.join(' ')}`, want);
  }

  async refresh(letterId: LetterId | null): Promise<void> {
    await Promise.resolve(letterId);
  }

  status(): EvidenceStatus {
    return { waiting: this.wants.size, fetchedAt: null, failures: [] };
  }
}
