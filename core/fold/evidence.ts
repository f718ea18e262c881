import type { AccountId, IsoTime } from '../model/ids';
import type { AccountRecord } from '../model/account';
import type { FolderInfo } from '../model/folder';
import type { JournalEvent } from '../model/journal';
import type { KeptEvidence, OwnKey } from '../model/evidence';
import type { JournalledPolicy } from '../model/policy';

/** What verdicts and receipts are judged by: the policy, the anchors a person imported, the accounts. */
export interface Evidence {
  readonly policy: JournalledPolicy | null;
  readonly anchors: readonly ImportedAnchor[];
  /** lists, answers and certificates that were fetched, oldest first */
  readonly kept: readonly KeptEntry[];
  readonly keys: readonly (OwnKey & { readonly at: IsoTime })[];
  /** a removed account stays: its letters do */
  readonly accounts: Readonly<Record<AccountId, AccountRecord>>;
  /** folders as each server listed them last */
  readonly folders: Readonly<Record<AccountId, readonly FolderInfo[]>>;
  /** sequence number and time of the last event that can change a verdict */
  readonly seq: number;
  readonly at: IsoTime | null;
  /** of the last one that can change any verdict: policy, anchors, keys. What was fetched changes those that asked for it */
  readonly trustSeq: number;
  readonly trustAt: IsoTime | null;
}

export interface KeptEntry extends KeptEvidence {
  readonly seq: number;
  readonly at: IsoTime;
}

export interface ImportedAnchor {
  readonly pem: string;
  readonly fingerprint: string;
  readonly source: string;
  readonly addedAt: IsoTime;
  /** null in a journal of before */
  readonly addedBy: string | null;
  /** null: for every organisation */
  readonly domains: readonly string[] | null;
}

export const noEvidence: Evidence = { policy: null, anchors: [], kept: [], keys: [], accounts: {}, folders: {}, seq: 0, at: null, trustSeq: 0, trustAt: null };

export function foldEvidence(evidence: Evidence, event: JournalEvent): Evidence {
  switch (event.kind) {
    case 'policy.loaded':
      return { ...evidence, policy: event.policy, ...trusted(event) };
    case 'anchor.added':
      return {
        ...evidence,
        anchors: [...evidence.anchors.filter((a) => a.fingerprint !== event.fingerprint), { pem: event.pem, fingerprint: event.fingerprint, source: event.source, addedAt: event.at, addedBy: event.addedBy ?? null, domains: event.domains ?? null }],
        ...trusted(event),
      };
    case 'anchor.removed':
      return { ...evidence, anchors: evidence.anchors.filter((a) => a.fingerprint !== event.fingerprint), ...trusted(event) };
    case 'evidence.kept':
      return { ...evidence, kept: [...evidence.kept.filter((one) => !isSameAnswer(one, event.evidence)), { ...event.evidence, seq: event.seq, at: event.at }], seq: event.seq, at: event.at };
    case 'key.imported':
      return { ...evidence, keys: [...evidence.keys.filter(({ fingerprint }) => fingerprint !== event.key.fingerprint), { ...event.key, at: event.at }], ...trusted(event) };
    case 'key.removed':
      return { ...evidence, keys: evidence.keys.filter(({ fingerprint }) => fingerprint !== event.fingerprint), ...trusted(event) };
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
    case 'verdict.accepted':
    case 'draft.created':
    case 'draft.discarded':
    case 'register.opened':
    case 'register.changed':
    case 'number.reserved':
    case 'numbers.blocked':
    case 'number.voided':
    case 'document.issued':
    case 'paper.dispatched':
    case 'mail.queued':
    case 'mail.moved':
    case 'alarm.settled':
    case 'letter.registered':
    case 'letter.refused':
    case 'letter.progressed':
      return evidence;
  }
}

/** The same bytes at another address, about another certificate, or taken for another thing, answer another question. */
function isSameAnswer(a: KeptEvidence, b: KeptEvidence): boolean {
  return a.digest === b.digest && a.what === b.what && a.url === b.url && a.about === b.about;
}

function trusted({ seq, at }: JournalEvent): Pick<Evidence, 'seq' | 'at' | 'trustSeq' | 'trustAt'> {
  return { seq, at, trustSeq: seq, trustAt: at };
}

/** One word for the keys we hold: what was read of an encrypted letter counts as long as it stays the same. */
export function keyWord({ keys }: Pick<Evidence, 'keys'>): string {
  return keys.map(({ fingerprint }) => fingerprint).sort().join(' ');
}
