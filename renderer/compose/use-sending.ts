import { useCallback, useState } from 'react';
import type { AppBridge } from '../../core/contract/bridge';
import type { GuardFinding } from '../../core/guard/guard-finding';
import type { OutgoingId } from '../../core/model/ids';
import type { DraftKeeper } from './draft-keeper';
import { sendDraft, type AskReaders, type SendTrouble } from './work/send-draft';

export interface Sending {
  readonly state: 'resting' | 'asking' | 'sending';
  readonly trouble: SendTrouble | null;
  /** shows what was found first; without findings it sends */
  readonly begin: () => void;
  readonly send: (overruled: readonly string[]) => void;
  readonly stop: () => void;
}

/** From "send" to the outbox: nothing goes that was not kept and checked. */
export function useSending(bridge: AppBridge, readersOf: AskReaders, keeper: DraftKeeper, findings: readonly GuardFinding[], onQueued: (outgoingIds: readonly OutgoingId[]) => void): Sending {
  const [state, setState] = useState<Sending['state']>('resting');
  const [trouble, setTrouble] = useState<SendTrouble | null>(null);
  const send = useCallback((overruled: readonly string[]) => {
    const run = async () => {
      if (!await keeper.keep()) return setTrouble({ text: 'compose:saveFailed', about: null });
      const sent = await sendDraft(bridge, readersOf, keeper.current().draft, overruled);
      if (!sent.ok) return setTrouble(sent.failure);
      return onQueued(sent.value);
    };
    setState('sending');
    setTrouble(null);
    run().catch(() => setTrouble({ text: 'compose:failure.gaveUp', about: null })).finally(() => setState('resting')).catch((cause: unknown) => reportError(cause));
  }, [bridge, readersOf, keeper, onQueued]);
  const begin = useCallback(() => {
    if (findings.some(({ rule }) => rule !== 'allow')) setState((before) => (before === 'resting' ? 'asking' : before));
    else if (state === 'resting') send([]);
  }, [findings, send, state]);
  return { state, trouble, begin, send, stop: useCallback(() => setState('resting'), []) };
}
