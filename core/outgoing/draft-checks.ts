import { isAddress } from './typed-addresses';
import { hasEnded, successorsOf } from './addressee-choice';
import { compareNamedUnits } from './named-units';
import { searchKey } from '../base/search-key';
import type { GuardFinding } from '../guard/guard-finding';
import type { Addressee, Draft } from '../model/draft';
import type { IsoDate, IsoTime } from '../model/ids';
import type { Unit } from '../model/unit';

export interface CheckInput {
  readonly directory: readonly Unit[];
  readonly today: IsoDate;
  readonly now: IsoTime;
  /** RFC 1870; null: not known */
  readonly maxBytes: number | null;
  /** as the letter would lie on the wire */
  readonly bytes: number;
  /** receivers that the attached document names, as they were recognised in it; empty: none was read */
  readonly receivers: readonly string[];
  /** words of the attached document; null: not read */
  readonly documentText: string | null;
  /** addresses whose certificate is not at hand, of a letter to be encrypted */
  readonly withoutCertificate: readonly string[];
}

/** Words of the writer that promise a file; the quoted letter below does not count. `kém theo` is another word, so marks count where there are any. */
const promises = /(?<![\p{L}\p{N}])(?:(?:gửi|đính) kèm|kèm (?:theo|tệp|file)|(?:tệp|file|phụ lục) kèm|attached|enclosed|(?:di|ber)lampirkan|disertakan)(?![\p{L}\p{N}])|ส่งมาด้วย|แนบมาด้วย|ตามเอกสารแนบ|ไฟล์แนบ/u;
const promisesUnmarked = /\b(?:(?:gui|dinh) kem|kem (?:theo|tep|file)|(?:tep|file|phu luc) kem|attached|enclosed|(?:di|ber)lampirkan|disertakan)\b/;
/** A document that says its annex comes along, as a rule in brackets below the title or at the end of a sentence. */
const annexPromise = /\((?:co )?(?:phu luc|danh sach|bieu mau|mau bieu|de cuong|bang tong hop|ban)[^()\n]{0,120}(?:kem theo|dinh kem)[^()\n]{0,60}\)/;
const annexHere = /^(?:phu luc|danh sach|bieu mau|mau so|de cuong|bang tong hop)\b/m;
/** where the letter that is answered begins */
const quotedFrom = /^(?:>|-{2,} ?(?:thu goc|original message|thu duoc chuyen tiep)|vao luc .{0,200}viet:$|on .{0,200}wrote:$)/;
const shown = 5;

/** What is forgotten or contradicts itself in a draft; the weightiest first. Pure: everything it knows is given. */
export function checkDraft(draft: Draft, input: CheckInput): readonly GuardFinding[] {
  const found = [...addresseeFindings(draft, input), ...textFindings(draft, input), ...fileFindings(draft, input), ...timeFindings(draft, input)];
  return found.toSorted((a, b) => weight(a) - weight(b));
}

const weights = { block: 0, warn: 1, allow: 2 } as const;
const weight = ({ rule }: GuardFinding): number => weights[rule];

const names = (addressees: readonly Pick<Addressee, 'name' | 'address'>[]): string =>
  list(addressees.map(({ name, address }) => name || address));

function list(all: readonly string[]): string {
  return all.length <= shown ? all.join('; ') : `${all.slice(0, shown).join('; ')}; … (+${all.length - shown})`;
}

function addresseeFindings(draft: Draft, { directory, today, receivers, withoutCertificate }: CheckInput): readonly GuardFinding[] {
  const all = [...draft.to, ...draft.cc, ...draft.bcc];
  const findings: GuardFinding[] = [];
  const add = (rule: GuardFinding['rule'], code: GuardFinding['code'], about: GuardFinding['about'] = {}) => findings.push({ rule, code, about });
  if (all.length === 0) add('block', 'noAddressees');
  const silent = all.filter(({ address }) => address.trim() === '');
  if (silent.length > 0) add('block', 'addressMissing', { names: names(silent) });
  const malformed = all.filter(({ address }) => address.trim() !== '' && !isAddress(address));
  if (malformed.length > 0) add('block', 'addressMalformed', { names: list(malformed.map(({ address }) => address)) });
  const ended = all.flatMap(({ unitId }) => directory.find((unit) => unit.unitId === unitId && hasEnded(unit, today)) ?? []);
  for (const unit of new Set(ended)) {
    const successors = successorsOf(unit, directory, today);
    add('warn', 'endedUnit', { name: unit.name, successors: list(successors.map(({ name }) => name)), known: successors.length });
  }
  if (draft.document !== null && draft.bcc.length > 0) add('warn', 'bccOfficial', { names: names(draft.bcc) });
  if (all.length > 0) {
    const said = receivers.length > 0 || draft.document === null ? receivers : draft.document.placesOfReceipt;
    const { named, missing } = compareNamedUnits([...said, ...(said === receivers ? draft.document?.placesOfReceipt ?? [] : [])], all, directory, today);
    if (missing.length > 0) add('warn', 'unitNotAddressed', { named, addressed: named - missing.length, missing: list(missing) });
  }
  if (draft.encrypt && withoutCertificate.length > 0) add('block', 'noRecipientCertificate', { names: list(withoutCertificate) });
  return findings;
}

