import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { decideReceipt, type ReceiptQuestion } from '../../core/acknowledge/decide-receipt';
import { receiptFacts } from '../../core/acknowledge/receipt-facts';
import type { ExtractTools } from '../../core/extract/extract-attachment';
import { extractAttachment } from '../../core/extract/extract-attachment';
import { filesToVerify } from '../../core/facts/files-to-verify';
import { openContent } from '../../core/facts/open-content';
import { signedFormat } from '../../core/facts/signed-format';
import { stageOne } from '../../core/facts/stage-one';
import { stageTwo } from '../../core/facts/stage-two';
import { parseLetter } from '../../core/letter/parse-letter';
import type { OfficialDocument, Recognition } from '../../core/model/document';
import type { IsoTime, PartId } from '../../core/model/ids';
import type { LetterHeader, Problem } from '../../core/model/letter';
import type { LetterVerdict, SignatureVerdict } from '../../core/model/verdict';
import { recognise } from '../../core/recognise/recognise';
import { worstVerdict } from '../../core/verify/compose-verdict';
import { openTrust, type TrustContext } from '../../core/verify/trust-context';
import { verifyCmsFile } from '../../core/verify/verify-cms-file';
import { verifyFile } from '../../core/verify/verify-file';
import { verifyLetter } from '../../core/verify/verify-letter';
import type { InspectPolicy } from './read-inspect-policy';

export interface Inspection {
  readonly file: string;
  readonly isOfficial: boolean;
  readonly documents: readonly OfficialDocument[];
  readonly signatures: readonly object[];
  readonly verdict: LetterVerdict['verdict'];
  readonly acknowledgement: { readonly kind: string; readonly decision: string; readonly why: string } | null;
  readonly problems: readonly string[];
}

export interface InspectSetting {
  readonly policy: InspectPolicy;
  readonly now: Date;
  readonly tools: ExtractTools;
}

const wholeFile = '0' as PartId;

/** What core makes of one file: a letter, a document, or a signature with its content beside it. */
export async function inspectFile(file: string, setting: InspectSetting): Promise<Inspection> {
  const bytes = new Uint8Array(readFileSync(file));
  if (isCmsName(file)) return inspectCms(file, bytes, setting);
  if (looksLikeLetter(file, bytes)) return inspectLetter(file, bytes, setting);
  return inspectDocument(file, bytes, setting);
}

async function inspectLetter(file: string, raw: Uint8Array, setting: InspectSetting): Promise<Inspection> {
  const content = await openContent(raw);
  const one = await stageOne(raw, content);
  const two = await stageTwo({ content, tools: setting.tools, skip: new Set() });
  const files = await filesToVerify(content, two, setting.tools);
  const verdict = await verifyLetter(raw, content.wrapped ? parseLetter(raw) : content.parsed, trustOf(setting), files);
  return {
    file,
    ...recognised(two.recognition),
    signatures: verdict.signatures.map(signatureLine),
    verdict: verdict.verdict,
    acknowledgement: acknowledge(one.header, two.recognition.isOfficial, setting),
    problems: problemCodes([...one.problems, ...two.problems]),
  };
}

async function inspectCms(file: string, bytes: Uint8Array, setting: InspectSetting): Promise<Inspection> {
  const beside = file.replace(/\.(p7s|p7m|p7|cms)$/i, '');
  const contents = beside !== file && existsSync(beside) ? [new Uint8Array(readFileSync(beside))] : [];
  const { signatures, inner } = await verifyCmsFile(bytes, contents, { where: basename(file), part: null, member: null, kind: 'cms' }, trustOf(setting));
  const said = inner ?? contents[0] ?? null;
  const { recognition, problems } = said === null ? { recognition: recognise([]), problems: [{ code: 'contentMissing' }] } : await readSigned(beside, said, setting);
  return {
    file,
    ...recognised(recognition),
    signatures: signatures.map(signatureLine),
    verdict: worstVerdict(signatures)?.verdict ?? 'unsigned',
    acknowledgement: null,
    problems: problemCodes(problems),
  };
}

/** What a signature holds: a MIME entity where it was made by a mail program (RFC 8551, 3.1), else the file itself. */
async function readSigned(name: string, said: Uint8Array, setting: InspectSetting): Promise<{ readonly recognition: Recognition; readonly problems: readonly Problem[] }> {
  const head = new TextDecoder('latin1').decode(said.subarray(0, 2048));
  if (/^(?:[!-9;-~]+:[ \t]?[^\n]*\n(?:[ \t][^\n]*\n)*)+\r?\n/.test(head) && /^content-type:/im.test(head)) {
    return stageTwo({ content: await openContent(said), tools: setting.tools, skip: new Set() });
  }
  const texts = await textsOf(name, said, setting);
  return { recognition: recognise(texts.sources), problems: texts.problems };
}

