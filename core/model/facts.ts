import type { Recognition, SourceText, TextSource } from './document';
import type { PartId } from './ids';
import type { AttachmentInfo, LetterHeader, LetterText, Problem } from './letter';

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
  readonly problems: readonly Problem[];
}

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
  readonly signaturePresent: 'pdf' | 'ooxml' | null;
  /** pages of text that were read */
  readonly pages: number;
  readonly problems: readonly Problem[];
}

/** Second stage: attachments hashed and read, recognition over all texts. */
export interface StageTwoFacts {
  readonly coreVersion: string;
  readonly attachments: readonly AttachmentFacts[];
  readonly recognition: Recognition;
  readonly sources: readonly SourceText[];
  readonly problems: readonly Problem[];
}

export type { TextSource };
