import { limits } from '../../core/base/limits';
import type { FolderConnection } from './folder-connection';
import type { SyncOutcome } from './folder-mirror';
import type { LineJobs } from './line-jobs';

/** What a connection should do next of its own accord. */
export type Duty =
  /** `run` ends early, between two batches, when its signal aborts; it stays due then */
  | { readonly kind: 'do'; readonly run: (signal: AbortSignal) => Promise<SyncOutcome> }
  | { readonly kind: 'wait'; readonly millis: number };

export interface LineLife {
  readonly connection: FolderConnection;
  readonly jobs: LineJobs;
  /** work for which folders is done on this connection */
  readonly takes: (path: string) => boolean;
  readonly nextDuty: () => Duty;
  readonly signal: AbortSignal;
}

/**
 * Keeps one connection busy until it is lost or no longer wanted: work somebody waits for comes before what is due, and a running
 * fetch steps aside for it. While nothing is to be done imapflow listens (IDLE, or NOOP where there is none).
 * Throws what breaks the connection.
 */
export async function runLine({ connection, jobs, takes, nextDuty, signal }: LineLife): Promise<'stopped' | 'lost' | 'diskFull'> {
  const either = AbortSignal.any([signal, connection.lost]);
  const forgetJobs = jobs.onAdded((path) => {
    if (takes(path)) connection.changes.nudge();
  });
  try {
    while (!either.aborted) {
      const job = jobs.take(takes);
      if (job) {
        await job.run(connection);
        continue;
      }
      const duty = nextDuty();
      if (duty.kind === 'wait') {
        await rest(connection, duty.millis, either);
        continue;
      }
      const outcome = await interruptible(duty.run, { connection, jobs, takes, signal });
      if (outcome.state === 'diskFull') return 'diskFull';
    }
    return signal.aborted ? 'stopped' : 'lost';
  } finally {
    forgetJobs();
  }
}

async function interruptible(run: (signal: AbortSignal) => Promise<SyncOutcome>, { connection, jobs, takes, signal }: Omit<LineLife, 'nextDuty'>): Promise<SyncOutcome> {
  const interrupt = new AbortController();
  const abort = (): void => interrupt.abort();
  signal.addEventListener('abort', abort);
  // work on the folder that is selected finds its turn between two batches (`MirrorParts.between`)
  const forget = jobs.onAdded((path) => {
    if (takes(path) && connection.selected?.path !== path) abort();
  });
  try {
    return await run(interrupt.signal);
  } finally {
    forget();
    signal.removeEventListener('abort', abort);
  }
}

/** Without a selected folder there is no IDLE, and a silent connection would be taken for a dead one. */
async function rest(connection: FolderConnection, millis: number, signal: AbortSignal): Promise<void> {
  const isListening = connection.client.mailbox !== false;
  await connection.changes.wait(Math.max(0, isListening ? millis : Math.min(millis, limits.idleMillis)), signal);
  if (!isListening && !signal.aborted) await connection.client.noop();
}
