import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TokenDriver } from '../../../core/model/signing';
import { ToneIcon } from '../../ui/ToneIcon';
import type { Tone } from '../../ui/tone';
import { useToneText } from '../../ui/use-tone-styles';

const useStyles = makeStyles({
  row: { display: 'flex', alignItems: 'flex-start', columnGap: '10px', padding: '6px 0' },
  words: { flexGrow: 1, minWidth: 0, lineHeight: '20px' },
  name: { fontWeight: tokens.fontWeightSemibold },
  path: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', userSelect: 'text' },
});

const tones: Readonly<Record<TokenDriver['state'], Tone>> = { ok: 'good', notFound: 'warn', notADriver: 'bad', notBuilt: 'warn', failed: 'bad', starting: 'info' };

export function DriverRow({ driver, onRemove }: { readonly driver: TokenDriver; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  const tone = tones[driver.state];
  return (
    <li className={styles.row} data-testid="token-driver" data-state={driver.state}>
      <span className={text[tone]}><ToneIcon tone={tone} /></span>
      <div className={styles.words}>
        <div><span className={styles.name}>{driver.name}</span>{` · ${t(`token:source.${driver.source}`)}`}</div>
        <div className={mergeClasses(text[tone])}>{driver.state === 'ok' ? t('token:slots', { count: driver.slots }) : t(`token:driver.${driver.state}`)}</div>
        <div className={styles.path}>{driver.path}</div>
      </div>
      {driver.source === 'person' && <Button size="small" onClick={onRemove} aria-label={t('token:removeNamed', { name: driver.name })} data-testid="token-remove">{t('token:remove')}</Button>}
    </li>
  );
}
