import { Link, Toast, ToastFooter, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VerdictChange } from '../../core/contract/list';
import type { StorePort } from '../store/store-port';
import { joinChanges } from './join-changes';

export interface Rechecks {
  readonly toasterId: string;
  /** letters whose answer is another one, once the person asked to see them */
  readonly shown: readonly VerdictChange[];
  readonly close: () => void;
}

const none: readonly VerdictChange[] = [];
const toastId = 'recheck';

/** Says that re-checks came to another answer, once for all of them, and stays until it was seen to. Nothing changed: nothing is said. */
export function useRechecks(store: StorePort | null): Rechecks {
  const { t } = useTranslation();
  const toasterId = useId('rechecks');
  const { dispatchToast, dismissToast, updateToast } = useToastController(toasterId);
  const pending = useRef<readonly VerdictChange[]>(none);
  const [shown, setShown] = useState<readonly VerdictChange[]>(none);
  const close = useCallback(() => setShown(none), []);
  useEffect(() => {
    const settle = (see: boolean) => {
      if (see) setShown(pending.current);
      pending.current = none;
      dismissToast(toastId);
    };
    return store?.watchVerdictChanges((changed) => {
      const first = pending.current.length === 0;
      pending.current = joinChanges(pending.current, changed);
      if (pending.current.length === 0) return first ? undefined : dismissToast(toastId);
      const content = (
        <Toast data-testid="recheck-toast">
          <ToastTitle>{t('recheck.changed', { count: pending.current.length })}</ToastTitle>
          <ToastFooter>
            <Link as="button" onClick={() => settle(true)} data-testid="recheck-show">{t('recheck.show')}</Link>
            <Link as="button" onClick={() => settle(false)}>{t('recheck.later')}</Link>
          </ToastFooter>
        </Toast>
      );
      if (first) dispatchToast(content, { toastId, intent: 'info', timeout: -1, politeness: 'polite' });
      else updateToast({ toastId, content, timeout: -1 });
      return undefined;
    });
  }, [store, t, dispatchToast, dismissToast, updateToast]);
  return { toasterId, shown, close };
}
