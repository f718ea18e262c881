import type { AccountId, Digest, DraftId, FileId, IsoDate, IsoTime, LetterId, RegisterId, UnitId } from './ids';
import type { NumberPlace } from './register';

/** Whom a draft goes to: a unit by name, with the address it is reached at. */
export interface Addressee {
  /** null: typed by hand, or not in the directory */
  readonly unitId: UnitId | null;
  /** as it is shown and written into To */
  readonly name: string;
  readonly address: string;
  /** key of the directory group it was chosen with; null: by itself */
  readonly group: string | null;
}

/** `document`: the official document itself. `annex`: a file of its own that belongs to it. `file`: anything else. */
export type FileRole = 'document' | 'annex' | 'file';

export interface DraftFile {
  readonly fileId: FileId;
  readonly name: string;
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
  readonly digest: Digest;
  readonly role: FileRole;
  /** holders of the signatures that were put into it here, in their order */
  readonly signedBy: readonly { readonly role: SignerPart; readonly holder: string; readonly at: IsoTime; readonly timestamp: 'present' | 'missing' }[];
  /** is its number stamped into it? */
  readonly stamped: boolean;
}

/** The two signatures an official document needs (NĐ 30/2020, Article 5). */
export type SignerPart = 'person' | 'agency';

/** What makes a draft an official document; values as they will stand in the register. */
export interface DraftDocument {
  /** CV, QĐ, GM …; Thai: external, internal …, as in OfficialDocument.typeCode */
  readonly typeCode: string;
  readonly registerId: RegisterId | null;
  /** given by the register, kept through every failure; null: none yet */
  readonly number: { readonly place: NumberPlace; readonly code: string; readonly date: IsoDate } | null;
  /** trích yếu, without "V/v" */
  readonly summary: string;
  readonly signer: { readonly name: string; readonly title: string };
  /** KHẨN, THƯỢNG KHẨN, HỎA TỐC …; null: none */
  readonly urgency: string | null;
  readonly secrecy: string | null;
  /** "Nơi nhận" as printed, for the register: units that get it otherwise too */
  readonly placesOfReceipt: readonly string[];
  readonly copies: number;
  readonly note: string;
}

/** How far a draft came on its one way. Derived, see `draftStep` in core/outgoing. */
export type DraftStep = 'writing' | 'numbered' | 'stamped' | 'signedByPerson' | 'signedByAgency' | 'issued';

export interface Draft {
  readonly draftId: DraftId;
  readonly accountId: AccountId;
  readonly to: readonly Addressee[];
  readonly cc: readonly Addressee[];
  readonly bcc: readonly Addressee[];
  /** one message for each addressee, so that each receipt is told apart */
  readonly separately: boolean;
  readonly subject: string;
  /** plain text, LF */
  readonly body: string;
  /** in the order in which they are sent */
  readonly files: readonly DraftFile[];
  /** null: an ordinary letter */
  readonly document: DraftDocument | null;
  /** template it was begun with, see core/outgoing; null: none */
  readonly template: string | null;
  readonly answers: { readonly letterId: LetterId; readonly how: 'reply' | 'replyAll' | 'forward'; readonly messageId: string | null; readonly references: readonly string[] } | null;
  readonly wants: {
    readonly mdn: boolean;
    readonly dsn: boolean;
    /** day by whose end an answer is due */
    readonly answerBy: IsoDate | null;
    /** RFC 2634, only of a signed letter; absent: no */
    readonly signedReceipt?: boolean;
    /** the receiver's program is to tell how far the matter is (04 to 06); absent: no */
    readonly progress?: boolean;
  };
  /** S/MIME: key it is to be signed with; null: not signed */
  readonly signWith: string | null;
  readonly encrypt: boolean;
  readonly sendAt: IsoTime | null;
}

/** A draft as main keeps it: the newest save wins. */
export interface KeptDraft {
  readonly draft: Draft;
  readonly savedAt: IsoTime;
  /** queued messages came of it; it is no longer edited unless all are taken back */
  readonly queued: boolean;
}
