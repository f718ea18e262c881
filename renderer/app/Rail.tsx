import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowSort24Filled, ArrowSort24Regular, ClipboardCheckmark24Filled, ClipboardCheckmark24Regular, BookNumber24Filled, BookNumber24Regular, BuildingBank24Filled, BuildingBank24Regular, Edit24Filled, Edit24Regular, MailArrowUp24Filled, MailArrowUp24Regular, MailInbox24Filled, MailInbox24Regular, Settings24Filled, Settings24Regular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type RoomName = 'incoming' | 'drafts' | 'outbox' | 'tracking' | 'registers' | 'directory' | 'archive' | 'settings';

/** each room brings the word it is called by */
const railTexts: Readonly<Record<RoomName, string>> = { incoming: 'rail.incoming', drafts: 'compose:rail', outbox: 'outbox:rail', tracking: 'tracking:rail', registers: 'registers:rail', directory: 'directory:rail', archive: 'archive:rail', settings: 'rail.settings' };

const useStyles = makeStyles({
  rail: { width: '78px', flexShrink: 0, display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground3, borderRight: `1px solid ${tokens.colorNeutralStroke2}`, padding: '4px 0' },
  push: { flexGrow: 1 },
  room: {
    display: 'flex', flexDirection: 'column', alignItems: 'center', rowGap: '2px', width: '100%', padding: '8px 2px', border: 'none', borderLeft: '3px solid transparent', borderRight: '3px solid transparent',
    backgroundColor: 'transparent', color: tokens.colorNeutralForeground2, font: 'inherit', fontSize: '12px', lineHeight: '16px', cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-3px' },
  },
  chosen: { borderLeftColor: tokens.colorBrandForeground1, color: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
});

export function Rail({ room, onChoose }: { readonly room: RoomName; readonly onChoose: (room: RoomName) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const button = (name: RoomName, icon: ReactNode) => (
    <button type="button" className={mergeClasses(styles.room, room === name && styles.chosen)} aria-current={room === name ? 'page' : undefined} onClick={() => onChoose(name)} data-testid={`rail-${name}`}>
      {icon}{t(railTexts[name])}
    </button>
  );
  return (
    <nav className={styles.rail} aria-label={t('rail.region')}>
      {button('incoming', room === 'incoming' ? <MailInbox24Filled aria-hidden /> : <MailInbox24Regular aria-hidden />)}
      {button('drafts', room === 'drafts' ? <Edit24Filled aria-hidden /> : <Edit24Regular aria-hidden />)}
      {button('outbox', room === 'outbox' ? <MailArrowUp24Filled aria-hidden /> : <MailArrowUp24Regular aria-hidden />)}
      {button('tracking', room === 'tracking' ? <ClipboardCheckmark24Filled aria-hidden /> : <ClipboardCheckmark24Regular aria-hidden />)}
      {button('registers', room === 'registers' ? <BookNumber24Filled aria-hidden /> : <BookNumber24Regular aria-hidden />)}
      {button('directory', room === 'directory' ? <BuildingBank24Filled aria-hidden /> : <BuildingBank24Regular aria-hidden />)}
      <span className={styles.push} />
      {button('archive', room === 'archive' ? <ArrowSort24Filled aria-hidden /> : <ArrowSort24Regular aria-hidden />)}
      {button('settings', room === 'settings' ? <Settings24Filled aria-hidden /> : <Settings24Regular aria-hidden />)}
    </nav>
  );
}
