import type { MailAddressee, OutgoingMail } from '../model/outgoing';
import type { Notice, NoticeLine } from '../model/notice';
import type { DraftId } from '../model/ids';
import type { ReceiptClaim, ReceiptMark } from '../model/signed-receipt';
import type { LedgerStep } from '../model/tracking';
import { draftOfContentId } from '../outgoing/receipt-content-id';
import { compareReceipt } from '../pki/signed-receipt';
import { alikeAddress, readAddress } from '../acknowledge/mail-address';
import { codeKey } from './document-code';
import type { HomeLetter } from './home-letter';
import { threadName } from './letter-thread';
import { MeantByWords, newestFirst, type MeantMail } from './meant-by-words';
import { reportsOn, whoSpeaks, type Speakers } from './speaks-for';

/** One thing told of one addressee of one message; `files`: digests the receiver named. */
export interface Told {
  readonly step: LedgerStep;
  readonly files: Notice['files'];
}

/** By message and addressee, see `lineKey`. */
export type ToldBy = ReadonlyMap<string, readonly Told[]>;

export function lineKey({ mail }: OutgoingMail, addressee: MailAddressee): string {
  return `${mail.outgoingId} ${addressee.field} ${addressee.address.toLowerCase()}`;
}

/** What the signatures of a message we sent asked a receipt for, see `receiptAskOf`. Empty: none, or our copy is not read yet. */
export type AskedBy = (mail: OutgoingMail) => readonly ReceiptMark[];

interface Sent {
  readonly byId: ReadonlyMap<string, OutgoingMail>;
  readonly byEnvelope: ReadonlyMap<string, OutgoingMail>;
  readonly byDraft: ReadonlyMap<DraftId, readonly OutgoingMail[]>;
  readonly byCode: MeantByWords;
  readonly bySubject: MeantByWords;
  readonly asked: AskedBy;
}

/** What the letters that came in tell of the messages that went out. The order of both does not matter. */
export function matchLetters(mails: readonly OutgoingMail[], letters: Iterable<HomeLetter>, speakers: Speakers, asked: AskedBy = () => []): ToldBy {
  const sent = indexSent(mails, speakers, asked);
  const told = new Map<string, Told[]>();
  for (const letter of letters) {
    for (const { mail, addressee, told: one } of toldBy(letter, sent, speakers)) {
      const key = lineKey(mail, addressee);
      const list = told.get(key);
      if (list === undefined) told.set(key, [one]);
      else list.push(one);
    }
  }
  return told;
}

function indexSent(mails: readonly OutgoingMail[], speakers: Speakers, asked: AskedBy): Sent {
  const byId = new Map<string, OutgoingMail>();
  const byEnvelope = new Map<string, OutgoingMail>();
  const byDraft = new Map<DraftId, OutgoingMail[]>();
  const byCode = new MeantByWords(speakers);
  const bySubject = new MeantByWords(speakers);
  const add = <Key>(lists: Map<Key, OutgoingMail[]>, key: Key, one: OutgoingMail): void => {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [one]);
    else list.push(one);
  };
  for (const one of mails) {
    byId.set(threadName(one.mail.messageId), one);
    byEnvelope.set(one.mail.outgoingId, one);
    add(byDraft, one.mail.draftId, one);
    if (one.mail.code !== null) byCode.add(codeKey(one.mail.code), one);
    bySubject.add(subjectKey(one.mail.subject), one);
  }
  return { byId, byEnvelope, byDraft, byCode, bySubject, asked };
}

function subjectKey(subject: string): string {
  return subject.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
}

interface Match {
  readonly mail: OutgoingMail;
  readonly addressee: MailAddressee;
  readonly told: Told;
}

function toldBy(letter: HomeLetter, sent: Sent, speakers: Speakers): readonly Match[] {
  if (letter.from === '' || letter.refuted) return [];
  return letter.notice === null ? answered(letter, sent, speakers) : noticed(letter, letter.notice, sent, speakers);
}

/** A letter of a person that answers ours, or whose document cites ours. */
function answered(letter: HomeLetter, sent: Sent, speakers: Speakers): readonly Match[] {
  if (letter.automatic) return [];
  const direct = letter.thread.answers.flatMap((id) => sent.byId.get(id) ?? []);
  const [mail] = direct;
  if (mail !== undefined) return whoSpeaks(letter.from, mail, speakers).map(({ addressee, speaking }) => match(letter, mail, addressee, plainLine('answered'), 'ours', speaking === 'itself' ? named(letter) : 'guessed'));
  return newestOf(sent.byCode.meant(letter, letter.cites.map(codeKey)))
    .map(({ mail: cited, addressee }) => match(letter, cited, addressee, plainLine('answered'), 'ours', 'guessed'));
}

