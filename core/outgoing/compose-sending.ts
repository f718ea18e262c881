import type * as v from 'valibot';
import { readAddress } from '../acknowledge/mail-address';
import { fail, ok, type Result } from '../base/result';
import type { sending } from '../contract/outgoing-schemas';
import { scanLetter } from '../letter/scan-letter';
import type { Addressee, Draft } from '../model/draft';
import type { IsoDate, IsoTime } from '../model/ids';
import type { Mailbox } from '../model/letter';
import type { MailAddressee } from '../model/outgoing';
import { hexOf } from '../pki/der';
import { bufferOf, sha256Now } from '../pki/web-crypto';
import { composeHeader } from './compose-header';

/** What `mail.queue` takes. */
export type Sending = v.InferOutput<typeof sending>;

/** One message of a sending: whom its header names, and whom its envelope carries it to. */
export interface PlannedMessage {
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly addressees: readonly MailAddressee[];
}

export interface SendingOrder {
  readonly from: Mailbox;
  readonly now: IsoTime;
  /** 32 hex digits or more from a secure source */
  readonly random: string;
  /** one for all, or one for each message of `planMessages` in that order (encrypted letters) */
  readonly entities: readonly Uint8Array[];
  /** findings of the guard that a person went past, i18n keys below `guard:` */
  readonly overruled: readonly string[];
  /** of policy: an answer is waited for so long where the draft names no day; null or absent: none is */
  readonly answerWithinHours?: number | null;
  /** made for another letter: nothing answers it */
  readonly automatic?: boolean;
}

/** `notSigned`, `notEncrypted`: the draft says so and the entity is not: it never leaves as less than it was meant to be */
export type SendingFailure = { readonly code: 'noRecipients' | 'notSigned' | 'notEncrypted' } | { readonly code: 'badAddress'; readonly address: string };

const mailAddressee = (field: MailAddressee['field']) => ({ unitId, name, address }: Addressee): MailAddressee => ({ unitId, name, address, field });

/** One message for all; one an addressee where they go separately; blind copies of an encrypted letter each on their own, since the list of its keys tells whom it goes to (RFC 8551 3.3). */
export function planMessages({ to, cc, bcc, separately, encrypt }: Pick<Draft, 'to' | 'cc' | 'bcc' | 'separately' | 'encrypt'>): readonly PlannedMessage[] {
  const [direct, copies, blind] = [to.map(mailAddressee('to')), cc.map(mailAddressee('cc')), bcc.map(mailAddressee('bcc'))];
  if (separately) {
    return [...direct, ...copies, ...blind].map((one) => ({ to: one.field === 'bcc' ? [] : [one], cc: [], addressees: [one] }));
  }
  const named = { to, cc };
  if (!encrypt) return direct.length + copies.length + blind.length === 0 ? [] : [{ ...named, addressees: [...direct, ...copies, ...blind] }];
  const open = [...direct, ...copies];
  return [...(open.length === 0 ? [] : [{ ...named, addressees: open }]), ...blind.map((one) => ({ ...named, addressees: [one] }))];
}

/** The end of a day in Vietnam. */
function endOf(day: IsoDate): IsoTime {
  return new Date(Date.parse(`${day}T23:59:59.999+07:00`)).toISOString() as IsoTime;
}

/** When silence becomes an alarm. A letter that leaves later is answered later. */
function answerTime({ wants, sendAt }: Pick<Draft, 'wants' | 'sendAt'>, { now, answerWithinHours }: Pick<SendingOrder, 'now' | 'answerWithinHours'>): IsoTime | null {
  if (wants.answerBy !== null) return endOf(wants.answerBy);
  if (answerWithinHours == null) return null;
  const leaves = sendAt !== null && sendAt > now ? sendAt : now;
  return new Date(Date.parse(leaves) + answerWithinHours * 3_600_000).toISOString() as IsoTime;
}

/** bytes of an entity that its own header lies within */
const headBytes = 2000;

/** Is the entity sealed as the draft asks? Under encryption a signature cannot be seen. */
function sealDefect({ encrypt, signWith }: Pick<Draft, 'encrypt' | 'signWith'>, entity: Uint8Array): 'notSigned' | 'notEncrypted' | null {
  const { contentType, params } = scanLetter(entity.subarray(0, headBytes)).root;
  const isEncrypted = contentType === 'application/pkcs7-mime' && /^(?:auth)?enveloped-data$/i.test(params['smime-type'] ?? '');
  if (encrypt) return isEncrypted ? null : 'notEncrypted';
  return signWith === null || contentType === 'multipart/signed' ? null : 'notSigned';
}

/** Who gets one message of a circular must not be able to name the others: an answer that names a message counts as a sign that it arrived. */
function nameOf(random: string, index: number): string {
  return hexOf(sha256Now(new TextEncoder().encode(`${random} ${index}`))).slice(0, 32);
}

/** The messages of a draft, ready to be queued: headers over entities. */
export function composeSending(draft: Draft, order: SendingOrder): Result<Sending, SendingFailure> {
  const { from, now, random, entities, overruled, automatic } = order;
  const planned = planMessages(draft);
  if (planned.length === 0) return fail({ code: 'noRecipients' });
  const bad = [from, ...planned.flatMap(({ addressees }) => addressees)].find(({ address }) => readAddress(address) === null);
  if (bad !== undefined) return fail({ code: 'badAddress', address: bad.address });
  if (!/^[0-9a-f]{32,}$/.test(random)) throw new Error('random must be at least 32 hex digits');
  if (entities.length !== 1 && entities.length !== planned.length) throw new Error('entities do not fit the messages');
  const defect = entities.map((entity) => sealDefect(draft, entity)).find((one) => one !== null);
  if (defect !== undefined && defect !== null) return fail({ code: defect });
  const { answers, document, wants } = draft;
  const domain = readAddress(from.address)?.domain ?? '';
  const messages = planned.map(({ to, cc, addressees }, index) => {
    const messageId = `<${nameOf(random, index)}@${domain}>`;
    const header = composeHeader({
      from, to, cc, subject: draft.subject, now: draft.sendAt !== null && draft.sendAt > now ? draft.sendAt : now, messageId,
      // a forwarded letter belongs to the thread and answers nothing
      inReplyTo: answers === null || answers.how === 'forward' ? null : answers.messageId,
      references: answers === null ? [] : [...answers.references, ...(answers.messageId === null ? [] : [answers.messageId])],
      wantsMdn: wants.mdn, urgent: document?.urgency != null, asksProgress: wants.progress === true, automatic: automatic === true,
    });
    return { messageId, header, entity: entities.length === 1 ? 0 : index, addressees: [...addressees] };
  });
  return ok({
    draftId: draft.draftId, accountId: draft.accountId, place: document?.number?.place ?? null, code: document?.number?.code ?? null, subject: draft.subject,
    entities: entities.map(bufferOf), messages, files: draft.files.map(({ name, digest }) => ({ name, digest })),
    mdn: wants.mdn, dsn: wants.dsn, answerBy: answerTime(draft, order), sendAt: draft.sendAt,
    answers: answers === null ? null : { letterId: answers.letterId, how: answers.how }, overruled: [...overruled],
  });
}
