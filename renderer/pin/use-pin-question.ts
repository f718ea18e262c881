import { useCallback, useEffect, useState } from 'react';
import type { PinBridge } from '../../core/contract/bridge';
import type { PinQuestion } from '../../core/model/signing';

export interface AskedPin {
  /** null: what was answered is being worked on */
  readonly question: PinQuestion | null;
  /** what was asked last, for its words to stay while that is so */
  readonly last: PinQuestion | null;
  readonly answer: (pin: string | null, lastTry: boolean) => void;
  readonly cancel: () => void;
}

export function usePinQuestion(bridge: PinBridge): AskedPin {
  const [question, setQuestion] = useState<PinQuestion | null>(null);
  const [last, setLast] = useState<PinQuestion | null>(null);
  const look = useCallback(async () => {
    const now = await bridge.ask('pin.question', {});
    setQuestion(now);
    if (now !== null) setLast(now);
  }, [bridge]);
  useEffect(() => {
    look().catch((cause: unknown) => reportError(cause));
  }, [look]);
  const answer = useCallback((pin: string | null, lastTry: boolean) => {
    setQuestion(null);
    bridge.ask('pin.answer', { pin: pin === null ? null : new TextEncoder().encode(pin), lastTry }).then(look).catch((cause: unknown) => reportError(cause));
  }, [bridge, look]);
  const cancel = useCallback(() => {
    bridge.ask('pin.cancel', {}).catch((cause: unknown) => reportError(cause));
  }, [bridge]);
  return { question, last, answer, cancel };
}
