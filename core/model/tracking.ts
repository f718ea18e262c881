import type { DraftId, IsoTime, LetterId, OutgoingId } from './ids';
import type { MailAddressee, MailState } from './outgoing';
import type { Notice, NoticeLine, NoticeStep } from './notice';
import type { NumberPlace } from './register';

/** One thing known of one addressee. */
export interface LedgerStep {
  readonly step: NoticeStep | 'waiting' | 'handing' | 'unknown' | 'takenBack' | 'sent';
  /** our arrival of the letter that told it, or our own act */
  readonly at: IsoTime;
  /** when it happened there, as told; null */
  readonly toldAt: IsoTime | null;
  readonly kind: Notice['kind'] | 'ours';
  readonly line: NoticeLine | null;
  readonly letterId: LetterId | null;
  /** `proven`: signed, and the signer is the addressee. `named`: names our Message-ID and comes from the addressee. `guessed`: matched by words or number; shown as such */
  readonly strength: 'proven' | 'named' | 'guessed' | 'ours';
}

/** Silence and failure that a person has to look at. */
export type LedgerAlarm = 'silent' | 'failed' | 'refused' | 'unknown' | 'filesDiffer' | 'deletedUnread';

export interface LedgerLine {
  readonly outgoingId: OutgoingId;
  readonly addressee: MailAddressee;
  readonly state: MailState['state'];
  /** the furthest that is known */
  readonly furthest: LedgerStep['step'];
  readonly steps: readonly LedgerStep[];
  readonly answerBy: IsoTime | null;
  readonly alarm: LedgerAlarm | null;
  /** what a person wrote when they put the alarm aside; null: there is none, or nobody did */
  readonly settled: string | null;
}

/** One sending with all its addressees. */
export interface Ledger {
  readonly batch: DraftId;
  readonly code: string | null;
  readonly place: NumberPlace | null;
  readonly subject: string;
  readonly queuedAt: IsoTime;
  readonly lines: readonly LedgerLine[];
  /** how many addressees stand at each step, and how many are alarms */
  readonly counts: Readonly<Partial<Record<LedgerStep['step'], number>>>;
  readonly alarms: number;
}
