import { Button, Dropdown, Option } from '@fluentui/react-components';
import { MailCheckmark20Regular, SignatureRegular } from '@fluentui/react-icons';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { owedReceipt } from '../../../core/acknowledge/owed-receipt';
import type { AppBridge } from '../../../core/contract/bridge';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { LetterView } from '../../store/letter-view';
import { formatMoment } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { signReceipt } from './sign-receipt';
import { useReceiptKeys } from './use-receipt-keys';
import { useSentReceipt } from './use-sent-receipt';

interface SignedReceiptStripProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly mailboxes: readonly KnownMailbox[];
}

/** The sender asks for a signed receipt (RFC 2634): given only by a person who signs, and said where it stands. Ctrl+Shift+Enter signs. */
export function SignedReceiptStrip({ bridge, view, mailboxes }: SignedReceiptStripProps) {
  const { t } = useTranslation();
  const { kept, stageOne, verdict, seen } = view;
  const settings = mailboxes.find(({ account }) => account.accountId === kept.accountId)?.account.settings;
  const own = settings === undefined ? [] : [settings.address, ...settings.aliases];
  const isOurs = !seen.outgoing && !seen.junk && !seen.trashed && kept.origin === undefined && !view.senderRefuted;
  const ask = stageOne !== null && isOurs ? owedReceipt(stageOne.asks, stageOne.header, verdict, own) : null;
  const sent = useSentReceipt(bridge, kept.letterId, ask !== null);
  const isDue = ask !== null && sent === null;
  const keys = useReceiptKeys(bridge, own, isDue);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isSigning, setSigning] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const one = keys?.find(({ key }) => key.keyId === chosen) ?? keys?.[0] ?? null;
  const subject = t('signed-receipt:subject', { subject: view.secret ? '' : (stageOne?.header.subject ?? '').slice(0, 400) }).trim();
  const canSign = isDue && one !== null && !isSigning;
  const sign = useCallback(() => {
    if (!canSign) return;
    setSigning(true);
    setTrouble(null);
    signReceipt(bridge, view, ask, one.key, subject).then(setTrouble, (cause: unknown) => {
      reportError(cause);
      setTrouble('common.failed');
    }).finally(() => setSigning(false)).catch((cause: unknown) => reportError(cause));
  }, [canSign, bridge, view, ask, one, subject]);
  useEffect(() => {
    if (!canSign) return undefined;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !event.ctrlKey || !event.shiftKey || event.altKey || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      event.preventDefault();
      sign();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [canSign, sign]);
  if (ask === null || sent === undefined) return null;
  const icon = sent?.state === 'sent' ? <MailCheckmark20Regular aria-hidden /> : <SignatureRegular fontSize={20} aria-hidden />;
  if (sent !== null) {
    const tone = sent.state === 'failed' || sent.state === 'unknown' ? 'warn' : 'neutral';
    return <Strip tone={tone} icon={icon} label={t('signed-receipt:region')} testId="signed-receipt" headline={t(`signed-receipt:state.${sent.state}`, { at: formatMoment(sent.at) })} />;
  }
  return (
    <Strip
      tone="neutral" icon={icon} label={t('signed-receipt:region')} testId="signed-receipt" headline={t('signed-receipt:asked')}
      actions={keys !== null && keys.length > 0 && <>
        {keys.length > 1 && (
          <Dropdown size="small" aria-label={t('signed-receipt:key')} value={one?.key.holder ?? ''} selectedOptions={[one?.key.keyId ?? '']} disabled={isSigning} onOptionSelect={(_, data) => setChosen(data.optionValue ?? null)}>
            {keys.map(({ key: { keyId, holder, token } }) => <Option key={keyId} value={keyId} text={holder}>{token === null ? holder : `${holder} (${token.label})`}</Option>)}
          </Dropdown>
        )}
        <Button size="small" appearance="primary" title="Ctrl+Shift+Enter" disabled={!canSign} onClick={sign} data-testid="sign-receipt">{t('signed-receipt:sign')}</Button>
      </>}
    >
      {t('signed-receipt:means', { to: ask.to.join(', ') })}
      {keys?.length === 0 && ` ${t('signed-receipt:noKey')}`}
      {one !== null && !one.fits && ` ${t('signed-receipt:otherAddress', { address: own[0] ?? '' })}`}
      {trouble !== null && ` ${t(trouble)}`}
    </Strip>
  );
}
