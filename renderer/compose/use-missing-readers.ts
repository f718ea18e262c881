import { useEffect, useMemo, useState } from 'react';
import type { AppState } from '../../core/contract/commands';
import { isoTime } from '../../core/base/clock';
import type { Draft } from '../../core/model/draft';
import { useWork } from './issue/use-work';
import { addressesOf } from './work/addresses-of';
import type { AskReaders } from './work/send-draft';
import { trustNow } from './work/trust-now';

/** addresses come one after the other while somebody writes */
const restMillis = 400;

/** Addresses of the draft that nothing can be encrypted for; null: not found out yet. Asked again whenever addressees or those who are trusted are others. */
export function useMissingReaders(readersOf: AskReaders, draft: Draft, { policy, importedAnchors }: Pick<AppState, 'policy' | 'importedAnchors'>): readonly string[] | null {
  const work = useWork();
  const word = addressesOf(draft).filter((address) => address !== '').join('\n');
  const asked = useMemo(() => ({ word, policy, importedAnchors }), [word, policy, importedAnchors]);
  const [answer, setAnswer] = useState<{ readonly asked: typeof asked; readonly missing: readonly string[] } | null>(null);
  useEffect(() => {
    if (asked.word === '') return undefined;
    let isOver = false;
    const find = async () => {
      const missing = await work.ask('missingReaders', await readersOf(asked.word.split('\n')), trustNow(asked, isoTime(new Date())));
      if (!isOver) setAnswer({ asked, missing: missing.map(({ address }) => address) });
    };
    const timer = setTimeout(() => {
      find().catch((cause: unknown) => {
        // closed with its room
        if (!isOver) reportError(cause);
      });
    }, restMillis);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [work, readersOf, asked]);
  return answer?.asked === asked ? answer.missing : null;
}
