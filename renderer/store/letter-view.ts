import type { LetterState } from '../../core/fold/letter-state';
import type { SeenLetter } from '../../core/fold/seen-letter';
import type { ActRecord } from '../../core/model/act';
import type { ShownDocument } from '../../core/model/correction';
import type { OcrFacts, StageOneFacts, StageTwoFacts } from '../../core/model/facts';
import type { KeptLetter } from '../../core/model/letter';
import type { ExchangeRule } from '../../core/model/policy';
import type { Receipt, ReceiptWhy } from '../../core/model/receipt';
import type { Officialness, SenderFinding } from '../../core/model/sender';
import type { LetterVerdict } from '../../core/model/verdict';
import type { DocumentVerdict } from '../../core/verify/document-verdicts';
import type { MayRegister } from '../../core/verify/may-register';

/** All that is derived about one letter, opened from its sealed values. */
export interface LetterView {
  readonly kept: KeptLetter;
  /** null until the first stage has run */
  readonly stageOne: StageOneFacts | null;
  /** null until the attachments were read */
  readonly stageTwo: StageTwoFacts | null;
  /** with the signers of documents held against what the documents say; null until the second stage has run on a letter that looks signed */
  readonly verdict: LetterVerdict | null;
  /** the letter itself and its files, as far as they are signed or bear the picture of a seal or of handwriting */
  readonly signed: readonly DocumentVerdict[];
  /** the last word of a person on its verdict, whether or not that still counts: `mayRegister` tells */
  readonly acceptance: LetterState['acceptance'];
  /** as authentic */
  readonly mayRegister: MayRegister;
  /** what the office said of it: registered, refused, on its way */
  readonly desk: LetterState['desk'];
  readonly receipts: readonly Receipt[];
  /** why no arrival notice was even thought of, where the letter itself shows it; see `whyUnanswered` */
  readonly unanswered: ReceiptWhy | null;
  /** our own mail server denies that the letter comes from its sender's domain */
  readonly senderRefuted: boolean;
  /** where it is shown and with which flags, acts that wait included */
  readonly seen: SeenLetter;
  /** acts that wait for their turn, or that could not be carried out and were not put aside; oldest first */
  readonly acts: readonly ActRecord[];
  /** what was recognised, with corrections and learned rules applied; null until the first stage has run */
  readonly documents: readonly ShownDocument[] | null;
  /** who sent it: by the first document; `documents` have their own where they differ */
  readonly sender: SenderFinding;
  readonly officialness: Officialness;
  /** stamped as a state secret, and nobody took that back */
  readonly secret: boolean;
  readonly ocr: OcrFacts | null;
  /** what the office has decided about exchanging documents by mail */
  readonly exchange: readonly ExchangeRule[];
  readonly gone: boolean;
  readonly damaged: boolean;
}

export type { ShownDocument };
