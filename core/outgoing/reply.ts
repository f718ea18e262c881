import { foldAddress } from '../directory/fold-clue';
import type { OfficialDocument } from '../model/document';
import type { Addressee, Draft } from '../model/draft';
import type { AccountId, DraftId, IsoTime, LetterId } from '../model/ids';
import type { LetterHeader, Mailbox } from '../model/letter';
import type { Unit } from '../model/unit';
import { fillTemplate } from './fill-template';
import { newDraft } from './new-draft';
import { replyWords, type ReplyWords } from './reply-words';
import { templates, type Template } from './template';
import { addresseeAt, withoutDoubles } from './typed-addresses';
import { writtenDay } from './written-day';

export type ReplyWay = 'reply' | 'replyAll' | 'forward';

/** A letter as far as an answer needs it. */
export interface AnsweredLetter {
  readonly letterId: LetterId;
  readonly accountId: AccountId;
  readonly header: Pick<LetterHeader, 'from' | 'replyTo' | 'to' | 'cc' | 'subject' | 'date' | 'messageId' | 'references' | 'inReplyTo'>;
  readonly arrivedAt: IsoTime;
  /** its plain text; '' where it has none */
  readonly text: string;
  readonly documents: readonly Pick<OfficialDocument, 'type' | 'number' | 'date' | 'agency' | 'summary' | 'system'>[];
}

export interface ReplyInput {
  readonly draftId: DraftId;
  /** addresses of the account, aliases included: nobody answers himself */
  readonly own: readonly string[];
  readonly directory: readonly Unit[];
}

/** RFC 5322, 3.6.4: a chain that is longer is cut in its middle, first and last ones tell the thread */
const mostReferences = 50;
/** characters of a letter that are quoted */
const mostQuoted = 100_000;
/** documents of one letter that are named in an answer */
const mostNamed = 3;
const prefixes = /^\s*(?:(?:re|fw|fwd|tr|tl|aw|sv|trả lời|chuyển tiếp|ตอบ|ส่งต่อ)\s*(?:\[\d{1,3}\]\s*)?[:：]\s*)+/iu;

/** The draft that answers a letter or passes it on; files of a letter that is passed on are attached by whoever holds them. */
export function answerLetter(way: ReplyWay, letter: AnsweredLetter, { draftId, own, directory }: ReplyInput): Draft {
  const { header } = letter;
  const language = languageOf(letter);
  const words = replyWords[language];
  const people = addresseesOf(way, header, new Set(own.map(foldAddress)), directory);
  const subject = `${way === 'forward' ? 'Fwd' : 'Re'}: ${header.subject.replace(prefixes, '').trim()}`.slice(0, 5000);
  return {
    ...newDraft(draftId, letter.accountId), ...people, subject, template: words.template, body: bodyOf(way, letter, people.to, language),
    answers: { letterId: letter.letterId, how: way, messageId: header.messageId, references: chain(header) },
  };
}

function languageOf({ documents }: AnsweredLetter): Template['language'] {
  const system = documents[0]?.system ?? null;
  return system === 'thai' ? 'th' : system === 'malay' || system === 'indonesian' ? 'ms' : 'vi';
}

/** Without the letter's own id: that is the parent (RFC 5322, 3.6.4). */
function chain({ references, inReplyTo }: AnsweredLetter['header']): readonly string[] {
  const all = references.length > 0 ? references : inReplyTo.length === 1 ? inReplyTo : [];
  return all.length <= mostReferences ? all : [...all.slice(0, 1), ...all.slice(1 - mostReferences)];
}

