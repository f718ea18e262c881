import type { ListRow } from '../../core/contract/list';
import type { IsoTime } from '../../core/model/ids';
import type { Notice } from '../../core/model/notice';
import type { ReceiptMark } from '../../core/model/signed-receipt';
import type { LetterThread } from '../../core/tracking/letter-thread';
import type { EvidenceName } from '../../core/verify/asked-evidence';
import type { SignerNames } from '../../core/verify/signer-names';
import type { LetterBasis } from '../../core/correct/letter-basis';

/** A row as it lies sealed in the store: what is known of the letter itself. How it is shown depends on what people taught since, and is never stored. */
export interface StoredRow {
  readonly state: RowState;
  /** null: not read yet */
  readonly found: RowFinding | null;
  /** attachments were read, or there are none */
  readonly opened: boolean;
  /** sequence number of the last evidence that could change the verdict, see `evidenceSeq`; null: no verdict needed or none yet */
  readonly verifiedWith: number | null;
  /** what its signatures asked for: when one of these comes it is verified again. Absent: nothing */
  readonly asked?: readonly EvidenceName[];
  readonly signed: boolean;
  /** of the newest revocation list or OCSP answer its verdict rests on. Absent: on none */
  readonly listAt?: IsoTime;
  /** its verdict wants something that could be fetched: main is told again at each start. Absent: nothing */
  readonly wanting?: true;
  /** the arrival of this letter was put before main (or is none of the kind that is) */
  readonly arrivalProposed: boolean;
  readonly displayedProposed: boolean;
}

/** What the journal says of a letter, in the terms of a row. */
export type RowState = Pick<ListRow,
  | 'letterId' | 'accountId' | 'arrivedAt' | 'uid' | 'read' | 'receipt' | 'registered' | 'refused' | 'folders' | 'gone' | 'imported' | 'junk' | 'trashed' | 'outgoing' | 'flagged'
  | 'answered' | 'waiting' | 'conflict' | 'damaged'
>;

/** What its bytes say, as far as a row shows it. */
export interface RowFinding extends Pick<ListRow, 'from' | 'subject' | 'attachments' | 'verdict' | 'reason' | 'forwardedFrom'> {
  readonly basis: LetterBasis;
  /** ids of the letter and of those it answers, by which conversations hang together */
  readonly thread: LetterThread;
  /** written by a program (RFC 3834). Absent: by a person */
  readonly automatic?: true;
  /** a receipt that came home; absent: it is none */
  readonly notice?: Notice;
  /** as in HomeLetter */
  readonly receiptPassed?: true;
  /** what its signatures ask a signed receipt for; absent: nothing */
  readonly asks?: readonly ReceiptMark[];
  /** of a meeting that a calendar program asks to, as in ListRow; absent: none */
  readonly meetingAt?: string;
  /** pictures that OCR could read, pages counted */
  readonly scans: number;
  /** their text is among what was recognised */
  readonly scansRead: boolean;
  /** false: the vault has no letter that opens */
  readonly readable: boolean;
  /** signers of its documents where all of them passed: they are held against what is shown. Absent: none */
  readonly signers?: readonly SignerNames[];
  /** as in StageOneFacts: of an encrypted letter, the keys it was read with */
  readonly keys?: string;
  /** the account it was judged with, see `ownWord` */
  readonly own: string;
}
