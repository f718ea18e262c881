import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountStatus } from '../../core/model/account';
import { formatShare } from '../ui/format-time';
import { quotaLevel } from '../../core/acts/quota-level';
import { Strip } from '../ui/Strip';

/** A full mailbox loses letters: said loudly, and not to be put away. A nearly full one may be. */
export function QuotaStrip({ account, onFree }: { readonly account: AccountStatus; readonly onFree: () => void }) {
  const { t, i18n } = useTranslation();
  const [seen, setSeen] = useState(false);
  const { quota, address } = account;
  if (quota == null) return null;
  const level = quotaLevel(quota);
  if (level !== 'full' && (level !== 'above95' || seen)) return null;
  const values = { address, share: formatShare(quota.usedBytes, quota.limitBytes, i18n.language) };
  return (
    <Strip
      tone={level === 'full' ? 'bad' : 'warn'} strong={level === 'full'} label={t('mailbox:quota.region')} headline={t(`mailbox:quota.strip.${level}`, values)} testId="quota-strip" live
      actions={<>
        <Button size="small" appearance={level === 'full' ? 'outline' : 'primary'} onClick={onFree} data-testid="quota-free">{t('mailbox:free.open')}</Button>
        {level !== 'full' && <Button size="small" onClick={() => setSeen(true)}>{t('notes.seen')}</Button>}
      </>}
    >
      {t(`mailbox:quota.stripNext.${level}`, values)}
    </Strip>
  );
}
