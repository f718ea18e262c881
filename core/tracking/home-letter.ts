import type { IsoTime, LetterId } from '../model/ids';
import type { Notice } from '../model/notice';
import type { LetterThread } from './letter-thread';

/** A letter as far as it can tell what became of something we sent. */
export interface HomeLetter {
  readonly letterId: LetterId;
  readonly arrivedAt: IsoTime;
  /** From as written; '' where there is none or more than one: such a letter speaks for nobody */
  readonly from: string;
  /** our own server denies that it comes from there (SPF, DKIM, DMARC) */
  readonly refuted: boolean;
  /** signed by mail signature, and the verdict passed */
  readonly proven: boolean;
  /** written by a program (RFC 3834): it answers nothing */
  readonly automatic: boolean;
  readonly thread: LetterThread;
  readonly notice: Notice | null;
  /** the signature of the receipt that `notice` claims passed as a whole: path, revocation, sender. Absent: no */
  readonly receiptPassed?: true;
  /** numbers of documents its own documents cite */
  readonly cites: readonly string[];
}
