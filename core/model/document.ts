import type { IsoDate, PartId } from './ids';

/** Where a text came from; character offsets count UTF-16 units of that text as it was given. */
export type TextSource =
  | { readonly kind: 'subject' }
  | { readonly kind: 'body'; readonly part: PartId }
  | { readonly kind: 'attachment'; readonly part: PartId; readonly page: number | null }
  | { readonly kind: 'attachmentName'; readonly part: PartId };

/** A text to be recognised, together with its origin. */
export interface SourceText {
  readonly source: TextSource;
  readonly text: string;
}

export type FieldName =
  | 'type' | 'number' | 'date' | 'place' | 'agency' | 'parentAgency' | 'summary' | 'signer'
  | 'signerTitle' | 'addressees' | 'cites' | 'urgency' | 'secrecy' | 'deadline' | 'meeting';

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
}

export interface Meeting {
  /** local wall time `2026-11-25T14:00`, or a day */
  readonly at: string | null;
  readonly place: string | null;
}

/** One official document found in a letter. Absent values are null, never guessed. */
export interface OfficialDocument {
  /** Vietnamese, Thai or Malay name of the type: "Công văn", "หนังสือภายนอก" */
  readonly type: string | null;
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
  readonly evidence: readonly Evidence[];
}

export interface Recognition {
  readonly isOfficial: boolean;
  readonly documents: readonly OfficialDocument[];
}
