import type { TFunction } from 'i18next';
import type { Check } from '../../../core/model/verdict';

/** State and why of a check, spoken. What is not there was not "not checked": there was nothing to check. */
export function checkWords({ state, why }: Check, t: TFunction): readonly [state: string, why: string | null] {
  if (why === null) return [t(`check.state.${state}`), null];
  const said = t(`check.why.${why}`, { defaultValue: t('check.why.other') });
  return state === 'notChecked' && why === 'none' ? [said, null] : [t(`check.state.${state}`), said];
}
