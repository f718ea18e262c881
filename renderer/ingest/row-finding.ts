import { isAutomatic } from '../../core/acknowledge/receipt-facts';
import { foldHash } from '../../core/base/fold-hash';
import { letterBasis, rowBasis } from '../../core/correct/letter-basis';
import type { ListRow } from '../../core/contract/list';
import { ocrVersion } from '../../core/extract/ocr/ocr-version';
import { closedLetter } from '../../core/facts/closed-letter';
import { ocrJobs } from '../../core/facts/ocr-jobs';
import type { Evidence } from '../../core/fold/evidence';
import { forwardedFrom } from '../../core/letter/forwarded-from';
import type { AccountRecord } from '../../core/model/account';
import type { StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { KeptLetter } from '../../core/model/letter';
import type { Notice } from '../../core/model/notice';
import type { LetterVerdict } from '../../core/model/verdict';
import { letterThread } from '../../core/tracking/letter-thread';
import { mailSignerNames, signerNames } from '../../core/verify/signer-names';
import type { RowFinding } from './stored-row';

export interface RowFacts {
  /** null: the vault has no letter that opens */
  readonly one: StageOneFacts | null;
  readonly two: StageTwoFacts | null;
  readonly verdict: LetterVerdict | null;
}

/** What a row takes from the facts of a letter; they need not be opened for it again. */
export function rowFinding({ one, two, verdict }: RowFacts, kept: KeptLetter, { accounts }: Pick<Evidence, 'accounts'>): RowFinding {
  const account = accounts[kept.accountId] ?? null;
  const facts = one ?? closedLetter();
  const { header, attachments } = facts;
  const [from] = header.from;
  return {
    from: from ? `${from.name} ${from.address}`.trim() : '',
    subject: header.subject,
    attachments: attachments.filter((attachment) => !attachment.inline).length,
    verdict: verdictOf(facts, verdict),
    reason: verdict?.reason ?? null,
    forwardedFrom: forwardedFrom(header.fields, account === null ? [] : [account.settings.address, ...account.settings.aliases])?.provider ?? null,
    basis: rowBasis(letterBasis({ one: facts, two, verdict }, kept, account)),
    thread: letterThread(header),
    ...(isAutomatic(header.fields) ? { automatic: true as const } : {}),
    ...(facts.notice === null ? {} : { notice: facts.notice }),
    ...(isPassedReceipt(facts.notice, verdict) ? { receiptPassed: true as const } : {}),
    ...(facts.asks === undefined ? {} : { asks: facts.asks.map(({ contentType, contentId, signature, digest }) => ({ contentType, contentId, signature, digest })) }),
    scans: two === null ? 0 : ocrJobs(two).length,
    scansRead: two?.ocrVersion === ocrVersion,
    readable: one !== null,
    ...meetingOf(two),
    ...signersOf(verdict),
    ...(facts.keys === undefined ? {} : { keys: facts.keys }),
    own: ownWord(account),
  };
}

/** The signature that makes the receipt one, not that of anything beside it. */
function isPassedReceipt(notice: Notice | null, verdict: LetterVerdict | null): boolean {
  const claim = notice?.claim;
  return claim !== undefined && (verdict?.signatures ?? []).some((one) => one.kind === 'smime' && one.verdict === 'passed' && one.signer?.fingerprint === claim.fingerprint);
}

/** Only a letter that would be shown as good can still lose that to another name in its letterhead. */
function signersOf(verdict: LetterVerdict | null): Pick<RowFinding, 'signers'> {
  const signers = verdict?.verdict === 'passed' ? verdict.signatures.flatMap((one) => ((one.kind === 'smime' ? mailSignerNames(one) : signerNames(one)) ?? [])) : [];
  return signers.length === 0 ? {} : { signers };
}

const words = new WeakMap<AccountRecord, string>();

/** Another word once the addresses or servers of an account are others: what is forwarded, and whose word on senders counts, goes by them. */
export function ownWord(account: AccountRecord | null): string {
  if (account === null) return '';
  const { address, aliases, imap, smtp } = account.settings;
  const word = words.get(account) ?? foldHash(JSON.stringify([address, aliases, imap.host, smtp.host]));
  words.set(account, word);
  return word;
}

function meetingOf(two: StageTwoFacts | null): Pick<RowFinding, 'meetingAt'> {
  const meetingAt = two?.invitations?.[0]?.meeting.at ?? null;
  return meetingAt === null ? {} : { meetingAt };
}

function verdictOf(one: StageOneFacts, verdict: LetterVerdict | null): ListRow['verdict'] {
  if (verdict) return verdict.verdict;
  return one.signed ? 'pending' : 'unsigned';
}