async function inspectDocument(file: string, bytes: Uint8Array, setting: InspectSetting): Promise<Inspection> {
  const texts = await textsOf(file, bytes, setting);
  const beside = `${file}.p7s`;
  const place = { where: basename(beside), part: null, member: null, kind: 'cms' as const };
  const detached = existsSync(beside) ? (await verifyCmsFile(new Uint8Array(readFileSync(beside)), [bytes], place, trustOf(setting))).signatures : [];
  const trust = trustOf(setting);
  const own = await verifyFile({ part: wholeFile, member: null, name: basename(file), format: signedFormat(bytes, basename(file), texts.signaturePresent), bytes: () => bytes }, trust, await openTrust(trust));
  const signatures = [...detached, ...own];
  return {
    file,
    ...recognised(recognise(texts.sources)),
    signatures: signatures.map(signatureLine),
    verdict: worstVerdict(signatures)?.verdict ?? 'unsigned',
    acknowledgement: null,
    problems: problemCodes(texts.problems),
  };
}

async function textsOf(file: string, bytes: Uint8Array, { tools }: InspectSetting) {
  const name = basename(file);
  // the file was named by a person, so text in it is meant to be read whatever it is called
  const read = await extractAttachment(bytes, { name, contentType: 'text/plain' }, tools);
  const sources = read.pages.map((page) => ({ source: { kind: 'attachment' as const, part: wholeFile, page: page.page }, text: page.text }));
  const problems = read.problems.length === 0 && sources.length === 0 ? [{ code: 'noText' }] : read.problems;
  return { sources, problems, signaturePresent: read.signaturePresent };
}

function recognised({ isOfficial, documents }: Recognition): Pick<Inspection, 'isOfficial' | 'documents'> {
  return { isOfficial, documents };
}

function signatureLine(one: SignatureVerdict): object {
  return {
    where: one.where, kind: one.kind, verdict: one.verdict, reason: one.reason, certificateSubject: one.signer?.subject ?? null, signedAt: one.signedAt,
    judgedAt: one.judgedAt, names: one.names, checks: one.checks,
  };
}

function problemCodes(problems: readonly Problem[]): readonly string[] {
  return [...new Set(problems.map((problem) => problem.code))];
}

/** The question is asked for the time `--now`; what a policy says of arrival is for the receipt alone. */
function trustOf({ policy: { policy }, now }: InspectSetting): TrustContext {
  return {
    anchors: policy.trustAnchors.map((anchor) => anchor.pem),
    intermediates: policy.intermediates,
    crls: policy.crls,
    algorithms: policy.algorithms,
    revocationMaxAgeHours: policy.revocationMaxAgeHours,
    judgedAt: now.toISOString() as IsoTime,
    judgedBy: 'now',
  };
}

/**
 * One answer a letter: the MDN where one is asked for (it is the answer that a third party could misuse), else the arrival
 * notice. Without an account in the policy there is nobody to answer for.
 */
function acknowledge(header: LetterHeader, isOfficial: boolean, { policy: given, now }: InspectSetting): Inspection['acknowledgement'] {
  if (!given.account) return null;
  const ownServers = given.account.addresses.flatMap((address) => mailDomains(address.slice(address.lastIndexOf('@') + 1)));
  const facts = receiptFacts(header, ownServers);
  const kind = header.fields.some((field) => field.name.toLowerCase() === 'disposition-notification-to') ? 'displayed' : 'arrival';
  const question: ReceiptQuestion = {
    kind,
    facts,
    account: { addresses: given.account.addresses, connectedAt: given.account.connectedAt as IsoTime, firstSeen: null },
    place: { folder: given.folder, specialUse: /^(junk|spam|th[uư] r[aá]c)$/i.test(given.folder) ? '\\Junk' : null, uidValidity: null, uid: null },
    arrivedAt: (given.arrivedAt ?? now.toISOString()) as IsoTime,
    keywords: given.keywords,
    policy: given.policy,
    choice: { arrivalNotice: 'automatic', displayedMdn: 'automatic' },
    isOfficial,
    lastHour: { sender: 0, account: 0 },
    made: [],
    answer: null,
  };
  return { kind, ...decideReceipt(question) };
}

/**
 * Where the mail server of a domain may lie: in it, or in the domain of the province or ministry above it, never in the
 * registry's (`gov.vn`). A server taken for ours by mistake can only make the answer more careful.
 */
function mailDomains(domain: string): readonly string[] {
  const labels = domain.split('.');
  const above = labels.slice(1).map((_, index) => labels.slice(index + 1)).filter((rest) => rest.length >= 3);
  return [domain, ...above.map((rest) => rest.join('.'))].map((name) => `.${name}`);
}

function isCmsName(file: string): boolean {
  return /\.(p7s|p7m|p7|cms)$/i.test(file);
}

/** A letter begins with header fields; a text document does not. */
function looksLikeLetter(file: string, bytes: Uint8Array): boolean {
  if (/\.(eml|mbox|msg)$/i.test(file)) return true;
  if (/\.(pdf|docx?|xlsx?|pptx?|txt|md|html?|zip|json|xml)$/i.test(file)) return false;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  return /^(From |[!-9;-~]+:[ \t].*\r?\n([!-9;-~]+:|[ \t]))/.test(head) && /^(from|received|return-path|subject|mime-version|message-id|date):/im.test(head);
}
