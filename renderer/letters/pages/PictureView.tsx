import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { boxesOf } from '../../../core/extract/ocr/boxes-of';
import type { PagePart } from '../../../core/contract/pages';
import type { OcrPage } from '../../../core/model/facts';
import { fileBytes } from '../attachments/file-bytes';
import type { Highlight } from '../reading/highlight';
import { pageMarks } from './page-marks';
import { pictureTypeOf } from './picture-type';

const useStyles = makeStyles({
  ground: { overflow: 'auto', minHeight: '200px', maxHeight: 'max(360px, calc(100vh - 250px))', padding: '16px', boxSizing: 'border-box', textAlign: 'center', backgroundColor: tokens.colorNeutralBackground6, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  picture: { maxWidth: '100%', height: 'auto', verticalAlign: 'top', boxShadow: tokens.shadow4, backgroundColor: '#ffffff' },
  sheet: { position: 'relative', display: 'inline-block', maxWidth: '100%' },
  mark: {
    position: 'absolute', boxSizing: 'border-box', borderRadius: '3px', border: '2px solid #eab308', backgroundColor: 'rgba(255, 221, 87, 0.45)', mixBlendMode: 'multiply',
    '@media (forced-colors: active)': { border: '2px solid Highlight' },
  },
  words: { padding: '48px 24px', lineHeight: '20px' },
});

interface PictureViewProps {
  readonly of: PagePart;
  readonly name: string;
  /** what was read from the picture */
  readonly scan: OcrPage | null;
  readonly highlight: Highlight;
}

/** null: it cannot be shown */
interface Picture {
  readonly url: string | null;
}

export function PictureView({ of, name, scan, highlight }: PictureViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [source, setSource] = useState<Picture | null>(null);
  useEffect(() => {
    let left = false;
    let url: string | null = null;
    loadPicture(of).then((made) => {
      if (left && made !== null) URL.revokeObjectURL(made);
      else if (!left) setSource({ url: (url = made) });
    }).catch((cause: unknown) => reportError(cause));
    return () => {
      left = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [of]);
  const places = useMemo(() => {
    const ranges = scan === null ? [] : (pageMarks(highlight.evidence, of).find(({ page }) => page === scan.page)?.ranges ?? []);
    return scan === null ? [] : ranges.flatMap(({ start, end }) => boxesOf(scan, start, end));
  }, [scan, highlight.evidence, of]);
  const first = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const mark = first.current;
    const ground = mark?.parentElement?.parentElement;
    if (places.length === 0 || mark === null || ground == null) return;
    // pointed at, only the picture moves: the field stays under the pointer
    if (highlight.reveal) mark.scrollIntoView({ block: 'center' });
    else ground.scrollTo({ top: mark.offsetTop - ground.clientHeight * 0.3 });
  }, [places, highlight.reveal]);
  return (
    <div className={styles.ground} role="region" aria-label={name} tabIndex={0} data-testid="picture">
      {source === null && <Spinner className={styles.words} size="tiny" label={t('pages:opening')} />}
      {source?.url === null && <div className={styles.words} role="note">{t('pages:pictureFailed')}</div>}
      {source !== null && source.url !== null && (
        <div className={styles.sheet}>
          <img className={styles.picture} src={source.url} alt={t('pages:pictureName', { name })} onError={() => setSource({ url: null })} />
          {places.map((place, index) => (
            <span
              key={index} ref={index === 0 ? first : null} className={styles.mark} aria-hidden data-testid="picture-mark"
              style={{ left: `calc(${place.left * 100}% - 3px)`, top: `calc(${place.top * 100}% - 3px)`, width: `calc(${place.width * 100}% + 6px)`, height: `calc(${place.height * 100}% + 6px)` }}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** Address of the picture in memory; null where it cannot be read or is none. */
async function loadPicture(of: PagePart): Promise<string | null> {
  const bytes = await fileBytes(of);
  if (!bytes.ok) return null;
  const type = pictureTypeOf(bytes.value);
  return type === null ? null : URL.createObjectURL(new Blob([bytes.value], { type }));
}
