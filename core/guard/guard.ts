import { readAddress } from '../acknowledge/mail-address';
import { defaultOutgoing } from '../acknowledge/default-policy';
import { searchKey } from '../base/search-key';
import { kindOfDomain } from '../directory/domain-kind';
import type { OfficialDocument } from '../model/document';
import type { Draft } from '../model/draft';
import type { GuardRule, Policy } from '../model/policy';
import { secrecyStamps } from '../recognise/data/vietnamese-stamps';
import { thaiSecrecy } from '../recognise/data/thai';
import type { GuardCode, GuardFinding } from './guard-finding';
import { aboutPapers, paperRules } from './paper-only';

/** What was read of a file that goes along. */
export interface ReadFile {
  readonly name: string;
  /** '' where nothing was read: a scan, a format that is not opened */
  readonly text: string;
  /** documents recognised in it */
  readonly documents: readonly Pick<OfficialDocument, 'secrecy' | 'summary' | 'type'>[];
}

export interface GuardInput {
  readonly policy: Pick<Policy, 'officialDomains' | 'freeDomains' | 'outgoing'>;
  readonly account: { readonly address: string };
  readonly files: readonly ReadFile[];
}

const shown = 5;
/** lines at the head of a document in which its title stands */
const titleLines = 40;

/** What the office's policy says of a letter before it leaves: what is allowed says nothing. Pure. */
export function guard(draft: Draft, { policy, account, files }: GuardInput): readonly GuardFinding[] {
  const rules = policy.outgoing ?? defaultOutgoing;
  const findings: GuardFinding[] = [];
  const add = (rule: GuardRule, code: GuardCode, about: GuardFinding['about']) => {
    if (rule !== 'allow') findings.push({ rule, code, about });
  };
  const stamp = secrecyOf(draft, files);
  if (stamp !== null) add(rules.secret, 'secret', stamp);
  for (const [code, rule] of [['financial', rules.financial], ['medicalReferral', rules.medicalReferral]] as const) {
    const paper = paperOf(code, draft, files);
    if (paper !== null) add(rule, code, paper);
  }
  if (draft.document !== null) {
    const all = [...draft.to, ...draft.cc, ...draft.bcc];
    const kinds = all.flatMap((one) => {
      const address = readAddress(one.address);
      return address === null ? [] : [{ one, kind: kindOfDomain(address.domain, policy) }];
    });
    const named = (kind: 'free' | 'other') => kinds.filter((each) => each.kind === kind).map(({ one }) => (one.name === '' ? one.address : `${one.name} <${one.address}>`));
    const [free, other] = [named('free'), named('other')];
    if (free.length > 0) add(rules.toFreeWebmail, 'freeWebmail', { names: list(free), count: free.length });
    if (other.length > 0) add(rules.toOtherDomains, 'otherDomain', { names: list(other), count: other.length });
    if (!isOfficialAccount(account.address, rules.officialAccounts, policy)) add(rules.fromOtherAccounts, 'otherAccount', { address: account.address });
    const unsigned = missingSignatures(draft);
    if (unsigned !== null) add(rules.unsigned, 'unsigned', unsigned);
  }
  return findings.toSorted((a, b) => Number(b.rule === 'block') - Number(a.rule === 'block'));
}

function list(all: readonly string[]): string {
  return all.length <= shown ? all.join('; ') : `${all.slice(0, shown).join('; ')}; … (+${all.length - shown})`;
}

export function isOfficialAccount(address: string, officialAccounts: readonly string[], policy: GuardInput['policy']): boolean {
  if (officialAccounts.length > 0) return officialAccounts.some((one) => one.trim().toLowerCase() === address.trim().toLowerCase());
  const read = readAddress(address);
  return read !== null && kindOfDomain(read.domain, policy) === 'official';
}

/** Both signatures on every file that is the document itself (NĐ 30/2020, Article 5); null: they are there. */
function missingSignatures(draft: Draft): GuardFinding['about'] | null {
  const documents = draft.files.filter(({ role }) => role === 'document');
  const lacks = (part: 'person' | 'agency') => documents.length === 0 || documents.some(({ signedBy }) => !signedBy.some(({ role }) => role === part));
  const [person, agency] = [lacks('person'), lacks('agency')];
  return person || agency ? { person: person ? 'yes' : 'no', agency: agency ? 'yes' : 'no' } : null;
}

