import type { DeviceId, Digest, DraftId, IsoDate, IsoTime, RegisterId } from './ids';

/** A place in a register that is given once: voided ones stay and are never given again. */
export interface NumberPlace {
  readonly registerId: RegisterId;
  /** calendar year of the sequence (NĐ 30/2020, Article 15) */
  readonly year: number;
  readonly number: number;
}

/**
 * An outgoing register (sổ đăng ký văn bản đi): one running sequence a year, shared by paper and electronic documents.
 * Which types share a sequence is the office's decision.
 */
export interface RegisterBook {
  readonly registerId: RegisterId;
  readonly name: string;
  /** issuing unit as it stands in the letterhead */
  readonly unit: string;
  /** codes of the types that are numbered here; null: all without a register of their own */
  readonly typeCodes: readonly string[] | null;
  /** `{number}`, `{number2}` (two digits at least), `{year}`, `{type}`, `{drafter}` and plain text: `{number2}/{type}-UBND`, `{number2}/UBND-{drafter}` for công văn */
  readonly pattern: string;
  /** pattern of types without an abbreviation (công văn); null: `pattern` */
  readonly untypedPattern: string | null;
  /** symbol of the drafting unit, for `{drafter}`; '' where none is used */
  readonly drafter: string;
  /** first number of the first year here: an office that begins in November goes on where paper ended */
  readonly firstNumber: number;
  readonly firstYear: number;
  /** the profile whose journal is the register: it alone gives numbers and blocks */
  readonly authority: DeviceId;
  /** for documents under secrecy, which have a sequence of their own (NĐ 30/2020, Article 15); absent: no */
  readonly isSecret?: boolean;
}

/** Numbers set aside: for another clerk, another profile, or ten days without a line. */
export interface NumberBlock {
  readonly registerId: RegisterId;
  readonly year: number;
  readonly from: number;
  /** inclusive */
  readonly to: number;
  /** who may give them: role or unit as typed */
  readonly holder: string;
  /** the profile that gives them; absent: the register's own */
  readonly device?: DeviceId;
}

/** One line of the outgoing register with the columns of NĐ 30/2020, Appendix IV. */
export interface RegisterLine {
  readonly place: NumberPlace;
  /** number and symbol as printed */
  readonly code: string;
  readonly date: IsoDate;
  readonly typeCode: string;
  readonly summary: string;
  readonly signer: string;
  /** Nơi nhận */
  readonly addressees: readonly string[];
  /** who keeps the file copy */
  readonly keeper: string;
  readonly copies: number;
  readonly note: string;
  /** how it leaves */
  readonly route: 'mail' | 'paper';
  readonly draftId: DraftId;
  /** the signed files as they were issued */
  readonly files: readonly { readonly name: string; readonly digest: Digest; readonly signers: readonly string[] }[];
  /** loudly recorded: what was unusual about it, i18n key below `registers:oddity.` */
  readonly oddities: readonly NumberOddity[];
}

/** `backdated`: dated before an earlier number. `gap`: a smaller number that was to be dated earlier is neither issued nor voided, or is missing.
 * `postdated`: dated after a later number. `late`: issued after the working day that followed its date. */
export type NumberOddity = 'backdated' | 'postdated' | 'gap' | 'late' | 'unsigned' | 'doubled';

export type NumberState =
  | { readonly state: 'reserved'; readonly draftId: DraftId; readonly date: IsoDate; readonly at: IsoTime }
  | { readonly state: 'issued'; readonly line: RegisterLine; readonly at: IsoTime }
  /** `line`: it had been issued before (recalled) */
  | { readonly state: 'void'; readonly reason: string; readonly at: IsoTime; readonly line: RegisterLine | null }
  | { readonly state: 'blocked'; readonly holder: string; readonly at: IsoTime };

/** Why a number is not given, or a document not issued; i18n key below `registers:failure.`. Closed. */
export type NumberFailureCode =
  | 'noSuchRegister' | 'notTheAuthority' | 'otherYear' | 'beforeNewest' | 'inTheFuture' | 'blockUsedUp' | 'alreadyNumbered' | 'notReserved' | 'alreadyIssued' | 'voided'
  | 'noSuchDraft' | 'notSigned' | 'filesChanged' | 'typeElsewhere' | 'secretElsewhere' | 'reasonMissing' | 'diskFull';
export interface NumberFailure { readonly code: NumberFailureCode }

/** A letter that came in, as the office registered it (số đến). */
export interface IncomingLine {
  /** running number of the year, paper and electronic */
  readonly number: number;
  readonly year: number;
  readonly date: IsoDate;
  /** as the person saw them */
  readonly documentCode: string | null;
  readonly documentDate: IsoDate | null;
  readonly author: string;
  readonly summary: string;
  /** unit or person it goes to */
  readonly receiver: string;
  readonly note: string;
  /** the reason a person typed where the verdict was not enough, see core/verify/may-register.ts */
  readonly because: string | null;
}

/** A paper dispatch of a document that must not leave electronically. */
export interface PaperDispatch {
  readonly place: NumberPlace;
  readonly addressee: string;
  /** post, messenger, handed over */
  readonly carrier: string;
  /** number of the postal item, signature of who took it */
  readonly proof: string;
  readonly on: IsoDate;
}
