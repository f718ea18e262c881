import { limits } from '../../core/base/limits';
import type { InboxMirror, SyncOutcome } from './sync-inbox';
import type { InboxConnection } from './inbox-connection';

/**
 * Listens on a connection whose mailbox was compared once (imapflow idles whenever nothing else is asked, and polls
 * with NOOP where there is no IDLE) and follows each change at once. Ends with the outcome that stopped it, or with
 * null when the connection was lost.
 * @param onChecked called after every look that left nothing undone
 */
export async function watchInbox(
  mirror: InboxMirror, connection: InboxConnection, signal: AbortSignal, onChecked: (outcome: SyncOutcome) => Promise<void>,
): Promise<SyncOutcome | null> {
  const either = AbortSignal.any([signal, connection.lost]);
  let nextFullCheck = Date.now() + limits.fullCheckMillis;
  while (!either.aborted) {
    const isPending = await connection.changes.wait(Math.max(0, nextFullCheck - Date.now()), either);
    if (either.aborted) break;
    const outcome = isPending ? await mirror.followChanges() : await mirror.periodicCheck();
    if (!isPending) nextFullCheck = Date.now() + limits.fullCheckMillis;
    if (outcome.state !== 'complete') return outcome;
    await onChecked(outcome);
  }
  return signal.aborted ? { state: 'cancelled' } : null;
}
