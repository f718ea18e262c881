import type { Check, LetterVerdict, SignatureVerdict, VerdictReason, Indication } from '../../core/model/verdict';
import { assertNever } from '../../core/base/assert-never';
import { formatDayOfInstant, formatMoment } from '../ui/format-time';
import type { Tone } from '../ui/tone';
import { words } from '../ui/words';
import type { Words } from '../ui/words';

export interface VerdictWords {
  readonly tone: Tone;
  readonly headline: Words;
  readonly sentences: readonly Words[];
}

/** `pending`: the letter looks signed and the second stage has not run yet. */
export type ShownVerdict = 'pending' | 'unsigned' | Indication;

export function toneOfVerdict(verdict: ShownVerdict): Tone {
  switch (verdict) {
    case 'passed': return 'good';
    case 'failed': return 'bad';
    case 'indeterminate': return 'warn';
    case 'unsigned':
    case 'pending': return 'neutral';
    default: return assertNever(verdict);
  }
}

/** Two or three words for a list row; null where there is nothing to say. */
export function shortVerdict(verdict: ShownVerdict, reason: VerdictReason | null): Words | null {
  if (verdict === 'unsigned') return null;
  if (verdict === 'pending') return words('verdictShort.pending');
  return words(reason === null ? `verdictShort.${verdict}` : `verdictShort.${reason}`);
}

/** Checks that fail without proving anything against the signature: amber, as the verdict they lead to. */
const unproven: ReadonlySet<string> = new Set(['noAnchor', 'revokedTimeUnproven', 'expired', 'notYetValid', 'weakAlgorithm', 'partOnly', 'noSignerCertificate']);

export function toneOfCheck(check: Check): Tone {
  switch (check.state) {
    case 'passed': return 'good';
    case 'failed': return check.why !== null && unproven.has(check.why) ? 'warn' : 'bad';
    case 'notChecked': return 'neutral';
    default: return assertNever(check.state);
  }
}

/** The signature the letter's verdict was taken from: the first that says the same. */
export function decidingSignature(verdict: LetterVerdict): SignatureVerdict | null {
  return verdict.signatures.find((one) => one.verdict === verdict.verdict && one.reason === verdict.reason) ?? verdict.signatures[0] ?? null;
}

/** The verdict of a letter in sentences. Only what a check has established is said. */
export function verdictWords(verdict: LetterVerdict | null, looksSigned: boolean): VerdictWords {
  if (verdict === null) {
    const shown: ShownVerdict = looksSigned ? 'pending' : 'unsigned';
    return { tone: 'neutral', headline: words(`verdictHeadline.${shown}`), sentences: [] };
  }
  const tone = toneOfVerdict(verdict.verdict);
  const headline = words(`verdictHeadline.${verdict.verdict}`);
  const signature = decidingSignature(verdict);
  if (verdict.verdict === 'unsigned' || signature === null) return { tone, headline, sentences: [] };
  return { tone, headline, sentences: [...signatureSentences(signature), ...restOfLetter(verdict)] };
}

export function signatureSentences(signature: SignatureVerdict): readonly Words[] {
  return signature.verdict === 'passed' ? passedSentences(signature) : [...intactSentence(signature), reasonSentence(signature)];
}

function passedSentences(signature: SignatureVerdict): readonly Words[] {
  const covered = signature.checks.coverage.state === 'passed' ? [words('verdict.covered')] : [];
  return [...covered, reasonSentence(signature)];
}

/** "Intact" is earned by the integrity check alone; a verdict that is merely open does not imply it. */
function intactSentence(signature: SignatureVerdict): readonly Words[] {
  return signature.verdict === 'indeterminate' && signature.checks.integrity.state === 'passed' ? [words('verdict.intact')] : [];
}

function reasonSentence(signature: SignatureVerdict): Words {
  return words(`verdict.${signature.reason}`, sentenceValues(signature));
}

function sentenceValues(signature: SignatureVerdict): Readonly<Record<string, string>> {
  const { names, signer } = signature;
  return {
    holder: signer?.holder ?? names['holder'] ?? '–',
    signer: names['signer'] ?? signer?.addresses.join(', ') ?? '–',
    about: names['about'] ?? signer?.holder ?? names['holder'] ?? '–',
    from: names['from'] ?? '–',
    issuer: names['issuer'] ?? names['ca'] ?? commonName(signer?.issuer ?? null) ?? '–',
    algorithm: names['algorithm'] ?? '–',
    basis: signature.judgedBy,
    judgedAt: formatMoment(signature.judgedAt),
    hasList: signature.revocationListAt === null ? 'no' : 'yes',
    listDay: signature.revocationListAt === null ? '–' : formatDayOfInstant(signature.revocationListAt),
    revokedDay: signature.revokedAt === null ? '–' : formatDayOfInstant(signature.revokedAt),
    expiredDay: signer === null ? '–' : formatDayOfInstant(signer.notAfter),
  };
}

/** CN of an RFC 4514 name, with its escapes undone; null where it has none. */
export function commonName(distinguishedName: string | null): string | null {
  const match = /(?:^|[,+])CN=((?:\\.|[^,+\\])*)/i.exec(distinguishedName ?? '');
  return match?.[1] === undefined ? distinguishedName : match[1].replace(/\\(.)/g, '$1');
}

function restOfLetter(verdict: LetterVerdict): readonly Words[] {
  const others = verdict.signatures.length > 1 ? [words('verdict.severalSignatures', { count: verdict.signatures.length })] : [];
  // "part only" has just said so
  const parts = verdict.unsignedParts.length > 0 && verdict.reason !== 'partOnly' ? [words('verdict.unsignedParts', { count: verdict.unsignedParts.length })] : [];
  return [...others, ...parts];
}
