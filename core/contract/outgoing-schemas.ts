import * as v from 'valibot';
import type { DeviceId, DraftId, FileId, IsoTime, OutgoingId, RegisterId } from '../model/ids';
import { accountId, bytesUpTo, digest, fileBytes, isoDate, letterId, line, unitId } from './schemas';

/** Shapes of what leaves the house, on its way towards main. Everything is bounded: the sender may be hostile. */
const hex16 = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
const text = (max: number) => v.pipe(v.string(), v.maxLength(max), v.check((value) => !value.includes('\0')));

export const draftId = v.pipe(hex16, v.transform((id) => id as DraftId));
export const fileId = v.pipe(hex16, v.transform((id) => id as FileId));
export const outgoingId = v.pipe(hex16, v.transform((id) => id as OutgoingId));
export const registerId = v.pipe(hex16, v.transform((id) => id as RegisterId));
const deviceId = v.pipe(hex16, v.transform((id) => id as DeviceId));
export const isoTime = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), v.transform((time) => time as IsoTime));

const count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
export const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(9999));
/** số đến */
export const incomingNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999));
const number = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999));
export const numberPlace = v.object({ registerId, year, number });
const addressee = v.object({ unitId: v.nullable(unitId), name: line(500), address: line(320), group: v.nullable(line(200)) });
const addressees = v.pipe(v.array(addressee), v.maxLength(2000));
const signerPart = v.picklist(['person', 'agency']);
export const fileRole = v.picklist(['document', 'annex', 'file']);

const draftFile = v.object({
  fileId, name: line(255), mediaType: line(255), size: count(268_435_456), digest, role: fileRole, stamped: v.boolean(),
  signedBy: v.pipe(v.array(v.object({ role: signerPart, holder: line(300), at: isoTime, timestamp: v.picklist(['present', 'missing']) })), v.maxLength(20)),
});

const how = v.picklist(['reply', 'replyAll', 'forward']);
export const draft = v.object({
  draftId, accountId, to: addressees, cc: addressees, bcc: addressees, separately: v.boolean(), subject: line(5000), body: text(2_000_000),
  files: v.pipe(v.array(draftFile), v.maxLength(200)),
  document: v.nullable(v.object({
    typeCode: line(40), registerId: v.nullable(registerId), number: v.nullable(v.object({ place: numberPlace, code: line(200), date: isoDate })),
    summary: line(5000), signer: v.object({ name: line(200), title: line(500) }), urgency: v.nullable(line(100)), secrecy: v.nullable(line(100)),
    placesOfReceipt: v.pipe(v.array(line(500)), v.maxLength(2000)), copies: count(100_000), note: line(2000),
  })),
  template: v.nullable(line(100)),
  answers: v.nullable(v.object({ letterId, how, messageId: v.nullable(line(1000)), references: v.pipe(v.array(line(1000)), v.maxLength(200)) })),
  wants: v.object({ mdn: v.boolean(), dsn: v.boolean(), answerBy: v.nullable(isoDate), signedReceipt: v.exactOptional(v.boolean()), progress: v.exactOptional(v.boolean()) }),
  signWith: v.nullable(line(600)), encrypt: v.boolean(), sendAt: v.nullable(isoTime),
});

export const registerBook = v.object({
  registerId, name: v.pipe(line(200), v.trim(), v.minLength(1)), unit: line(500), typeCodes: v.nullable(v.pipe(v.array(line(40)), v.maxLength(60))),
  pattern: v.pipe(line(200), v.check((value) => /\{number2?\}/.test(value))), untypedPattern: v.nullable(v.pipe(line(200), v.check((value) => /\{number2?\}/.test(value)))),
  drafter: line(100), firstNumber: number, firstYear: year, authority: deviceId, isSecret: v.exactOptional(v.boolean()),
});
export const blockAsked = v.object({ registerId, year, count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)), holder: v.pipe(line(200), v.trim(), v.minLength(1)), device: v.nullable(deviceId) });
/** typed by a person, never empty */
export const reason = v.pipe(line(1000), v.transform((value) => value.normalize('NFC')), v.trim(), v.minLength(3));
export const paperDispatch = v.object({ place: numberPlace, addressee: line(500), carrier: line(200), proof: line(500), on: isoDate });
export const incomingLine = v.object({
  year, date: isoDate, documentCode: v.nullable(line(500)), documentDate: v.nullable(isoDate), author: line(500), summary: line(5000), receiver: line(500), note: line(2000), because: v.nullable(reason),
});
export const refusalReason = v.picklist(['misaddressed', 'notSigned', 'signatureInvalid', 'unreadable', 'annexMissing', 'wrongFormat', 'secret', 'duplicate', 'other']);

const mailAddressee = v.object({ unitId: v.nullable(unitId), name: line(500), address: line(320), field: v.picklist(['to', 'cc', 'bcc']) });
/** One message: header block of its own (CRLF, without the empty line) over an entity that messages of one sending may share. */
const message = v.object({
  messageId: v.pipe(line(500), v.regex(/^<[^<>\s@]+@[^<>\s]+>$/)), header: text(262_144), entity: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1999)),
  addressees: v.pipe(v.array(mailAddressee), v.minLength(1), v.maxLength(500)),
});
export const sending = v.object({
  draftId, accountId, place: v.nullable(numberPlace), code: v.nullable(line(200)), subject: line(5000),
  /** MIME entities: content header fields, empty line, body; CRLF. Encrypted letters have one each */
  entities: v.pipe(v.array(fileBytes), v.minLength(1), v.maxLength(2000)),
  messages: v.pipe(v.array(message), v.minLength(1), v.maxLength(2000)),
  files: v.pipe(v.array(v.object({ name: line(255), digest })), v.maxLength(200)),
  mdn: v.boolean(), dsn: v.boolean(), answerBy: v.nullable(isoTime), sendAt: v.nullable(isoTime),
  answers: v.nullable(v.object({ letterId, how })),
  /** it is our signed receipt for this letter */
  signedReceiptFor: v.exactOptional(letterId),
  /** what the guard warned of and a person went past, i18n keys below `guard:` */
  overruled: v.pipe(v.array(line(100)), v.maxLength(50)),
});

/** what is to be signed at once, with one entry of the PIN */
export const signItems = v.pipe(v.array(v.object({
  name: line(500), content: fileBytes, attributes: bytesUpTo(1_048_576, 1),
})), v.minLength(1), v.maxLength(200));
export const signMechanism = v.picklist(['rsa-pkcs1-sha256', 'rsa-pkcs1-sha384', 'rsa-pkcs1-sha512', 'rsa-pss-sha256', 'rsa-pss-sha384', 'rsa-pss-sha512', 'ecdsa-sha256', 'ecdsa-sha384', 'ecdsa-sha512']);
