import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../ui/format-time';
import type { SaveState } from './draft-keeper';

const useStyles = makeStyles({
  note: { marginLeft: 'auto', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  failed: { marginLeft: 'auto', color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold, display: 'flex', alignItems: 'center', columnGap: '8px' },
});

/** Whether what stands there is on disk. */
export function SaveNote({ save, onRetry }: { readonly save: SaveState; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (save.state === 'failed') {
    return <span className={styles.failed} role="alert" data-testid="compose-saved" data-state="failed">{t(save.code === 'noAnswer' ? 'compose:saveFailed' : `compose:failure.${save.code}`)}<Button size="small" onClick={onRetry}>{t('compose:saveAgain')}</Button></span>;
  }
  return <span className={styles.note} data-testid="compose-saved" data-state={save.state}>{save.state === 'saved' ? t('compose:savedAt', { at: formatClock(save.at) }) : t(`compose:saveState.${save.state}`)}</span>;
}
