import { useTranslation } from 'react-i18next';
import type { PinQuestion } from '../../core/model/signing';
import { Strip } from '../ui/Strip';

/** What became of the last PIN, and how near the token is to locking itself. */
export function TriesStrip({ question: { token, wrong } }: { readonly question: PinQuestion }) {
  const { t } = useTranslation();
  if (token === null || (!wrong && token.tries === 'many')) return null;
  const isGrave = token.tries === 'last' || token.tries === 'locked';
  return (
    <Strip tone={isGrave ? 'bad' : 'warn'} label={t('common.notice')} headline={wrong ? t('signing:pin.wrong') : ''} testId="pin-tries" live>
      {t(`signing:tries.${token.tries}`)}
    </Strip>
  );
}
