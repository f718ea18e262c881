import { limits } from '../base/limits';
import type { DirectoryIndex } from '../directory/directory-index';
import type { PartId } from '../model/ids';
import type { SignMechanism } from '../model/signing';
import type { CertificateView } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import type { RevocationOutcome } from '../pki/check-revocation';
import { mechanismParts } from '../pki/mechanism';
import { certificateView, readCertificates } from '../pki/read-certificate';
import { purposeDefect } from '../pki/validate-path';
import type { PathDefect } from '../pki/validate-path';
import { findWeakness } from './algorithm-strength';
import { bindSigner, type BoundDocument } from './bind-document';
import { judgeChain, type ChainJudgement } from './judge-chain';
import { matchSender } from './match-sender';
import { signerNames } from './signer-names';
import { signerRole } from './signer-role';
import { openTrust, type TrustContext } from './trust-context';

/** What a key is to sign: the letter, or the document as the person or as the agency. */
export type SigningPurpose = 'mail' | 'person' | 'agency';

/** i18n key below `signer-check:finding.`. Closed. `stop`: no receiver could hold it for valid; `warn`: a person decides; what is unknown is said and never stops. */
export const signerFindings = {
  unreadable: 'stop', inTime: 'ok', expiresSoon: 'warn', expired: 'stop', notYetValid: 'stop',
  trusted: 'ok', noAnchor: 'warn', pathDefective: 'warn',
  notRevoked: 'ok', revoked: 'stop', onHold: 'stop', authorityRevoked: 'stop', revocationStale: 'warn', revocationUnknown: 'warn',
  usageFits: 'ok', mayNotSign: 'stop', notForMail: 'stop', serviceKey: 'stop',
  addressFits: 'ok', noAddress: 'warn', otherAddress: 'stop',
  holderFits: 'ok', holderUnclear: 'warn', otherHolder: 'warn', personNotAgency: 'warn', agencyNotPerson: 'warn',
  strong: 'ok', weakKey: 'stop', weakPath: 'warn', noMechanism: 'stop',
} as const;
export type SignerFindingCode = keyof typeof signerFindings;
export type SignerFindingLevel = (typeof signerFindings)[SignerFindingCode];

export interface SignerFinding {
  readonly code: SignerFindingCode;
  readonly level: SignerFindingLevel;
  /** for the sentence: a day, an algorithm, a name, a defect of the path (i18n `defect.`); '' */
  readonly about: string;
}

export interface SignerCheck {
  /** null where no certificate could be read */
  readonly certificate: CertificateView | null;
  /** the worst of the findings */
  readonly level: SignerFindingLevel;
  readonly findings: readonly SignerFinding[];
}

export interface SignerQuestion {
  readonly purpose: SigningPurpose;
  /** of the account, for `mail` */
  readonly address: string;
  /** whose signature it has to be, as the letterhead and the signature block will say it; null: an ordinary letter */
  readonly document: Pick<BoundDocument, 'agency' | 'parentAgency' | 'place' | 'signer'> | null;
  readonly directory: DirectoryIndex;
  /** null: the key makes none that policy allows, see `chooseMechanism` */
  readonly mechanism: SignMechanism | null;
  /** with `judgedBy: 'now'` */
  readonly trust: TrustContext;
}

const found = (code: SignerFindingCode, about = ''): SignerFinding => ({ code, level: signerFindings[code], about });

function timeFinding({ notBefore, notAfter }: Certificate, at: number): SignerFinding {
  const day = (time: number): string => new Date(time).toISOString().slice(0, 10);
  if (!(at >= notBefore)) return found('notYetValid', day(notBefore));
  if (!(at <= notAfter)) return found('expired', day(notAfter));
  return notAfter - at < limits.signerExpiresSoonDays * 86_400_000 ? found('expiresSoon', day(notAfter)) : found('inTime', day(notAfter));
}

/** What the certificate itself lacks is said by findings of its own. */
function pathFinding({ outcome }: ChainJudgement, leaf: Certificate, at: number, unfit: PathDefect | null): SignerFinding {
  if (outcome.kind === 'noAnchor') return found('noAnchor', (outcome.path[outcome.path.length - 1] ?? leaf).issuer.text);
  if (outcome.kind === 'valid') return found('trusted');
  const isInTime = at >= leaf.notBefore && at <= leaf.notAfter;
  const defect = outcome.defects.find((one) => one !== unfit && (isInTime || (one !== 'expired' && one !== 'notYetValid')));
  return defect === undefined ? found('trusted') : found('pathDefective', defect);
}

