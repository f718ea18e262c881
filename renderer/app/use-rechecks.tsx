import { Link, Toast, ToastFooter, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerdictChange } from '../../core/contract/list';
import type { StorePort } from '../store/store-port';
import { joinChanges } from './join-changes';

export interface Rechecks {
  readonly toasterId: string;
  /** changed answers that nobody has looked at */
  readonly waiting: number;
  readonly show: () => void;
  /** letters whose answer is another one, once the person asked to see them */
  readonly shown: readonly VerdictChange[];
  readonly close: () => void;
}

const none: readonly VerdictChange[] = [];
const toastId = 'recheck';
/** long enough to be read twice; the foot of the window says it from then on */
const toastMillis = 12_000;

/** Says that re-checks came to another answer, once for all of them; what was not looked at stays at the foot of the window. Nothing changed: nothing is said. */
export function useRechecks(store: StorePort | null): Rechecks {
  const toasterId = useId('rechecks');
  const { dispatchToast, dismissToast, updateToast } = useToastController(toasterId);
  const pending = useRef<readonly VerdictChange[]>(none);
  const isToasted = useRef(false);
  const [waiting, setWaiting] = useState(0);
  const [shown, setShown] = useState<readonly VerdictChange[]>(none);
  const close = useCallback(() => setShown(none), []);
  const show = useCallback(() => {
    setShown(pending.current);
    pending.current = none;
    setWaiting(0);
    dismissToast(toastId);
  }, [dismissToast]);
  useEffect(() => store?.watchVerdictChanges((changed) => {
    pending.current = joinChanges(pending.current, changed);
    const count = pending.current.length;
    setWaiting(count);
    if (count === 0) return dismissToast(toastId);
    const content = <RecheckToast count={count} onShow={show} onLater={() => dismissToast(toastId)} />;
    if (isToasted.current) return updateToast({ toastId, content, timeout: toastMillis });
    isToasted.current = true;
    return dispatchToast(content, {
      toastId, intent: 'info', timeout: toastMillis, pauseOnHover: true, politeness: 'polite',
      onStatusChange: (_event, { status }) => {
        if (status === 'unmounted') isToasted.current = false;
      },
    });
  }), [store, show, dispatchToast, dismissToast, updateToast]);
  return { toasterId, waiting, show, shown, close };
}

/** In the language of the moment it is read, not of the moment it came. */
function RecheckToast({ count, onShow, onLater }: { readonly count: number; readonly onShow: () => void; readonly onLater: () => void }) {
  const { t } = useTranslation();
  return (
    <Toast data-testid="recheck-toast">
      <ToastTitle>{t('recheck.changed', { count })}</ToastTitle>
      <ToastFooter>
        <Link as="button" onClick={onShow} data-testid="recheck-show">{t('recheck.show')}</Link>
        <Link as="button" onClick={onLater}>{t('recheck.later')}</Link>
      </ToastFooter>
    </Toast>
  );
}
