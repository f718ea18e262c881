import { useCallback, useState } from 'react';
import { words } from '../../ui/words';
import type { ActOutcome } from './attachment-acts';

export interface AttachmentActs {
  readonly busy: boolean;
  readonly outcome: ActOutcome;
  readonly run: (act: Promise<ActOutcome>) => void;
}

/** One act on a file at a time, and what came of the last one. */
export function useAttachmentActs(): AttachmentActs {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<ActOutcome>(null);
  const run = useCallback((act: Promise<ActOutcome>) => {
    setBusy(true);
    setOutcome(null);
    act.then(setOutcome, () => setOutcome({ words: words('common.failed'), good: false })).finally(() => setBusy(false)).catch((cause: unknown) => reportError(cause));
  }, []);
  return { busy, outcome, run };
}
