declare const brand: unique symbol;

/** A string that the compiler keeps apart from other strings. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

/** 16 hex digits, random at account creation. */
export type AccountId = Branded<'AccountId'>;
/** 16 hex digits, random at profile creation; one journal chain each. */
export type DeviceId = Branded<'DeviceId'>;
/** 32 hex digits: HMAC of account id and raw digest under a key derived from the profile key. */
export type LetterId = Branded<'LetterId'>;
/** SHA-256 of bytes, 64 lower-case hex digits. */
export type Digest = Branded<'Digest'>;
/** MIME part number as in IMAP BODYSTRUCTURE (RFC 9051, 6.4.5.1): "1", "1.2"; "0" is the letter itself. */
export type PartId = Branded<'PartId'>;
/** 16 hex digits, random when the act is journalled. */
export type ActId = Branded<'ActId'>;
/** 16 hex digits, random when the unit is first known. */
export type UnitId = Branded<'UnitId'>;
/** 16 hex digits, random when the correction is journalled. */
export type CorrectionId = Branded<'CorrectionId'>;
/** 16 hex digits, random at the first keystroke that is kept. */
export type DraftId = Branded<'DraftId'>;
/** 16 hex digits, random; a file of a draft. */
export type FileId = Branded<'FileId'>;
/** 16 hex digits, random; one message on its way to one envelope. */
export type OutgoingId = Branded<'OutgoingId'>;
/** 16 hex digits, random when the register is opened. */
export type RegisterId = Branded<'RegisterId'>;
/** UTC instant, `2026-11-21T02:05:07.000Z`. */
export type IsoTime = Branded<'IsoTime'>;
/** Calendar day without zone, `2026-11-21`. */
export type IsoDate = Branded<'IsoDate'>;
