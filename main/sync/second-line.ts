import { limits } from '../../core/base/limits';
import type { Result } from '../../core/base/result';
import type { ConnectionFailure } from '../../core/model/account';
import { backoffMillis } from '../net/backoff';
import { isAuthenticationFailure } from '../net/explain-connection-error';
import { isOfConnection } from './explain-imap-error';
import type { FolderConnection } from './folder-connection';
import { wakened } from './wakened';

export interface SecondLineParts {
  /** opens a connection while the first one lives */
  readonly open: (signal: AbortSignal) => Promise<Result<FolderConnection, ConnectionFailure>>;
  /** lives on it until it ends; throws what breaks it */
  readonly live: (connection: FolderConnection) => Promise<'stopped' | 'lost' | 'diskFull'>;
  /** there is one, there is none at the moment, or there will be none: then the first connection does everything */
  readonly onState: (state: 'opening' | 'open' | 'none') => void;
  readonly random: () => number;
}

/** tries to open a second connection before it is taken for not allowed */
const attempts = 3;

/**
 * Keeps the second connection of an account for as long as the first one lives. A server that does not let us have one (a limit, a
 * refusal although the first login stands) is not asked again: the next refused login might count against the account.
 */
export async function keepSecondLine(parts: SecondLineParts, signal: AbortSignal): Promise<'stopped' | 'diskFull'> {
  for (let failures = 0; !signal.aborted && failures < attempts; ) {
    parts.onState('opening');
    const opened = await parts.open(signal);
    if (!opened.ok) {
      if (isAuthenticationFailure(opened.failure)) break;
      failures += 1;
    } else {
      const connection = opened.value;
      const began = performance.now();
      try {
        if (signal.aborted) return 'stopped';
        parts.onState('open');
        const ending = await parts.live(connection);
        if (ending !== 'lost') return ending;
      } catch (error) {
        if (!connection.lost.aborted && !isOfConnection(error)) throw error;
      } finally {
        parts.onState('none');
        await connection.close();
      }
      // a line that stood for a while may be lost like any other
      failures = performance.now() - began > limits.idleMillis ? 1 : failures + 1;
    }
    parts.onState('none');
    if (failures < attempts) await wakened(signal, backoffMillis(failures, parts.random()));
  }
  parts.onState('none');
  return 'stopped';
}
