import type { AuthenticationOutcome } from '../acknowledge/read-authentication';
import type { OfficialDocument } from '../model/document';
import type { IsoDate, IsoTime } from '../model/ids';
import type { LetterHeader, Mailbox } from '../model/letter';
import type { LetterVerdict } from '../model/verdict';
import { provenNames } from './proven-names';

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

type NamedSender = Pick<OfficialDocument, 'agency' | 'parentAgency' | 'number' | 'signer' | 'signerTitle' | 'phones' | 'date'>;

export interface ClueSources {
  readonly header: Pick<LetterHeader, 'from' | 'replyTo'> | null;
  /** the first document, as it is shown; null: none, or the letter is not to be believed (junk) */
  readonly document: NamedSender | null;
  readonly verdict: LetterVerdict | null;
  readonly server: AuthenticationOutcome;
  readonly arrivedAt: IsoTime;
}

export function senderClues({ header, document, verdict, server, arrivedAt }: ClueSources): SenderClues {
  const [from = null, ...further] = header?.from ?? [];
  return {
    from,
    furtherFrom: further.map(({ address }) => address),
    replyTo: (header?.replyTo ?? []).map(({ address }) => address),
    server,
    certified: provenNames(verdict),
    agency: document?.agency ?? null,
    parentAgency: document?.parentAgency ?? null,
    number: document?.number ?? null,
    signer: document?.signer ?? null,
    signerTitle: document?.signerTitle ?? null,
    phones: document?.phones ?? [],
    day: document?.date ?? (arrivedAt.slice(0, 10) as IsoDate),
  };
}
