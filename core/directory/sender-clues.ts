import type { AuthenticationOutcome } from '../acknowledge/read-authentication';
import type { IsoDate } from '../model/ids';
import type { Mailbox } from '../model/letter';

/** What the sender of a letter is judged by: kept beside its row, so that another directory or policy is applied without opening the letter. */
export interface SenderClues {
  /** the first From */
  readonly from: Mailbox | null;
  /** addresses of further From mailboxes: an honest letter has none */
  readonly furtherFrom: readonly string[];
  readonly replyTo: readonly string[];
  /** our own mail server's word on the From domain, see `readAuthentication` */
  readonly server: AuthenticationOutcome;
  /** see `provenNames` */
  readonly certified: readonly string[];
  readonly agency: string | null;
  readonly parentAgency: string | null;
  readonly number: string | null;
  readonly signer: string | null;
  readonly signerTitle: string | null;
  readonly phones: readonly string[];
  /** day of the document, else of the arrival: units of that day are meant */
  readonly day: IsoDate;
}
