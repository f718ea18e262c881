import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentTable20Regular, Print20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { FileFailure } from '../../core/contract/commands';
import type { Result } from '../../core/base/result';
import type { LetterId } from '../../core/model/ids';
import type { Ledger, LedgerLine } from '../../core/model/tracking';
import { formatMoment } from '../ui/format-time';
import { Strip } from '../ui/Strip';
import type { Tone } from '../ui/tone';
import { ViewChoice } from '../ui/ViewChoice';
import { ledgerCsv } from './ledger-csv';
import { LedgerRow } from './LedgerRow';
import { ledgerSheet } from './ledger-sheet';
import { alarmsFirst, countWords, sendingTitle } from './ledger-words';
import { SettleDialog } from './SettleDialog';

const useStyles = makeStyles({
  page: { flexGrow: 1, minWidth: 0, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground1 },
  head: { padding: '14px 20px 8px', display: 'flex', flexDirection: 'column', rowGap: '6px', lineHeight: '20px', overflowWrap: 'anywhere' },
  title: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2 },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '8px', rowGap: '6px' },
  push: { flexGrow: 1 },
  list: { margin: 0, padding: 0, listStyleType: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  note: { padding: '0 20px 8px' },
  none: { padding: '16px 20px', color: tokens.colorNeutralForeground2 },
});

interface SendingDetailProps {
  readonly bridge: AppBridge;
  readonly ledger: Ledger;
  readonly onLetter: (letterId: LetterId) => void;
}

/** Every addressee of one sending. */
export function SendingDetail({ bridge, ledger, onLetter }: SendingDetailProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const [only, setOnly] = useState<'all' | 'alarms'>('all');
  const [asked, setAsked] = useState<Pick<LedgerLine, 'outgoingId' | 'addressee'> | null>(null);
  const [said, setSaid] = useState<{ readonly tone: Tone; readonly text: string } | null>(null);
  const shown = alarmsFirst(ledger.lines).filter(({ alarm }) => only === 'all' || alarm !== null);
  const settling = asked === null ? undefined : ledger.lines.find((line) => line.outgoingId === asked.outgoingId && line.addressee.address === asked.addressee.address);
  const saved = (answer: Result<string | null, FileFailure>) => {
    if (!answer.ok) setSaid({ tone: 'bad', text: t(`fileFailure.${answer.failure.code}`) });
    else if (answer.value !== null) setSaid({ tone: 'good', text: t('attachment.savedTo', { path: answer.value }) });
  };
  const failed = () => setSaid({ tone: 'bad', text: t('common.failed') });
  const name = (ending: string) => `${t('tracking:fileName')} ${(ledger.code ?? ledger.subject).replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60)}.${ending}`;
  return (
    <div className={styles.page} data-testid="tracking-detail">
      <div className={styles.head}>
        <h2 className={styles.title}>{sendingTitle(ledger)}</h2>
        <div className={styles.quiet}>{t('tracking:sentAt', { at: formatMoment(ledger.queuedAt) })} · {t('tracking:addressees', { count: ledger.lines.length })}</div>
        <div data-testid="tracking-counts">{countWords(ledger, t).map(({ text }) => text).join(' · ')}</div>
        <div className={styles.tools}>
          <ViewChoice
            label={t('tracking:filter')} chosen={only} onChoose={(id) => setOnly(id === 'alarms' ? 'alarms' : 'all')}
            views={[{ id: 'all', name: t('tracking:everybody', { count: ledger.lines.length }) }, { id: 'alarms', name: t('tracking:onlyAlarms', { count: ledger.alarms }) }]}
          />
          <span className={styles.push} />
          <Button size="small" icon={<Print20Regular />} data-testid="tracking-print" onClick={() => void bridge.ask('sheet.save', { name: name('pdf'), html: ledgerSheet(ledger, { language: i18n.language, now: new Date().toISOString() }, t) }).then(saved, failed)}>{t('tracking:print')}</Button>
          <Button size="small" icon={<DocumentTable20Regular />} data-testid="tracking-csv" onClick={() => void bridge.ask('attachment.save', { name: name('csv'), contentType: 'text/csv', bytes: ledgerCsv(ledger, t) }).then(saved, failed)}>{t('tracking:csv')}</Button>
        </div>
        <div className={styles.quiet}>{t('tracking:notTheAxis')}</div>
      </div>
      {said !== null && <div className={styles.note}><Strip tone={said.tone} label={t('common.notice')} headline={said.text} live /></div>}
      {shown.length === 0 ? <div className={styles.none}>{t('tracking:noAlarms')}</div> : (
        <ul className={styles.list}>
          {shown.map((line) => <LedgerRow key={`${line.outgoingId} ${line.addressee.field} ${line.addressee.address}`} line={line} onLetter={onLetter} onSettle={() => setAsked(line)} />)}
        </ul>
      )}
      {settling !== undefined && <SettleDialog bridge={bridge} line={settling} onClose={() => setAsked(null)} />}
    </div>
  );
}
