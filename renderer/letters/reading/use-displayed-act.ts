import { useEffect, useRef } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterView } from '../../store/letter-view';

/** unbroken milliseconds of reading that make a letter "opened" */
const readingMillis = 2000;

/**
 * Reports "đã mở" once a letter that a person chose has been in sight, in a visible and focused window, for two unbroken seconds.
 * Losing focus starts the count anew; main checks the focus once more for itself, and marks the letter read on the server.
 */
export function useDisplayedAct(bridge: AppBridge, view: Pick<LetterView, 'kept' | 'seen'> | null, chosenByHand: boolean): void {
  const reported = useRef(new Set<string>());
  const letterId = view?.kept.letterId ?? null;
  const digest = view?.kept.digest ?? null;
  // marked unread while it is being read: a person's word, which reading on does not take back
  const isRead = useRef(false);
  useEffect(() => {
    isRead.current = view?.seen.read ?? false;
  });
  useEffect(() => {
    if (letterId === null || digest === null || !chosenByHand || (reported.current.has(letterId) && isRead.current)) return undefined;
    reported.current.delete(letterId);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const report = () => {
      if (!inSight()) return;
      reported.current.add(letterId);
      // not told, or not counted: the next time the letter is read counts
      bridge.ask('letter.displayed', { letterId, digest }).then(
        (counted) => {
          if (!counted) reported.current.delete(letterId);
        },
        () => reported.current.delete(letterId),
      );
    };
    const restart = () => {
      clearTimeout(timer);
      timer = inSight() && !reported.current.has(letterId) ? setTimeout(report, readingMillis) : undefined;
    };
    restart();
    window.addEventListener('focus', restart);
    window.addEventListener('blur', restart);
    document.addEventListener('visibilitychange', restart);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('focus', restart);
      window.removeEventListener('blur', restart);
      document.removeEventListener('visibilitychange', restart);
    };
  }, [bridge, letterId, digest, chosenByHand]);
}

/** Focus inside the letter's frame blurs our window but is still reading. */
function inSight(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
