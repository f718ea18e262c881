import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountStatus } from '../../core/model/account';
import { CopyButton } from '../ui/CopyButton';
import { formatMoment } from '../ui/format-time';
import { Strip } from '../ui/Strip';

/** The first password has to be changed in time: how long is left, where it is changed and whom to ask. */
export function ActivationStrip({ account }: { readonly account: AccountStatus }) {
  const { t } = useTranslation();
  const now = useSecond(account.activation?.until != null);
  const { activation, address } = account;
  if (activation === undefined) return null;
  const { until, url, contact } = activation;
  const left = until === null ? null : Date.parse(until) - now;
  const headline = left === null
    ? t('mailbox:activation.headline', { address })
    : left <= 0 ? t('mailbox:activation.over', { address }) : t('mailbox:activation.left', { address, left: clockOf(left) });
  return (
    <Strip
      tone={left !== null && left <= 0 ? 'bad' : 'warn'} label={t('mailbox:activation.region')} headline={headline} testId="activation-strip"
      actions={url !== null && <CopyButton text={url} label={t('mailbox:activation.copy')} doneLabel={t('common.copied')} failedLabel={t('common.failed')} />}
    >
      {until !== null && left !== null && left > 0 && `${t('mailbox:activation.until', { at: formatMoment(until) })} `}
      {url === null ? t('mailbox:activation.ask') : t('mailbox:activation.where', { url })}
      {contact !== null && ` ${t('mailbox:activation.contact', { contact })}`}
    </Strip>
  );
}

/** "5:03:20", hours without a leading nought. */
function clockOf(millis: number): string {
  const seconds = Math.floor(millis / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** Now in milliseconds, renewed every second while something counts down. */
function useSecond(running: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
