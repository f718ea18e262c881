import type { UnitId } from './ids';

/** What spoke for a unit. Ordered from the strongest to the weakest. */
export type SenderClueKind = 'certificate' | 'address' | 'domain' | 'letterhead' | 'symbol' | 'signatureBlock' | 'phone' | 'displayName';

export interface SenderClue {
  readonly kind: SenderClueKind;
  /** what was seen: a domain, a name, a symbol */
  readonly seen: string;
  /** the unit of the directory it points at; null: at none we know */
  readonly unitId: UnitId | null;
}

/** Who sent a letter, as far as it can be told. */
export interface SenderFinding {
  /** null: no unit of the directory */
  readonly unitId: UnitId | null;
  /** name to show: of the directory, else as the letterhead gives it, else as the sender writes it */
  readonly unit: string;
  /** letters of one unit have one key: `id:<unitId>`, else `name:<folded name>`, else `address:<address>` */
  readonly unitKey: string;
  /** may the letter be taken to come from that unit? */
  readonly known: boolean;
  readonly clues: readonly SenderClue[];
  /** pairs that cannot both be true: letterhead of one unit, domain of another */
  readonly conflicts: readonly (readonly [SenderClue, SenderClue])[];
}

/** `official`: from an official domain, or signed by the unit. `unproven`: nothing speaks against it, nothing proves it. `doubtful`: something speaks against it. */
export type OfficialnessLevel = 'official' | 'unproven' | 'doubtful';

/** Why; i18n key below `officialness.`, with values for its sentence. `against`: speaks against the letter. */
export interface OfficialnessReason {
  readonly code:
    | 'officialDomain' | 'signedByUnit' | 'signedByOther' | 'freeWebmail' | 'foreignDomain' | 'serverConfirms' | 'serverRefutes' | 'serverSilent'
    | 'lookAlikeDomain' | 'nameShowsOtherAddress' | 'nameOfOtherUnit' | 'letterheadOfOther' | 'replyToElsewhere' | 'directoryKnowsAddress' | 'addressNeverSeen' | 'unitEnded' | 'severalFrom';
  readonly speaks: 'for' | 'against' | 'neither';
  readonly values: Readonly<Record<string, string>>;
}

export interface Officialness {
  readonly level: OfficialnessLevel;
  readonly reasons: readonly OfficialnessReason[];
}
