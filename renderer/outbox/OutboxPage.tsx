import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftId } from '../../core/model/ids';
import { Strip } from '../ui/Strip';
import { groupSendings, sendingGroups } from './group-sendings';
import { secondsLeft } from './mail-words';
import { SendingRow } from './SendingRow';
import { useNow } from './use-now';
import { useOutbox } from './use-outbox';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, minHeight: 0, overflow: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground1 },
  head: { padding: '14px 16px 4px' },
  title: { margin: 0, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  lead: { margin: '2px 0 0', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  note: { padding: '8px 16px' },
  group: { margin: '14px 0 0', padding: '0 16px 6px', fontSize: tokens.fontSizeBase300, lineHeight: '20px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2, borderBottom: `1px solid ${tokens.colorNeutralStroke1}` },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  empty: { padding: '24px 16px', lineHeight: '20px', color: tokens.colorNeutralForeground2 },
});

interface OutboxPageProps {
  readonly bridge: AppBridge;
  /** to that draft, in the room of drafts */
  readonly onOpenDraft: (draftId: DraftId) => void;
}

/** Everything that waits to go out, what nobody knows the fate of, and what went out lately. */
export function OutboxPage({ bridge, onOpenDraft }: OutboxPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const mails = useOutbox(bridge);
  const [said, setSaid] = useState<string | null>(null);
  const sendings = useMemo(() => groupSendings(mails ?? []), [mails]);
  // the clock runs faster only while somebody may want to read the seconds
  const now = useNow((mails ?? []).some((one) => secondsLeft(one, new Date()) !== null));
  if (mails === null) return <main className={styles.room} aria-label={t('outbox:title')} />;
  return (
    <main className={styles.room} aria-label={t('outbox:title')} data-testid="outbox">
      <div className={styles.head}>
        <h1 className={styles.title}>{t(mails.length === 0 ? 'outbox:emptyTitle' : 'outbox:title')}</h1>
        <p className={styles.lead}>{t(mails.length === 0 ? 'outbox:emptyLead' : 'outbox:lead')}</p>
      </div>
      {said !== null && <div className={styles.note}><Strip tone="info" label={t('common.notice')} headline={said} testId="outbox-said" live /></div>}
      {sendingGroups.map((group) => {
        const members = sendings.filter((one) => one.group === group);
        return members.length === 0 ? null : (
          <section key={group} aria-labelledby={`outbox-${group}`}>
            <h2 id={`outbox-${group}`} className={styles.group}>{t(`outbox:group.${group}`)}</h2>
            <ul className={styles.list}>{members.map((sending) => <SendingRow key={sending.key} bridge={bridge} sending={sending} now={now} onSaid={setSaid} onOpenDraft={onOpenDraft} />)}</ul>
          </section>
        );
      })}
    </main>
  );
}
