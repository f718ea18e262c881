import { Button } from '@fluentui/react-components';
import { MailCheckmark20Regular, MailDismiss20Regular, Clock20Regular, QuestionCircle20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { Receipt, ReceiptWhy } from '../../../core/model/receipt';
import { sentenceCase } from '../../ui/sentence-case';
import { Strip } from '../../ui/Strip';
import { ReceiptHistory } from './ReceiptHistory';
import { byUrgency, lastState, receiptWords } from './receipt-words';
import type { ReceiptWords } from './receipt-words';

interface ReceiptStripProps {
  readonly bridge: AppBridge;
  readonly receipts: readonly Receipt[];
  /** why the journal holds no receipt of this letter, where that can be seen from the letter */
  readonly unanswered: ReceiptWhy | null;
  readonly online: boolean;
}

/** What the sender was told, or why not: one strip for all that is settled, one more for each question to the person. */
export function ReceiptStrips({ bridge, receipts, unanswered, online }: ReceiptStripProps) {
  const { t } = useTranslation();
  const now = new Date();
  const ordered = byUrgency(receipts);
  const open = ordered.filter((receipt) => (receiptWords(receipt, online, now)?.needs ?? null) !== null);
  const settled = ordered.filter((receipt) => !open.includes(receipt));
  const first = settled[0];
  const shown = first === undefined ? null : receiptWords(first, online, now);
  return (
    <>
      {open.map((receipt) => <ReceiptQuestion key={receipt.kind} bridge={bridge} receipt={receipt} online={online} />)}
      {shown !== null && (
        <Strip
          tone={shown.tone === 'good' ? 'neutral' : shown.tone} label={t('receipt.region')} headline={t(shown.headline.key, shown.headline.values)} testId="receipt-strip"
          icon={<ReceiptIcon words={shown} sent={first !== undefined && lastState(first)?.state === 'sent'} />} detailsLabel={t('receipt.log')} details={<ReceiptHistory receipts={settled} />}
        >
          {shown.sentence !== null && t(shown.sentence.key, shown.sentence.values)}
        </Strip>
      )}
      {ordered.length === 0 && <Strip tone="neutral" label={t('receipt.region')} headline={t(unanswered === null ? 'receipt.none' : 'receipt.withheld', { kind: 'arrival' })} testId="receipt-strip" icon={<MailDismiss20Regular aria-hidden />}>{unanswered !== null && t(`receipt.why.${unanswered}`)}</Strip>}
    </>
  );
}

function ReceiptIcon({ words, sent }: { readonly words: ReceiptWords; readonly sent: boolean }) {
  if (sent) return <MailCheckmark20Regular aria-hidden />;
  if (words.needs !== null) return <QuestionCircle20Regular aria-hidden />;
  return words.sentence === null ? <Clock20Regular aria-hidden /> : <MailDismiss20Regular aria-hidden />;
}

function ReceiptQuestion({ bridge, receipt, online }: { readonly bridge: AppBridge; readonly receipt: Receipt; readonly online: boolean }) {
  const { t } = useTranslation();
  // an answer is given once; the strip goes when the journal says so
  const [answered, setAnswered] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const shown = receiptWords(receipt, online, new Date());
  const at = lastState(receipt)?.at ?? '';
  if (shown === null || shown.needs === null) return null;
  const answer = (choice: 'send' | 'decline' | 'sendAgain') => {
    setAnswered(at);
    setFailed(false);
    bridge.ask('receipt.answer', { letterId: receipt.letterId, kind: receipt.kind, answer: choice }).catch(() => {
      setAnswered(null);
      setFailed(true);
    });
  };
  const disabled = answered === at;
  return (
    <Strip
      tone={shown.tone} label={t('receipt.region')} headline={t(shown.headline.key, shown.headline.values)} testId={`receipt-question-${receipt.kind}`}
      icon={<QuestionCircle20Regular aria-hidden />} detailsLabel={t('receipt.log')} details={<ReceiptHistory receipts={[receipt]} />}
      actions={<>
        <Button size="small" appearance="primary" disabled={disabled} onClick={() => answer(shown.needs === 'sendAgain' ? 'sendAgain' : 'send')}>
          {t(shown.needs === 'sendAgain' ? 'receipt.sendAgain' : 'receipt.send')}
        </Button>
        <Button size="small" disabled={disabled} onClick={() => answer('decline')}>{t('receipt.decline')}</Button>
      </>}
    >
      {shown.sentence !== null && sentenceCase(t(shown.sentence.key, shown.sentence.values))}
      {failed && ` ${t('common.failed')}`}
    </Strip>
  );
}