function revocationFinding(outcome: RevocationOutcome | null): SignerFinding {
  if (outcome === null) return found('revocationUnknown');
  switch (outcome.kind) {
    case 'good':
      return found('notRevoked', new Date(outcome.listAt).toISOString().slice(0, 10));
    case 'revoked':
      return outcome.authority ? found('authorityRevoked', certificateView(outcome.certificate).holder) : found('revoked', new Date(outcome.revokedAt).toISOString().slice(0, 10));
    case 'held':
      return found('onHold');
    case 'stale':
      return found('revocationStale', new Date(outcome.listAt).toISOString().slice(0, 10));
    case 'unknown':
      return found('revocationUnknown');
  }
}

function usageFinding(unfit: PathDefect | null, purpose: SigningPurpose): SignerFinding {
  if (unfit === null) return found('usageFits');
  return unfit === 'keyUsage' ? found('mayNotSign') : found(purpose === 'mail' ? 'notForMail' : 'serviceKey');
}

function addressFinding({ addresses }: Certificate, address: string): SignerFinding {
  switch (matchSender([{ name: '', address }], addresses).state) {
    case 'passed':
      return found('addressFits', address);
    case 'notChecked':
      return found('noAddress');
    case 'failed':
      return found('otherAddress', addresses.join(', '));
  }
}

/** As receivers will bind the certificate to the document. The letter itself is bound to From. */
function holderFindings(certificate: Certificate, { purpose, document, directory }: SignerQuestion): readonly SignerFinding[] {
  if (document === null || purpose === 'mail') return [];
  const role = signerRole(certificate);
  if (purpose === 'agency' && role === 'person') return [found('personNotAgency')];
  if (purpose === 'person' && role === 'agency') return [found('agencyNotPerson')];
  const part = '1' as PartId;
  const view = certificateView(certificate);
  const names = signerNames({ part, member: null, role: role === 'unknown' ? purpose : role, signer: view });
  const check = names === null ? null : bindSigner(names, [{ ...document, origin: { part, member: null }, copy: null }], directory);
  const code = check?.state === 'passed' ? 'holderFits' : check?.state === 'failed' ? 'otherHolder' : 'holderUnclear';
  return [found(code, view.holder)];
}

/** Made today, the signature is younger than every rule of the table that has come into force. */
function strengthFinding(certificate: Certificate, path: readonly Certificate[], { mechanism, trust }: SignerQuestion, at: number): SignerFinding {
  if (mechanism === null) return found('noMechanism');
  const span = { at, after: at };
  const own = findWeakness([mechanismParts(mechanism).digest], [certificate], trust.algorithms, span);
  if (own !== null) return found('weakKey', own.algorithm);
  const above = findWeakness([], path, trust.algorithms, span);
  return above === null ? found('strong') : found('weakPath', above.algorithm);
}

function worstOf(findings: readonly SignerFinding[]): SignerFindingLevel {
  return (['stop', 'warn'] as const).find((level) => findings.some((finding) => finding.level === level)) ?? 'ok';
}

/**
 * The certificate looked at before anything is signed with its key: time, path, revocation, use, whose it is, strength.
 * @param key the signer's certificate first, then what came with it
 */
export async function checkSigner({ pem }: { readonly pem: string }, question: SignerQuestion): Promise<SignerCheck> {
  const { certificates } = await readCertificates(pem);
  const [leaf] = certificates;
  if (leaf === undefined) return { certificate: null, level: 'stop', findings: [found('unreadable')] };
  const { trust, purpose, address } = question;
  const opened = await openTrust(trust);
  const at = Date.parse(trust.judgedAt);
  const use = purpose === 'mail' ? 'emailSigning' : 'documentSigning';
  const evidence = { pool: { anchors: opened.anchors, others: [...certificates.slice(1), ...opened.intermediates] }, material: { lists: opened.crls, answers: opened.ocsps } };
  const chain = await judgeChain(leaf, evidence, use, { at, by: 'now' }, trust, trust.policies);
  const unfit = purposeDefect(leaf, use);
  const findings = [
    timeFinding(leaf, at),
    pathFinding(chain, leaf, at, unfit),
    revocationFinding(chain.revocation),
    usageFinding(unfit, purpose),
    ...(purpose === 'mail' ? [addressFinding(leaf, address)] : holderFindings(leaf, question)),
    strengthFinding(leaf, chain.outcome.path, question, at),
  ];
  return { certificate: certificateView(leaf), level: worstOf(findings), findings };
}