function textFindings(draft: Draft, { documentText }: CheckInput): readonly GuardFinding[] {
  const findings: GuardFinding[] = [];
  const { document } = draft;
  if (draft.subject.trim() === '') findings.push({ rule: 'warn', code: 'emptySubject', about: {} });
  if (document !== null && document.summary.trim() === '') findings.push({ rule: 'block', code: 'summaryMissing', about: {} });
  if (document !== null && document.signer.name.trim() === '') findings.push({ rule: 'warn', code: 'signerMissing', about: {} });
  if (document === null && draft.body.trim() === '' && draft.files.length === 0) findings.push({ rule: 'warn', code: 'emptyBody', about: {} });
  const promised = promisedWords(`${draft.subject}\n${draft.body}`);
  if (draft.files.length === 0 && document === null && promised !== null) findings.push({ rule: 'warn', code: 'attachmentNamed', about: { words: promised } });
  const annex = documentText === null || draft.files.length > 1 ? null : promisedAnnex(documentText);
  if (annex !== null && draft.files.length === 1) findings.push({ rule: 'warn', code: 'annexNamed', about: { words: annex } });
  return findings;
}

function fileFindings({ document, files }: Draft, { bytes, maxBytes }: CheckInput): readonly GuardFinding[] {
  const findings: GuardFinding[] = [];
  if (document !== null && !files.some(({ role }) => role === 'document')) findings.push({ rule: 'block', code: 'noDocumentFile', about: { files: files.length } });
  if (maxBytes !== null && bytes > maxBytes) findings.push({ rule: 'block', code: 'tooLarge', about: { bytes, limit: maxBytes } });
  const twice = files.filter((file, at) => files.findIndex(({ digest }) => digest === file.digest) < at);
  if (twice.length > 0) findings.push({ rule: 'warn', code: 'sameFileTwice', about: { names: list(twice.map(({ name }) => name)) } });
  const empty = files.filter(({ size }) => size === 0);
  if (empty.length > 0) findings.push({ rule: 'warn', code: 'emptyFile', about: { names: list(empty.map(({ name }) => name)) } });
  return findings;
}

function timeFindings({ wants, sendAt }: Draft, { today, now }: CheckInput): readonly GuardFinding[] {
  const findings: GuardFinding[] = [];
  if (wants.answerBy !== null && wants.answerBy < today) findings.push({ rule: 'warn', code: 'answerDayPast', about: { day: wants.answerBy } });
  if (sendAt !== null && sendAt <= now) findings.push({ rule: 'warn', code: 'sendAtPast', about: {} });
  return findings;
}

/** The words that promise a file, as they were written; null: none. */
export function promisedWords(text: string): string | null {
  for (const line of text.split('\n')) {
    const key = searchKey(line);
    if (quotedFrom.test(key)) return null;
    const written = line.normalize('NFC').toLowerCase();
    if (promises.test(written) || (/^[\p{ASCII}]*$/u.test(written) && promisesUnmarked.test(key))) return line.trim().slice(0, 160);
  }
  return null;
}

function promisedAnnex(text: string): string | null {
  const lines = text.split('\n').map((line) => ({ line: line.trim(), key: searchKey(line) }));
  const at = lines.findIndex(({ key }) => annexPromise.test(key));
  if (at < 0) return null;
  // the annex may stand in the same file, further down
  return annexHere.test(lines.slice(at + 1).map(({ key }) => key).join('\n')) ? null : lines[at]?.line.slice(0, 160) ?? null;
}
