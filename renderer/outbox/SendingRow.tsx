import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftId } from '../../core/model/ids';
import type { OutgoingMail } from '../../core/model/outgoing';
import { formatArrival } from '../ui/format-time';
import type { Sending, StateName } from './group-sendings';
import { MailActions } from './MailActions';
import { StateLine } from './StateLine';

const useStyles = makeStyles({
  row: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, padding: '10px 16px', display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '16px', rowGap: '6px', alignItems: 'start' },
  // buttons go below before they squeeze the sentences
  narrow: { '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: '20px', fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  code: { marginRight: '8px' },
  under: { color: tokens.colorNeutralForeground2, lineHeight: '20px', overflowWrap: 'anywhere' },
  state: { marginTop: '4px' },
  counts: { marginTop: '4px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  side: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end', rowGap: '6px' },
  time: { color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  each: { gridColumn: '1 / -1', margin: '2px 0 0', padding: '0 0 0 12px', listStyleType: 'none', borderLeft: `3px solid ${tokens.colorNeutralStroke2}` },
  one: { display: 'grid', gridTemplateColumns: 'minmax(180px, 2fr) minmax(0, 3fr) auto', columnGap: '16px', padding: '6px 0', alignItems: 'start', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, ':first-child': { borderTop: 'none' }, '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' } },
  name: { lineHeight: '20px', overflowWrap: 'anywhere' },
});

const order: readonly StateName[] = ['unknown', 'failed', 'waiting', 'handing', 'sent', 'takenBack'];

interface SendingRowProps {
  readonly bridge: AppBridge;
  readonly sending: Sending;
  readonly now: Date;
  readonly onSaid: (text: string) => void;
  readonly onOpenDraft: (draftId: DraftId) => void;
}

/** One sending: a letter, or a circular that opens into its messages. */
export function SendingRow({ bridge, sending, now, onSaid, onOpenDraft }: SendingRowProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const { mails, counts } = sending;
  const [first] = mails;
  if (first === undefined) return null;
  const subject = first.mail.subject === '' ? t('outbox:noSubject') : first.mail.subject;
  const isOne = mails.length === 1;
  return (
    <li className={`${styles.row} ${styles.narrow}`} data-testid="sending" data-group={sending.group}>
      <div>
        <h3 className={styles.title}>{first.mail.code !== null && !subject.includes(first.mail.code) && <span className={styles.code}>{first.mail.code}</span>}{subject}</h3>
        <div className={styles.under}>{isOne ? toWords(first, t) : t('outbox:toMany', { count: mails.length })}</div>
        {isOne
          ? <div className={styles.state}><StateLine one={first} now={now} /></div>
          : <div className={styles.counts} data-testid="sending-counts">{order.filter((name) => counts[name] > 0).map((name) => t(`outbox:counts.${name}`, { count: counts[name] })).join(' · ')}</div>}
        {!isOne && (
          <Button appearance="transparent" size="small" icon={open ? <ChevronDown16Regular /> : <ChevronRight16Regular />} aria-expanded={open} aria-controls={listId} aria-label={`${t(open ? 'outbox:shut' : 'outbox:open')}: ${subject}`} onClick={() => setOpen(!open)} data-testid="sending-open">
            {t(open ? 'outbox:shut' : 'outbox:open')}
          </Button>
        )}
      </div>
      <div className={styles.side}>
        <span className={styles.time}>{formatArrival(first.queuedAt, now)}</span>
        <MailActions bridge={bridge} of={sending} whole={mails} isOne={isOne} about={subject} onSaid={onSaid} onOpenDraft={onOpenDraft} />
      </div>
      {!isOne && open && (
        <ul id={listId} className={styles.each} aria-label={t('outbox:messages', { subject })}>
          {mails.map((one) => (
            <li key={one.mail.outgoingId} className={styles.one} data-testid="sending-message">
              <span className={styles.name}>{toWords(one, t)}</span>
              <StateLine one={one} now={now} />
              <MailActions bridge={bridge} of={{ mails: [one] }} whole={mails} isOne about={nameOf(one)} onSaid={onSaid} onOpenDraft={onOpenDraft} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function nameOf({ mail }: OutgoingMail): string {
  const [first] = mail.addressees;
  return first === undefined ? '' : first.name === '' || first.name === first.address ? first.address : `${first.name} (${first.address})`;
}

function toWords(one: OutgoingMail, t: ReturnType<typeof useTranslation>['t']): string {
  const count = one.mail.addressees.length - 1;
  return t('outbox:toOne', { name: count > 0 ? t('outbox:toShared', { name: nameOf(one), count }) : nameOf(one) });
}
