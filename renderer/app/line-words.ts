import { assertNever } from '../../core/base/assert-never';
import type { AccountStatus } from '../../core/model/account';
import { formatSince } from '../ui/format-time';
import type { Tone } from '../ui/tone';
import { words } from '../ui/words';
import type { Words } from '../ui/words';

export interface LineWords {
  readonly tone: Tone;
  readonly words: Words;
  /** the named failure, where there is one */
  readonly why: Words | null;
}

/** The truth about the line to one mailbox: reached, or since when not, and why. */
export function lineWords(account: AccountStatus, now: Date): LineWords {
  const { connection } = account;
  const since = formatSince(connection.since, now);
  switch (connection.state) {
    case 'online': return { tone: 'good', words: words('status.online'), why: null };
    case 'connecting': return { tone: 'neutral', words: words('status.connecting'), why: null };
    case 'offline': return { tone: 'warn', words: words('status.offline', { since }), why: failureWords(connection.failure) };
    case 'paused': return { tone: 'bad', words: words('status.paused', { since }), why: failureWords(connection.failure) };
    case 'stopped': return {
      tone: connection.reason === 'person' ? 'warn' : 'bad',
      words: words(connection.reason === 'person' ? 'status.stopped' : `status.${connection.reason}`, { since }), why: null,
    };
    default: return assertNever(connection);
  }
}

function failureWords(failure: { readonly code: string; readonly host: string; readonly port: number }): Words {
  return words(`connection.${failure.code}.what`, { server: `${failure.host}:${failure.port}`, host: failure.host });
}

/** How many of the folders that are kept are complete; null once all are, or where there is but one. */
export function foldersUnderway({ folders, connection }: AccountStatus): { readonly done: number; readonly total: number } | null {
  if (connection.state !== 'online' && connection.state !== 'connecting') return null;
  const kept = (folders ?? []).filter(({ state }) => state !== 'skipped' && state !== 'refused');
  const done = kept.filter(({ state }) => state === 'complete').length;
  return kept.length < 2 || done === kept.length ? null : { done, total: kept.length };
}

/** Acts of a person that the servers do not know of yet. */
export function waitingActs(accounts: readonly AccountStatus[]): number {
  return accounts.reduce((sum, { acts }) => sum + (acts?.waiting ?? 0), 0);
}
