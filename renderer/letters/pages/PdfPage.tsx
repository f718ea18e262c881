import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { limits } from '../../../core/base/limits';
import type { PageExtent, PagePart, PagePlace, PageRange } from '../../../core/contract/pages';
import { boxesOf } from '../../../core/extract/ocr/boxes-of';
import type { OcrPage } from '../../../core/model/facts';
import { markBox, pictureScale } from './page-layout';
import type { PageSpot } from './page-layout';
import { useDevicePixels, usePagePicture, usePagePlaces } from './use-page-answers';

const useStyles = makeStyles({
  // paper is white in the dark theme, too: what the document looks like is not ours to change
  page: { position: 'absolute', left: '50%', transform: 'translateX(-50%)', backgroundColor: '#ffffff', color: '#242424', boxShadow: tokens.shadow4, overflow: 'hidden' },
  picture: { position: 'absolute', inset: 0, width: '100%', height: '100%', display: 'block' },
  mark: {
    position: 'absolute', boxSizing: 'border-box', borderRadius: '3px', border: '2px solid #eab308', backgroundColor: 'rgba(255, 221, 87, 0.45)', mixBlendMode: 'multiply',
    '@media (forced-colors: active)': { border: '2px solid Highlight' },
  },
  middle: { position: 'absolute', inset: 0, display: 'flex', alignItems: 'flex-start', justifyContent: 'center', padding: '64px 24px', textAlign: 'center', boxSizing: 'border-box', lineHeight: '20px' },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'pre-wrap', userSelect: 'none' },
});

const empty: readonly PageRange[] = [];

interface PdfPageProps {
  readonly of: PagePart;
  readonly page: number;
  readonly pageCount: number;
  readonly extent: PageExtent;
  readonly spot: PageSpot;
  /** the page's text layer, which stands for the picture where it cannot be seen */
  readonly text: string;
  /** what was read from the page as a picture; its words know where they stand */
  readonly scan?: OcrPage | undefined;
  /** what is pointed at on this page */
  readonly ranges?: readonly PageRange[] | undefined;
  /** told when it is known where that stands */
  readonly onPlaced: (page: number, places: readonly PagePlace[]) => void;
}

/** One page: a picture drawn elsewhere, the mark over it, and its text for those who do not see it. */
export function PdfPage({ of, page, pageCount, extent, spot, text, scan, ranges = empty, onPlaced }: PdfPageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = usePagePicture(of, page, pictureScale(extent, spot, useDevicePixels(), limits.pageViewPixels));
  const printed = usePagePlaces(of, page, scan === undefined ? ranges : empty);
  const places = useMemo(() => (scan === undefined ? printed : ranges.flatMap(({ start, end }) => boxesOf(scan, start, end))), [scan, printed, ranges]);
  const picture = drawn?.ok === true ? drawn.value : null;
  useLayoutEffect(() => {
    if (canvas.current === null || picture === null) return;
    canvas.current.width = picture.width;
    canvas.current.height = picture.height;
    canvas.current.getContext('2d')?.putImageData(new ImageData(picture.rgba, picture.width, picture.height), 0, 0);
  }, [picture]);
  useEffect(() => {
    if (places.length > 0) onPlaced(page, places);
  }, [page, places, onPlaced]);
  return (
    <section
      className={styles.page} style={{ top: spot.top, width: spot.width, height: spot.height }} aria-label={t('pages:pageName', { page, count: pageCount })} aria-busy={drawn === null}
      data-testid="pdf-page" data-page={page} data-drawn={drawn === null ? 'no' : drawn.ok ? 'yes' : drawn.failure}
    >
      {picture !== null && <canvas ref={canvas} className={styles.picture} aria-hidden />}
      {places.map((place, index) => <span key={index} className={styles.mark} style={markBox(place, spot)} data-testid="page-mark" aria-hidden />)}
      <div className={styles.hidden}>{text === '' ? t('pages:noText') : text}</div>
      {drawn === null && <div className={styles.middle}><Spinner size="tiny" label={t('pages:drawing')} /></div>}
      {drawn?.ok === false && <div className={styles.middle} role="note">{t(`pages:failure.${drawn.failure}`)}</div>}
    </section>
  );
}
