import type { Digest, IsoTime, PartId } from '../model/ids';
import type { LetterVerdict, VerdictAcceptance, VerdictPin } from '../model/verdict';
import type { DocumentVerdict } from '../verify/document-verdicts';

/** What a report is made from: a letter, what holds of its documents, and what that was made from. */
export interface ReportView {
  /** version of the program that reports */
  readonly program: string;
  readonly madeAt: IsoTime;
  readonly letter: {
    readonly digest: Digest;
    readonly arrivedAt: IsoTime;
    readonly subject: string | null;
    readonly from: string | null;
  };
  readonly verdict: LetterVerdict['verdict'];
  readonly reason: LetterVerdict['reason'];
  readonly documents: readonly DocumentVerdict[];
  readonly unsignedParts: readonly { readonly part: PartId; readonly name: string }[];
  readonly acceptance: (VerdictAcceptance & { readonly at: IsoTime }) | null;
  readonly pin: VerdictPin | null;
}
