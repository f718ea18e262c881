import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftId, LetterId } from '../../core/model/ids';
import type { StorePort } from '../store/store-port';
import { ViewChoice } from '../ui/ViewChoice';
import { SendingDetail } from './SendingDetail';
import { SendingList } from './SendingList';
import { useLedger } from './use-ledger';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', backgroundColor: tokens.colorNeutralBackground1 },
  side: { width: '360px', flexShrink: 0, minHeight: 0, display: 'flex', flexDirection: 'column', borderRight: `1px solid ${tokens.colorNeutralStroke2}` },
  head: { padding: '12px 14px 8px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
  title: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  foot: { padding: '6px 14px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  empty: { flexGrow: 1, display: 'flex', alignItems: 'center', justifyContent: 'center', padding: '24px', textAlign: 'center', color: tokens.colorNeutralForeground2 },
});

/** sendings that are asked for at once */
const atOnce = 60;

interface TrackingPageProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  /** to that letter, in the room of letters */
  readonly onLetter: (letterId: LetterId) => void;
}

/** The ledger of what was sent: who has it, who registered it, who refused, who is silent. */
export function TrackingPage({ bridge, store, onLetter }: TrackingPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [attention, setAttention] = useState(false);
  const [most, setMost] = useState(atOnce);
  const [chosen, setChosen] = useState<DraftId | null>(null);
  const found = useLedger(store, attention, most);
  const sendings = found?.sendings ?? [];
  const shown = sendings.find(({ batch }) => batch === chosen) ?? sendings[0] ?? null;
  return (
    <main className={styles.room} aria-label={t('tracking:title')} data-testid="tracking">
      <section className={styles.side} aria-label={t('tracking:list')}>
        <div className={styles.head}>
          <h1 className={styles.title}>{t('tracking:title')}</h1>
          <ViewChoice
            label={t('tracking:filter')} chosen={attention ? 'attention' : 'all'} onChoose={(id) => setAttention(id === 'attention')}
            views={[{ id: 'all', name: t('tracking:all') }, { id: 'attention', name: t('tracking:attention', { count: found?.alarms ?? 0 }) }]}
          />
        </div>
        {found !== null && <SendingList sendings={sendings} chosen={shown?.batch ?? null} attention={attention} onChoose={setChosen} />}
        {found !== null && found.total > sendings.length && <div className={styles.foot}><Button size="small" onClick={() => setMost(most + atOnce)}>{t('tracking:more', { count: found.total - sendings.length })}</Button></div>}
      </section>
      {shown !== null && <SendingDetail key={shown.batch} bridge={bridge} ledger={shown} onLetter={onLetter} />}
      {shown === null && found !== null && <div className={styles.empty}>{t('tracking:emptyLead')}</div>}
    </main>
  );
}
