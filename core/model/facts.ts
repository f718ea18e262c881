import type { Meeting, Recognition, SourceText, TextSource } from './document';
import type { PartId } from './ids';
import type { Notice } from './notice';
import type { AttachmentInfo, LetterHeader, LetterText, Problem } from './letter';
import type { ReceiptAsk } from './signed-receipt';
import type { SignaturePicture } from './verdict';

/** First stage: everything a list and a reading pane need, without opening an attachment. Pure function of bytes and core version. */
export interface StageOneFacts {
  readonly coreVersion: string;
  readonly header: LetterHeader;
  readonly text: LetterText | null;
  readonly html: LetterText | null;
  readonly attachments: readonly AttachmentInfo[];
  readonly recognition: Recognition;
  /** texts the evidence points into */
  readonly sources: readonly SourceText[];
  /** does any part look signed or encrypted? then the second stage verifies */
  readonly signed: boolean;
  /** a receipt that came home; null: it is none */
  readonly notice: Notice | null;
  /** signatures of the letter itself that ask for a signed receipt (RFC 2634); absent: none */
  readonly asks?: readonly ReceiptAsk[];
  readonly problems: readonly Problem[];
  /** of an encrypted letter: the keys it was opened with, or could not be; see `keyWord`. Absent: keys make no difference */
  readonly keys?: string;
}

/** Files that carry signatures of their own format; `cms`: a signature file, or one that holds what it signs. */
export type SignedFormat = 'pdf' | 'ooxml' | 'xades' | 'asic' | 'cms';

export interface AttachmentFacts {
  readonly part: PartId;
  readonly name: string;
  readonly contentType: string;
  /** decoded bytes */
  readonly size: number;
  /** SHA-256 of the decoded bytes, lower-case hex */
  readonly digest: string;
  readonly opens: 'open' | 'saveOnly';
  readonly why: string | null;
  readonly signaturePresent: SignedFormat | null;
  /** pages of text that were read */
  readonly pages: number;
  /** pages (from 1) that are pictures without text of their own: what OCR could read; a picture file has page 1 */
  readonly scans: readonly number[];
  /** files inside an archive, in its order; files of an archive in an archive have a path through both */
  readonly members: readonly MemberFacts[];
  readonly problems: readonly Problem[];
}

/** A file inside an archive (ZIP, RAR, 7z, winmail.dat). */
export interface MemberFacts {
  /** cleaned: no `..`, no drive, forward slashes */
  readonly path: string;
  /** unpacked bytes; null: not unpacked */
  readonly size: number | null;
  /** SHA-256 of the unpacked bytes, lower-case hex; '' where it was not unpacked */
  readonly digest: string;
  readonly opens: 'open' | 'saveOnly';
  readonly why: string | null;
  readonly signaturePresent: SignedFormat | null;
  readonly pages: number;
  readonly scans: readonly number[];
  readonly problems: readonly Problem[];
}

/** A word on a picture; box in pixels of the picture that was read, origin top left. */
export interface OcrWord {
  /** offsets in the page's text */
  readonly start: number;
  readonly end: number;
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
}

export interface OcrPage {
  readonly page: number;
  readonly text: string;
  /** pixels */
  readonly width: number;
  readonly height: number;
  readonly words: readonly OcrWord[];
  /** 0 to 1, mean over its words */
  readonly confidence: number;
}

/**
 * What was read from pictures: costs seconds a page, so it is kept by itself and outlives a new core version. `parts` are finished parts;
 * `done`: nothing is left to read.
 */
export interface OcrFacts {
  readonly ocrVersion: string;
  readonly parts: readonly { readonly part: PartId; readonly member: string | null; readonly pages: readonly OcrPage[]; readonly problems: readonly Problem[] }[];
  readonly done: boolean;
}

/** A meeting as a calendar program among the files of a letter tells it; `source`: its words among the sources. */
export interface InvitationFacts {
  readonly source: TextSource;
  readonly meeting: Meeting;
}

/** Second stage: attachments hashed and read, recognition over all texts. */
export interface StageTwoFacts {
  readonly coreVersion: string;
  /** version of the OCR whose texts are among the sources; null: its pictures were not all read yet, or it has none */
  readonly ocrVersion: string | null;
  readonly attachments: readonly AttachmentFacts[];
  /** absent: none */
  readonly invitations?: readonly InvitationFacts[];
  readonly recognition: Recognition;
  readonly sources: readonly SourceText[];
  /** pictures of seals and handwriting in documents without a signature of their own */
  readonly pictures: readonly SignaturePicture[];
  readonly problems: readonly Problem[];
  /** as in StageOneFacts */
  readonly keys?: string;
}

export type { TextSource };
