import type { AccountId, IsoTime } from '../model/ids';
import type { AccountRecord } from '../model/account';
import type { FolderInfo } from '../model/folder';
import type { JournalEvent } from '../model/journal';
import type { JournalledPolicy } from '../model/policy';

/** What verdicts and receipts are judged by: the policy, the anchors a person imported, the accounts. */
export interface Evidence {
  readonly policy: JournalledPolicy | null;
  readonly anchors: readonly ImportedAnchor[];
  /** a removed account stays: its letters do */
  readonly accounts: Readonly<Record<AccountId, AccountRecord>>;
  /** folders as each server listed them last */
  readonly folders: Readonly<Record<AccountId, readonly FolderInfo[]>>;
  /** sequence number and time of the last event that can change a verdict */
  readonly seq: number;
  readonly at: IsoTime | null;
}

export interface ImportedAnchor {
  readonly pem: string;
  readonly fingerprint: string;
  readonly source: string;
  readonly addedAt: IsoTime;
}

export const noEvidence: Evidence = { policy: null, anchors: [], accounts: {}, folders: {}, seq: 0, at: null };

export function foldEvidence(evidence: Evidence, event: JournalEvent): Evidence {
  switch (event.kind) {
    case 'policy.loaded':
      return { ...evidence, policy: event.policy, seq: event.seq, at: event.at };
    case 'anchor.added':
      return {
        ...evidence,
        anchors: [...evidence.anchors.filter((a) => a.fingerprint !== event.fingerprint), { pem: event.pem, fingerprint: event.fingerprint, source: event.source, addedAt: event.at }],
        seq: event.seq,
        at: event.at,
      };
    case 'anchor.removed':
      return { ...evidence, anchors: evidence.anchors.filter((a) => a.fingerprint !== event.fingerprint), seq: event.seq, at: event.at };
    case 'account.connected':
    case 'account.changed':
      return { ...evidence, accounts: { ...evidence.accounts, [event.account.accountId]: event.account } };
    case 'folders.seen':
      return { ...evidence, folders: { ...evidence.folders, [event.accountId]: event.folders } };
    case 'account.removed':
    case 'device.created':
    case 'letter.kept':
    case 'letter.located':
    case 'letter.damaged':
    case 'letter.erased':
    case 'letter.displayed':
    case 'letters.flagged':
    case 'letters.gone':
    case 'act.asked':
    case 'act.settled':
    case 'act.dismissed':
    case 'receipt.moved':
    case 'ingest.attempted':
    case 'ingest.finished':
    case 'field.corrected':
    case 'correction.undone':
    case 'rule.stopped':
    case 'units.saved':
    case 'units.removed':
      return evidence;
  }
}
