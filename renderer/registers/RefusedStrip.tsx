import { useTranslation } from 'react-i18next';
import type { NumberFailureCode } from '../../core/model/register';
import { Strip } from '../ui/Strip';

/** Why it was not done. */
export function RefusedStrip({ failure }: { readonly failure: NumberFailureCode | 'bug' | null }) {
  const { t } = useTranslation();
  if (failure === null) return null;
  return <Strip tone="bad" label={t('common.notice')} headline={failure === 'bug' ? t('common.failed') : t(`registers:failure.${failure}`)} testId="register-refused" live />;
}