function addresseesOf(way: ReplyWay, header: AnsweredLetter['header'], own: ReadonlySet<string>, directory: readonly Unit[]): Pick<Draft, 'to' | 'cc'> {
  if (way === 'forward') return { to: [], cc: [] };
  const at = (boxes: readonly Mailbox[]): readonly Addressee[] => boxes.map(({ name, address }) => addresseeAt(address, name, directory));
  const isOwn = ({ address }: Addressee): boolean => own.has(foldAddress(address));
  const sender = at(header.replyTo.length > 0 ? header.replyTo : header.from);
  // who answers what he sent writes to the same people again
  const main = sender.every(isOwn) && sender.length > 0 ? at(header.to) : sender;
  if (way === 'reply') return { to: withoutDoubles(main), cc: [] };
  const to = withoutDoubles([...main, ...at(header.to)]).filter((one) => main.includes(one) || !isOwn(one));
  const named = new Set(to.map(({ address }) => foldAddress(address)));
  return { to, cc: withoutDoubles(at(header.cc)).filter((one) => !isOwn(one) && !named.has(foldAddress(one.address))) };
}

function bodyOf(way: ReplyWay, letter: AnsweredLetter, to: readonly Addressee[], language: Template['language']): string {
  const words = replyWords[language];
  const cited = citations(letter, language);
  if (way === 'forward') {
    const lead = cited.length === 0 ? '' : words.passedOn.replace('{document}', cited.map(({ document }) => document).join(words.and));
    return `${words.greeting}\n\n${lead === '' ? '' : `${lead}\n\n`}${words.closing}\n\n${forwardedHead(letter, words)}\n\n${letter.text.slice(0, mostQuoted)}`;
  }
  const who = to.map(({ name, address }) => name || address).slice(0, mostNamed).join('; ');
  const lead = cited.map(({ sentence }) => sentence).join('\n');
  const quoted = cited.length > 0 && letter.text.trim() === '' ? '' : `\n\n${quoteOf(letter, words)}`;
  return `${words.greeting}${who}\n\n${lead}${lead === '' ? '' : '\n'}\n${words.closing}${quoted}`;
}

/** "Phúc đáp Công văn số … ngày … của … về việc …, ": official documents are answered by their number, not by a quotation. */
function citations({ documents }: AnsweredLetter, language: Template['language']): readonly { readonly sentence: string; readonly document: string }[] {
  const answering = templates.find((one) => one.language === language)?.answering ?? '';
  return documents.filter(({ number }) => number !== null).slice(0, mostNamed).map(({ type, number, date, agency, summary }) => {
    const values = { type: type ?? (language === 'vi' ? 'văn bản' : ''), code: number ?? '', date: date === null ? '' : writtenDay(date, language), agency: agency ?? '', summary: summary ?? '' };
    const sentence = fillTemplate(answering, values);
    return { sentence, document: sentence.replace(/^(?:Phúc đáp|อ้างถึง|Merujuk) /, '').replace(/(?<![, ])[, ]+$/, '') };
  });
}

/** RFC 3676, 4.5: one mark a level, none before an empty line's end. */
function quoteOf({ header, arrivedAt, text }: AnsweredLetter, { wrote }: ReplyWords): string {
  const lines = text.slice(0, mostQuoted).trimEnd().split('\n').map((line) => (line.startsWith('>') ? `>${line}` : line === '' ? '>' : `> ${line}`));
  const { day, clock } = moment(header.date ?? arrivedAt);
  return `${wrote.replace('{day}', day).replace('{clock}', clock).replace('{who}', people(header.from))}\n${lines.join('\n')}`;
}

function forwardedHead({ header, arrivedAt }: AnsweredLetter, words: ReplyWords): string {
  const { day, clock } = moment(header.date ?? arrivedAt);
  return [words.forwarded, `${words.from}${people(header.from)}`, `${words.sent}${clock} ${day}`, `${words.subject}${header.subject}`, `${words.to}${people(header.to)}`].join('\n');
}

function people(boxes: readonly Mailbox[]): string {
  return boxes.slice(0, 20).map(({ name, address }) => (name === '' ? address : `${name} <${address}>`)).join('; ');
}

/** Vietnam, Thailand and western Indonesia keep UTC+7 the whole year; a quotation must not depend on the clock of one computer. */
function moment(instant: IsoTime): { readonly day: string; readonly clock: string } {
  const local = new Date(Date.parse(instant) + 7 * 60 * 60_000).toISOString();
  return { day: `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)}`, clock: local.slice(11, 16) };
}