function noticed(letter: HomeLetter, notice: Notice, sent: Sent, speakers: Speakers): readonly Match[] {
  const byEnvelope = notice.envelopeId === null ? undefined : sent.byEnvelope.get(notice.envelopeId);
  const mail = byEnvelope ?? notice.about.flatMap((id) => sent.byId.get(threadName(id)) ?? [])[0] ?? claimed(letter, notice.claim, sent, speakers);
  if (mail === undefined) {
    // without an id only words are left: number and symbol, or the subject it repeats
    const byWords = [...sent.byCode.meant(letter, notice.codes.map(codeKey)), ...(notice.subject === null ? [] : sent.bySubject.meant(letter, [subjectKey(notice.subject)]))];
    return newestOf(byWords).flatMap(({ mail: meant, addressee }) => notice.told.slice(0, 1).map((line) => match(letter, meant, addressee, line, notice.kind, 'guessed', notice.files)));
  }
  return notice.told.flatMap((line) => {
    const strength = notice.kind === 'words' ? 'guessed' : null;
    if (notice.kind === 'signed') return receiptOf(letter, line, mail, speakers).map(({ addressee }) => match(letter, mail, addressee, line, 'signed', isProof(letter, notice.claim, mail, addressee, sent) ? 'proven' : 'guessed'));
    return (notice.kind === 'dsn' || notice.kind === 'pec' ? reported(letter, line, mail) : receiptOf(letter, line, mail, speakers))
      .map(({ addressee, sure }) => match(letter, mail, addressee, line, notice.kind, strength ?? (sure ? named(letter) : 'guessed'), notice.files));
  });
}

/** Several messages may share one signed body: the one that went to the writer is meant. */
function claimed(letter: HomeLetter, claim: ReceiptClaim | undefined, { byDraft }: Sent, speakers: Speakers): OutgoingMail | undefined {
  const draftId = claim === undefined ? null : draftOfContentId(claim.contentId);
  return draftId === null ? undefined : byDraft.get(draftId)?.find((one) => whoSpeaks(letter.from, one, speakers).length > 0);
}

/** It repeats what we signed, its own signature passed as a whole, and its certificate is the addressee's. Anything less is a guess. */
function isProof({ receiptPassed }: HomeLetter, claim: ReceiptClaim | undefined, mail: OutgoingMail, { address }: MailAddressee, { asked }: Sent): boolean {
  return claim !== undefined && receiptPassed === true && claim.addresses.some((one) => isSame(one, address)) && compareReceipt(claim, asked(mail)) === 'fits';
}

interface Meant {
  readonly addressee: MailAddressee;
  readonly sure: boolean;
}

/** A delivery report counts where a server of ours or of the addressee's domain wrote it; elsewhere it is shown as a guess. */
function reported(letter: HomeLetter, { address, step }: NoticeLine, mail: OutgoingMail): readonly Meant[] {
  const found = address === null ? [] : mail.mail.addressees.filter((one) => isSame(one.address, address));
  const { addressees, from } = mail.mail;
  // our own provider took it over: that holds for everybody it goes to
  const isOfAll = address === null && (step === 'accepted' || addressees.length === 1);
  const meant = found.length > 0 ? found : isOfAll ? addressees : [];
  return meant.map((addressee) => ({ addressee, sure: (found.length > 0 || step === 'accepted') && reportsOn(letter.from, from, addressee.address) }));
}

/** A receipt counts for the addressee who sent it. A stranger who knows our Message-ID says nothing of somebody else. */
function receiptOf(letter: HomeLetter, { address }: NoticeLine, mail: OutgoingMail, speakers: Speakers): readonly Meant[] {
  const speakersHere = whoSpeaks(letter.from, mail, speakers);
  const addressed = address === null ? [] : speakersHere.filter(({ addressee }) => isSame(addressee.address, address));
  return (addressed.length > 0 ? addressed : speakersHere).slice(0, 1).map(({ addressee, speaking }) => ({ addressee, sure: speaking === 'itself' }));
}

/** Nobody says more about a second message than about the newest. */
function newestOf(meant: readonly MeantMail[]): readonly MeantMail[] {
  return [...meant].sort(newestFirst).slice(0, 1);
}

function named(letter: HomeLetter): LedgerStep['strength'] {
  return letter.proven ? 'proven' : 'named';
}

function match(letter: HomeLetter, mail: OutgoingMail, addressee: MailAddressee, line: NoticeLine, kind: LedgerStep['kind'], strength: LedgerStep['strength'], files: Notice['files'] = []): Match {
  return { mail, addressee, told: { step: { step: line.step, at: letter.arrivedAt, toldAt: line.at, kind, line, letterId: letter.letterId, strength }, files } };
}

export function plainLine(step: NoticeLine['step'], words = ''): NoticeLine {
  return { address: null, step, at: null, code: null, status: null, number: null, date: null, reason: null, words };
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [readAddress(a), readAddress(b)];
  return one !== null && other !== null ? alikeAddress(one, other) : a.trim().toLowerCase() === b.trim().toLowerCase();
}
