import { assertNever } from '../../../core/base/assert-never';
import type { Check, Indication, VerdictReason } from '../../../core/model/verdict';
import type { Tone } from '../../ui/tone';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

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

/** What proves the signature wrong; every other failed check leaves it open, and is amber as the verdict it leads to. */
const proven: ReadonlySet<string> = new Set([
  'digestMismatch', 'signatureMismatch', 'contentDiffers', 'changedAfter', 'otherSigner', 'revokedBefore', 'malformed', 'badSignature', 'messageDigestAttribute',
  'signingCertificateAttribute', 'attributesAsContent', 'contentTypeAttribute',
]);

export function toneOfCheck(check: Check, verdict: Indication = 'indeterminate'): Tone {
  switch (check.state) {
    case 'passed': return 'good';
    case 'failed': return verdict === 'failed' || (check.why !== null && proven.has(check.why)) ? 'bad' : 'warn';
    case 'notChecked': return 'neutral';
    default: return assertNever(check.state);
  }
}
