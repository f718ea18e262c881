import type { Knowledge } from '../fold/knowledge';
import type { JournalledCorrection, ShownDocument } from '../model/correction';
import type { SourceText } from '../model/document';
import type { LetterId } from '../model/ids';
import { applyCorrections } from './apply-corrections';
import { findSender, type FoundSender, type SenderPolicy } from './find-sender';
import { learnRules } from './learn-rules';
import type { LetterBasis } from './letter-basis';
import { rulesFor } from './rule-scope';

export interface ShownLetter extends FoundSender {
  readonly documents: readonly ShownDocument[];
  /** stamped as a state secret, and nobody took that back */
  readonly secret: boolean;
}

/** before a policy was read no domain is worth anything */
const noDomains: SenderPolicy = { officialDomains: [], freeDomains: [] };

/**
 * A letter as it is shown, in a row and when it is read: what was recognised, with what people taught the program since. Rules of a unit hold where
 * the letter is that unit's by what was read, or by what people and the rules of its sender made of that.
 */
export function showLetter(letterId: LetterId, basis: LetterBasis, knowledge: Knowledge, policy: SenderPolicy | null, sources: readonly SourceText[] = []): ShownLetter {
  const { marks, documents: read, digests } = basis;
  const corrections = correctionsOf(letterId, knowledge.corrections);
  const rules = learnRules(knowledge);
  const apply = (unitKeys: readonly string[]): readonly ShownDocument[] =>
    applyCorrections(read, (origin) => digests[read.findIndex((one) => one.origin === origin)] ?? null, corrections, rulesFor(rules, addressOf(basis), unitKeys), sources);
  const find = (documents: readonly ShownDocument[]): FoundSender => findSender(marks, documents.map(({ document }) => document), knowledge.units, policy ?? noDomains);
  const first = findSender(marks, read, knowledge.units, policy ?? noDomains);
  let documents = apply([first.sender.unitKey]);
  let found = first;
  if (documents.some((one) => one.document !== one.read)) {
    const { unitKey } = find(documents).sender;
    if (unitKey !== first.sender.unitKey) documents = apply([first.sender.unitKey, unitKey]);
    found = find(documents);
  }
  return { documents, ...found, secret: documents.some(({ document }) => document.secrecy !== null) };
}

/** The address a letter came from, in the form in which corrections name it; '' without one. */
export function addressOf({ marks }: LetterBasis): string {
  return marks.from[0]?.address.toLowerCase() ?? '';
}

const byLetter = new WeakMap<Knowledge['corrections'], ReadonlyMap<LetterId, readonly JournalledCorrection[]>>();
const none: readonly JournalledCorrection[] = [];

function correctionsOf(letterId: LetterId, corrections: Knowledge['corrections']): readonly JournalledCorrection[] {
  let grouped = byLetter.get(corrections);
  if (grouped === undefined) {
    const groups = new Map<LetterId, JournalledCorrection[]>();
    for (const one of corrections) groups.set(one.letterId, [...(groups.get(one.letterId) ?? []), one]);
    byLetter.set(corrections, (grouped = groups));
  }
  return grouped.get(letterId) ?? none;
}
