import type { AccountId, Digest, IsoTime, LetterId, PartId } from './ids';

export interface Mailbox {
  /** decoded display name, '' where none is given */
  readonly name: string;
  /** addr-spec as written, without angle brackets */
  readonly address: string;
}

/** One header field: name as written, value unfolded but not decoded (bytes as Latin-1). */
export interface HeaderField {
  readonly name: string;
  readonly value: string;
}

export interface LetterHeader {
  readonly from: readonly Mailbox[];
  readonly replyTo: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** decoded (RFC 2047), NFC */
  readonly subject: string;
  readonly date: IsoTime | null;
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  /** every field in order */
  readonly fields: readonly HeaderField[];
}

/** A MIME entity by its byte offsets in the raw letter; nothing is decoded here. */
export interface LetterPart {
  readonly id: PartId;
  /** lower case, `text/plain` */
  readonly contentType: string;
  /** decoded parameters, names in lower case (RFC 2231) */
  readonly params: Readonly<Record<string, string>>;
  readonly disposition: 'inline' | 'attachment' | null;
  readonly filename: string | null;
  readonly contentId: string | null;
  /** lower case: 7bit, 8bit, binary, base64, quoted-printable */
  readonly encoding: string;
  /** offset of the entity's first header byte */
  readonly start: number;
  readonly bodyStart: number;
  /** offset after the last body byte (the line break before a boundary belongs to the boundary) */
  readonly end: number;
  readonly children: readonly LetterPart[];
}

export interface LetterText {
  readonly part: PartId;
  /** decoded, line breaks as LF, NFC */
  readonly text: string;
}

export interface AttachmentInfo {
  readonly part: PartId;
  /** safe to show: no control or bidi characters, never a path */
  readonly name: string;
  readonly contentType: string;
  /** encoded size in the letter, bytes */
  readonly encodedSize: number;
  readonly inline: boolean;
  /** of a picture: what the letter's HTML may name it by (RFC 2392), as written; absent where it has none */
  readonly contentId?: string;
}

/** First stage: structure, header and texts, attachments not decoded. */
export interface ParsedLetter {
  readonly header: LetterHeader;
  readonly root: LetterPart;
  readonly text: LetterText | null;
  readonly html: LetterText | null;
  readonly attachments: readonly AttachmentInfo[];
  readonly problems: readonly Problem[];
}

/** Something was wrong with the input; the code is translated, nothing is lost by it. */
export interface Problem {
  /** i18n key below `problem.` */
  readonly code: string;
  readonly part?: PartId;
  readonly detail?: string;
}

/** Where on a server a letter lies or lay. Of an imported letter: the file or folder it came from, `import`, its number there. */
export interface Location {
  readonly folder: string;
  /** decimal, as the server gave it */
  readonly uidValidity: string;
  readonly uid: number;
}

/** What main knows of a letter without opening it. */
export interface KeptLetter {
  readonly letterId: LetterId;
  readonly accountId: AccountId;
  readonly digest: Digest;
  /** bytes */
  readonly size: number;
  readonly location: Location;
  /** the server's INTERNALDATE */
  readonly internalDate: IsoTime;
  /** when our vault had it on disk */
  readonly keptAt: IsoTime;
  readonly flags: readonly string[];
  /** the server's own name for the letter, the same in every folder and after a new UIDVALIDITY (RFC 8474); absent without OBJECTID */
  readonly emailId?: string;
  /** absent: fetched from the account's server. import: brought along by a person from files; it was never on that server, and is never answered. sent: written here and gone out, kept before it lies in any folder */
  readonly origin?: 'import' | 'sent';
}
