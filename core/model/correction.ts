import type { FieldName, OfficialDocument } from './document';
import type { CorrectionId, Digest, IsoTime, LetterId } from './ids';

/** Fields that a person can correct: those with one value. */
export type CorrectableField = Exclude<FieldName, 'addressees' | 'cites' | 'meeting' | 'copy' | 'deskKind' | 'phones'>;

/** Which document of the letter a person had before them, told without derived ids. */
export interface SeenDocument {
  /** digest of the file it was read from; null: subject or body */
  readonly digest: Digest | null;
  readonly number: string | null;
  readonly type: string | null;
}

/** A person changed what was recognised. Carries what was on the screen, so that it keeps its meaning whatever is recognised later. */
export interface Correction {
  readonly correctionId: CorrectionId;
  readonly document: SeenDocument;
  readonly field: CorrectableField;
  /** value shown before; null: none */
  readonly was: string | null;
  /** null: the document shows no such thing. Dates as `2026-11-21` */
  readonly value: string | null;
  /** address the letter came from, lower case */
  readonly sender: string;
  /** unit key of the letter when it was corrected, see `SenderFinding` */
  readonly unitKey: string;
}

/** In its place in the journal. */
export interface JournalledCorrection extends Correction {
  readonly letterId: LetterId;
  readonly at: IsoTime;
}

/**
 * The same correction made on two letters of one sender or unit becomes a rule for that sender or unit. Applied when a letter is shown, stored
 * nowhere; ends when its corrections are undone or a person stops it.
 */
export interface LearnedRule {
  /** stable name: field, scope and both values, folded and hashed */
  readonly ruleId: string;
  readonly field: CorrectableField;
  readonly scope: { readonly kind: 'sender' | 'unit'; readonly key: string };
  /** folded form of what is read; for numbers the symbol only */
  readonly was: string | null;
  /** the same as it was last printed, to show to a person */
  readonly wasPrinted: string | null;
  readonly value: string | null;
  /** the corrections it was learned from */
  readonly from: readonly CorrectionId[];
  readonly stopped: boolean;
}

/** A document as it is shown: the values of today, and why they are others than those that were read. */
export interface ShownDocument {
  readonly document: OfficialDocument;
  /** as it was read, before anybody or any rule changed it */
  readonly read: OfficialDocument;
  /** digest of the file it was read from; null: subject or body */
  readonly digest: string | null;
  /** those made on this document, oldest first; of several for one field the last one counts */
  readonly corrections: readonly JournalledCorrection[];
  /** those that changed one of its values */
  readonly rules: readonly LearnedRule[];
}
