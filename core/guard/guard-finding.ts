import type { GuardRule } from '../model/policy';

/** What is forgotten or contradicts itself in a draft; i18n keys below `guard:`. Closed. */
export type DraftCheckCode =
  | 'noAddressees' | 'addressMissing' | 'addressMalformed' | 'emptySubject' | 'emptyBody' | 'attachmentNamed' | 'annexNamed' | 'noDocumentFile' | 'tooLarge' | 'unitNotAddressed' | 'bccOfficial' | 'endedUnit'
  | 'sameFileTwice' | 'emptyFile' | 'summaryMissing' | 'signerMissing' | 'answerDayPast' | 'sendAtPast' | 'noRecipientCertificate';

/** What the office's policy says of a letter. Closed. */
export type GuardCode = 'otherDomain' | 'freeWebmail' | 'otherAccount' | 'secret' | 'financial' | 'medicalReferral' | 'unsigned';

/**
 * One thing a person has to see before a letter leaves. `block`: it does not leave. `warn`: it leaves if a person goes past it, and that is recorded. `allow`: told only.
 */
export interface GuardFinding {
  readonly rule: GuardRule;
  readonly code: DraftCheckCode | GuardCode;
  /** values for its sentence: names, addresses, words that were found */
  readonly about: Readonly<Record<string, string | number>>;
}
