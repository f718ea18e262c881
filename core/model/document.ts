import type { IsoDate, PartId } from './ids';

/** Where a text came from; character offsets count UTF-16 units of that text as it was given. */
export type TextSource =
  | { readonly kind: 'subject' }
  | { readonly kind: 'body'; readonly part: PartId }
  | {
      readonly kind: 'attachment'; readonly part: PartId; readonly page: number | null;
      /** path inside an archive, `thu-muc/cong-van.pdf`; absent: the attachment itself */
      readonly member?: string;
      /** read from a picture; offsets count in the text that was recognised there */
      readonly ocr?: true;
    }
  | { readonly kind: 'attachmentName'; readonly part: PartId; readonly member?: string };

/** A text to be recognised, together with its origin. */
export interface SourceText {
  readonly source: TextSource;
  readonly text: string;
}

export type FieldName =
  | 'type' | 'number' | 'date' | 'place' | 'agency' | 'parentAgency' | 'summary' | 'signer'
  | 'signerTitle' | 'addressees' | 'cites' | 'urgency' | 'secrecy' | 'deadline' | 'meeting' | 'copy' | 'deskKind' | 'phones';

/** The place a value was read from. */
export interface Evidence {
  readonly field: FieldName;
  /** index into a list-valued field (addressees, cites), else 0 */
  readonly index: number;
  readonly source: TextSource;
  readonly start: number;
  readonly end: number;
  /** name of the rule that read it */
  readonly rule: string;
  /** 0 to 1; below 0.7 the interface shows the field as uncertain */
  readonly confidence: number;
}

export interface Citation {
  /** number and symbol, `36/2013/QĐ-UBND` */
  readonly number: string;
  readonly type: string | null;
  readonly date: IsoDate | null;
  readonly agency: string | null;
  readonly summary: string | null;
  /** what this document does to that one */
  readonly relation: CitationRelation;
}

/**
 * `basis`: căn cứ, อ้างถึง. `answers`: phúc đáp, trả lời. `replaces`, `amends`, `corrects` (đính chính), `recalls` (thu hồi): that document is no longer
 * what it was. `mentions`: anything else.
 */
export type CitationRelation = 'basis' | 'answers' | 'mentions' | 'replaces' | 'amends' | 'corrects' | 'recalls';

export interface Meeting {
  /** local wall time `2026-11-25T14:00`, or a day */
  readonly at: string | null;
  /** end of it in the same form */
  readonly until: string | null;
  readonly place: string | null;
  /** who shall come, one entry a line or group as printed */
  readonly participants: readonly string[];
  readonly chair: string | null;
}

/** The law a document is written by: decides how its number is built and how its type is told. */
export type DocumentSystem =
  | 'administrative' | 'normative' | 'assembly' | 'party'
  | 'thai' | 'malay' | 'indonesian';

/** What it is to the desk, beside its legal type. */
export type DeskKind = 'invitation' | 'workSchedule' | 'meetingPapers' | 'workMaterial' | 'report' | 'directive' | 'notice' | 'request';

/** Decree 30/2020/NĐ-CP, Article 3: a copy carries the number of the original and one of its own. */
export interface DocumentCopy {
  readonly form: 'saoY' | 'saoLuc' | 'trichSao';
  /** of the copy: `12/SY-UBND` */
  readonly number: string | null;
  /** who made the copy */
  readonly agency: string | null;
  readonly date: IsoDate | null;
}

/** The file a document was read from. */
export interface DocumentOrigin {
  /** null: subject or body of the letter */
  readonly part: PartId | null;
  /** path inside an archive */
  readonly member: string | null;
}

/** One official document found in a letter. Absent values are null, never guessed. */
export interface OfficialDocument {
  /** Vietnamese, Thai or Malay name of the type: "Công văn", "หนังสือภายนอก" */
  readonly type: string | null;
  /** code of the type that does not depend on spelling: NQ, QĐ, CV, GM …; Thai: external, internal, stamped, order, public, record; null: not known */
  readonly typeCode: string | null;
  readonly system: DocumentSystem | null;
  readonly deskKind: DeskKind | null;
  readonly copy: DocumentCopy | null;
  readonly origin: DocumentOrigin;
  /** number and symbol: `1077/SGDĐT-KTQLCL` */
  readonly number: string | null;
  readonly date: IsoDate | null;
  readonly place: string | null;
  readonly agency: string | null;
  readonly parentAgency: string | null;
  /** without its leading "V/v" */
  readonly summary: string | null;
  /** the person's name */
  readonly signer: string | null;
  /** authority and title, lines joined by " / ": "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC" */
  readonly signerTitle: string | null;
  readonly addressees: readonly string[];
  readonly cites: readonly Citation[];
  /** as printed: HỎA TỐC, THƯỢNG KHẨN, KHẨN, ด่วนที่สุด … */
  readonly urgency: string | null;
  /** as printed: MẬT, TỐI MẬT, TUYỆT MẬT, ลับ … */
  readonly secrecy: string | null;
  readonly deadline: IsoDate | null;
  readonly meeting: Meeting | null;
  /** telephone numbers of the issuing unit as printed in letterhead or contact line */
  readonly phones: readonly string[];
  readonly evidence: readonly Evidence[];
}

export interface Recognition {
  readonly isOfficial: boolean;
  readonly documents: readonly OfficialDocument[];
}