/** A stamp that was typed, that was recognised in a document, or that stands alone on a line of the letter or of a file. */
function secrecyOf(draft: Draft, files: readonly ReadFile[]): { readonly stamp: string; readonly where: string; readonly typed: string } | null {
  const typed = draft.document?.secrecy?.trim() ?? '';
  if (typed !== '') return { stamp: typed, where: '', typed: 'yes' };
  for (const { name, documents, text } of files) {
    const stamp = documents.find(({ secrecy }) => secrecy !== null)?.secrecy ?? stampOnLine(text);
    if (stamp !== null) return { stamp, where: name, typed: 'no' };
  }
  const stamp = stampOnLine(draft.body) ?? stampInSubject(draft.subject);
  return stamp === null ? null : { stamp, where: '', typed: 'no' };
}

const stamps: ReadonlySet<string> = new Set([...secrecyStamps, ...thaiSecrecy]);

/** letters set apart in print (`M Ậ T`) come out of a file so */
const closeStamps: ReadonlyMap<string, string> = new Map([...stamps].map((stamp) => [stamp.replaceAll(' ', ''), stamp]));
const secrecyLabel = /^(?:(?:mức )?độ mật|dấu(?: chỉ)? (?:độ|mức độ) mật|ชั้นความลับ) ?: ?/iu;

function stampOnLine(text: string): string | null {
  for (const line of text.normalize('NFC').split('\n')) {
    // capitals only: a sentence may say the word
    const alone = line.replaceAll(/\s+/g, ' ').trim().replace(secrecyLabel, '').replace(/^[\s[(:*|_-]+|(?<![\s\]):*|_.-])[\s\]):*|_.-]+$/g, '');
    if (stamps.has(alone)) return alone;
    const close = /^\S(?: \S)+$/u.test(alone) ? closeStamps.get(alone.replaceAll(' ', '')) : undefined;
    if (close !== undefined) return close;
  }
  return null;
}

/** As offices write it before what a letter is about; a letter that is passed on brings it along. */
function stampInSubject(subject: string): string | null {
  const own = subject.normalize('NFC').replaceAll(/\s+/g, ' ').replace(/^(?: ?(?:re|fwd?|trả lời|chuyển tiếp|tl|ct) ?:)+/iu, '').trim();
  return /^[[(]?(TUYỆT MẬT|TỐI MẬT|MẬT|ลับที่สุด|ลับมาก|ลับ)(?:[\])]| ?[:–—-] ?)/u.exec(own)?.[1] ?? null;
}

function paperOf(code: 'financial' | 'medicalReferral', draft: Draft, files: readonly ReadFile[]): { readonly words: string; readonly where: string; readonly source: string } | null {
  const rules = paperRules.filter((rule) => rule.code === code);
  const titles = [
    { text: draft.subject, where: '' }, { text: draft.document?.summary ?? '', where: '' },
    ...draft.files.map(({ name }) => ({ text: name.replace(/\.[a-z0-9]{1,5}$/i, '').replaceAll(/[_-]+/g, ' '), where: name })),
    ...files.flatMap(({ name, documents }) => documents.map(({ summary }) => ({ text: summary ?? '', where: name }))),
  ];
  for (const { text, where } of titles) {
    const key = searchKey(text);
    if (aboutPapers.test(key)) continue;
    const hit = hitOf(rules, (word) => holds(key, word));
    if (hit !== null) return { ...hit, where };
  }
  for (const { name, text } of files) {
    // the paper itself bears its name as a title: a line that begins so, in capitals where the script has them
    const lines = text.split('\n').slice(0, titleLines).filter((line) => line.trim() !== '' && line === line.toUpperCase()).map(searchKey);
    const hit = hitOf(rules, (word) => lines.some((line) => line.startsWith(word) && !aboutPapers.test(line)));
    if (hit !== null) return { ...hit, where: name };
  }
  return null;
}

function hitOf(rules: typeof paperRules, fits: (word: string) => boolean): { readonly words: string; readonly source: string } | null {
  for (const { words, source } of rules) {
    const word = words.find((one) => fits(searchKey(one)));
    if (word !== undefined) return { words: word, source };
  }
  return null;
}

/** Whole words only; Thai writes none apart. */
function holds(key: string, word: string): boolean {
  const at = key.indexOf(word);
  if (at < 0) return false;
  if (/[ก-๛]/.test(word)) return true;
  return !/[\p{L}\p{N}]/u.test(key[at - 1] ?? ' ') && !/[\p{L}\p{N}]/u.test(key[at + word.length] ?? ' ');
}
