import type { RevocationPolicy } from '../../../core/model/policy';
import type { SignatureVerdict } from '../../../core/model/verdict';
import { formatClock, formatDayOfInstant, formatMoment } from '../../ui/format-time';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

/** May what is missing be fetched? It decides what a sentence promises. */
export type Fetching = RevocationPolicy['fetch'];

/** One signature in sentences. Only what a check has established is said. */
export function signatureSentences(signature: SignatureVerdict, fetching: Fetching = 'automatic'): readonly Words[] {
  const reason = words(`verdict.${signature.reason}`, sentenceValues(signature, fetching));
  return signature.verdict === 'passed' ? [...coveredSentence(signature), reason, ...uncomparedSentence(signature)] : [...intactSentence(signature), reason];
}

function coveredSentence({ checks, kind, extent }: SignatureVerdict): readonly Words[] {
  if (checks.coverage.state !== 'passed') return [];
  const extended = extent !== null && extent.changes.length > 0;
  return [words('verdict.covered', { what: extended ? 'extended' : kind === 'smime' ? 'letter' : 'file' })];
}

/** A certificate without an address cannot be held against From: who the sender is rests on the holder's name, which a person has to read. */
function uncomparedSentence({ kind, checks, signer, names }: SignatureVerdict): readonly Words[] {
  const uncompared = kind === 'smime' && checks.binding.state === 'notChecked' && checks.binding.why === 'noCertificateAddress';
  return uncompared ? [words('verdict.uncompared', { holder: signer?.holder ?? names['holder'] ?? '–' })] : [];
}

/** "Intact" is earned by the integrity check alone; a verdict that is merely open does not imply it. A part says nothing of the whole. */
function intactSentence({ verdict, checks, reason }: SignatureVerdict): readonly Words[] {
  return verdict === 'indeterminate' && checks.integrity.state === 'passed' && reason !== 'partOnly' ? [words('verdict.intact')] : [];
}

function sentenceValues(signature: SignatureVerdict, fetching: Fetching): Readonly<Record<string, string>> {
  const { names, signer } = signature;
  const dayOf = (instant: string | null): string => (instant === null ? '–' : formatDayOfInstant(instant));
  return {
    fetching,
    what: signature.kind === 'smime' ? 'letter' : 'file',
    holder: signer?.holder ?? names['holder'] ?? '–',
    signer: names['signer'] ?? signer?.addresses.join(', ') ?? '–',
    about: names['about'] ?? signer?.holder ?? names['holder'] ?? '–',
    from: names['from'] ?? '–',
    issuer: names['issuer'] ?? names['ca'] ?? commonName(signer?.issuer ?? null) ?? '–',
    agency: names['letterhead'] ?? names['signedName'] ?? '–',
    certified: names['certified'] ?? signer?.holder ?? '–',
    recipient: names['recipient'] ?? 'none',
    algorithm: names['algorithm'] ?? '–',
    basis: signature.judgedBy,
    judgedAt: formatMoment(signature.judgedAt),
    list: signature.revocationListAt === null ? 'none' : (signature.revocationBy ?? 'crl'),
    listDay: listDay(signature),
    held: signature.checks.revocation.why === 'onHold' ? 'yes' : 'no',
    revokedDay: dayOf(signature.revokedAt),
    expiredDay: dayOf(signer?.notAfter ?? null),
    ...lateStamp(signature),
  };
}

/** A trusted time-stamp that came when the certificate had expired already proves nothing of it, and is not passed over in silence. */
function lateStamp({ signer, timestamps }: SignatureVerdict): { readonly stamp: 'late' | 'none'; readonly stampDay: string } {
  const stamps = timestamps.filter(({ kind, verdict }) => kind !== 'content' && verdict === 'passed').flatMap(({ at }) => at ?? []);
  const [first] = [...stamps].sort();
  return first !== undefined && signer !== null && first > signer.notAfter ? { stamp: 'late', stampDay: formatDayOfInstant(first) } : { stamp: 'none', stampDay: '–' };
}

/** The day of the list, and its hour where both are of one day: otherwise it would seem new enough. */
function listDay({ revocationListAt, judgedAt }: SignatureVerdict): string {
  if (revocationListAt === null) return '–';
  const day = formatDayOfInstant(revocationListAt);
  return day === formatDayOfInstant(judgedAt) ? `${day} (${formatClock(revocationListAt)})` : day;
}

/** CN of an RFC 4514 name, with its escapes undone; null where it has none. */
export function commonName(distinguishedName: string | null): string | null {
  const match = /(?:^|[,+])CN=((?:\\.|[^,+\\])*)/i.exec(distinguishedName ?? '');
  return match?.[1] === undefined ? distinguishedName : match[1].replace(/\\(.)/g, '$1');
}
