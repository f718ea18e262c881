import { Button, ProgressBar, makeStyles } from '@fluentui/react-components';
import { ScanText20Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../store/letter-view';
import type { OcrProgress, StorePort } from '../../store/store-port';
import { Strip } from '../../ui/Strip';
import { scanState } from './scan-state';

const useStyles = makeStyles({ bar: { width: '120px', display: 'inline-block', verticalAlign: 'middle', marginLeft: '8px' } });

/** How far the scans of the letter are read; reading can be asked for at once, or stopped. */
export function OcrStrip({ store, view }: { readonly store: StorePort; readonly view: LetterView }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [progress, setProgress] = useState<OcrProgress>({ reading: null, waiting: 0 });
  useEffect(() => store.watchOcr(setProgress), [store]);
  const scans = scanState(view, progress);
  if (scans === null) return null;
  const want = (wanted: boolean) => store.wantOcr(view.kept.letterId, wanted);
  const isReading = scans.state === 'reading';
  return (
    <Strip
      tone="neutral" icon={<ScanText20Regular aria-hidden />} label={t('ocr:region')} testId="ocr-strip"
      headline={isReading ? t('ocr:reading', { page: scans.page, pages: scans.pages }) : t(`ocr:${scans.state === 'read' ? 'done' : 'waiting'}`, { count: scans.pages })}
      actions={scans.state !== 'read' && (
        <Button size="small" onClick={() => want(!isReading)} data-testid={isReading ? 'ocr-stop' : 'ocr-now'}>{t(isReading ? 'ocr:stop' : 'ocr:now')}</Button>
      )}
    >
      {isReading && <ProgressBar className={styles.bar} value={scans.page} max={Math.max(1, scans.pages)} aria-label={t('ocr:region')} />}
    </Strip>
  );
}
