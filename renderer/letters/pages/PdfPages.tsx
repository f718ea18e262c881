import { Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PagePart, PagePlace, PagesOutline } from '../../../core/contract/pages';
import type { SourceText } from '../../../core/model/document';
import type { OcrPage } from '../../../core/model/facts';
import type { Highlight } from '../reading/highlight';
import { currentPage, heightOf, layPages, pageGap, pagesNear, scrollToSee, stepZoom, zoomOf } from './page-layout';
import type { Zoom } from './page-layout';
import { isOf, pageMarks } from './page-marks';
import { PageTools } from './PageTools';
import { PdfPage } from './PdfPage';
import { usePagesOutline } from './use-page-answers';
import { useViewerSize, visibleHeight } from './use-viewer-size';

const useStyles = makeStyles({
  ground: {
    position: 'relative', overflow: 'auto', scrollbarGutter: 'stable', height: 'max(360px, calc(100vh - 250px))', backgroundColor: tokens.colorNeutralBackground6, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  sheet: { position: 'relative', minWidth: '100%' },
  note: { margin: 0, padding: '8px 0', color: tokens.colorNeutralForeground2 },
  middle: { padding: '48px 24px', textAlign: 'center', lineHeight: '20px' },
});

/** pages are drawn when they come this near to the window, in CSS pixels */
const ahead = 400;

interface PdfPagesProps {
  readonly of: PagePart;
  readonly name: string;
  readonly sources: readonly SourceText[];
  /** pages of this file that were read as pictures */
  readonly scans: readonly OcrPage[];
  readonly highlight: Highlight;
  readonly children: ReactNode;
}

/** A PDF as pages on a calm ground. It is opened in the ingest window; here there are only its pictures. */
export function PdfPages(props: PdfPagesProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const outline = usePagesOutline(props.of);
  if (outline?.ok === true && outline.value.pages.length > 0) return <OutlinedPages {...props} outline={outline.value} />;
  return (
    <>
      {props.children}
      <div className={styles.ground} data-testid="pdf-pages">
        <div className={styles.middle}>
          {outline === null
            ? <Spinner size="tiny" label={t('pages:opening')} />
            : <span role="note">{t(`pages:failure.${outline.ok ? 'pdfBroken' : outline.failure}`)}</span>}
        </div>
      </div>
    </>
  );
}

function OutlinedPages({ of, name, sources, scans, highlight, outline, children }: PdfPagesProps & { readonly outline: PagesOutline }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const ground = useRef<HTMLDivElement>(null);
  const size = useViewerSize(ground);
  const [zoom, setZoom] = useState<Zoom>('fit');
  const [scrollTop, setScrollTop] = useState(0);
  const [spare, setSpare] = useState(0);
  const spots = useMemo(() => layPages(outline.pages, zoom, size.width), [outline, zoom, size.width]);
  const marks = useMemo(() => pageMarks(highlight.evidence, of), [highlight.evidence, of]);
  const texts = useMemo(() => new Map(sources.flatMap(({ source, text }) => (isOf(source, of) && source.page !== null ? [[source.page, text] as const] : []))), [sources, of]);
  const page = currentPage(spots, scrollTop, size.height);
  const now = zoomOf(outline.pages[page - 1] ?? { width: 1, height: 1 }, spots[page - 1] ?? { top: 0, width: 1, height: 1 });

  const goTo = useCallback((wanted: number) => ground.current?.scrollTo({ top: (spots[wanted - 1]?.top ?? pageGap) - pageGap }), [spots]);

  /** Brings a place into the part of the ground that is on the screen; the fields above stay where they are. */
  const see = useCallback((wanted: number, place: PagePlace | null) => {
    const viewer = ground.current;
    const spot = spots[wanted - 1];
    if (viewer === null || spot === undefined) return;
    const visible = visibleHeight(viewer, viewer.closest('main'));
    if (visible === 0) return;
    // the end of the last page must be able to rise into what is visible
    setSpare(Math.max(0, viewer.clientHeight - visible));
    const top = spot.top + (place?.top ?? 0) * spot.height;
    const target = place === null ? spot.top - pageGap : scrollToSee(top, top + place.height * spot.height, viewer.scrollTop, visible);
    const left = place === null ? viewer.scrollLeft : (viewer.scrollWidth - spot.width) / 2 + (place.left + place.width / 2) * spot.width - viewer.clientWidth / 2;
    requestAnimationFrame(() => viewer.scrollTo({ top: target, left }));
  }, [spots]);

  // the page comes first, so that it is drawn; its mark follows when it is known where it stands
  const [first] = marks;
  useEffect(() => {
    if (first === undefined || ground.current === null) return;
    if (!pagesNear(spots, ground.current.scrollTop, ground.current.clientHeight, 0).includes(first.page)) see(first.page, null);
    if (highlight.reveal) ground.current.scrollIntoView({ block: 'nearest' });
  }, [first, spots, see, highlight.reveal]);
  const onPlaced = useCallback((placed: number, places: readonly PagePlace[]) => {
    if (placed === first?.page) see(placed, places[0] ?? null);
  }, [first, see]);

  /** Another size keeps the page that was being read. */
  const zoomTo = (next: Zoom) => {
    const viewer = ground.current;
    const spot = spots[page - 1];
    if (viewer === null || spot === undefined) return;
    const within = (viewer.scrollTop - spot.top) / spot.height;
    const after = layPages(outline.pages, next, size.width)[page - 1];
    setZoom(next);
    if (after !== undefined) requestAnimationFrame(() => viewer.scrollTo({ top: after.top + within * after.height }));
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === '+' || event.key === '=') zoomTo(stepZoom(now, 1));
    else if (event.key === '-') zoomTo(stepZoom(now, -1));
    else if (event.key === '0') zoomTo('fit');
    else return;
    event.preventDefault();
  };
  const near = new Set([...pagesNear(spots, scrollTop, size.height, ahead), ...(first === undefined ? [] : [first.page])]);
  return (
    <>
      <PageTools
        page={page} pageCount={outline.pages.length} zoom={now} fitted={zoom === 'fit'} onPage={goTo}
        onZoom={(direction) => zoomTo(stepZoom(now, direction))} onFit={() => zoomTo('fit')}
      >
        {children}
      </PageTools>
      {outline.pageCount > outline.pages.length && <p className={styles.note}>{t('pages:morePages', { count: outline.pageCount, shown: outline.pages.length })}</p>}
      <div
        ref={ground} className={styles.ground} role="region" aria-label={t('pages:region', { name })} tabIndex={0} data-testid="pdf-pages"
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)} onKeyDown={onKey}
      >
        <div className={styles.sheet} style={{ height: heightOf(spots) + spare, width: Math.max(0, ...spots.map((spot) => spot.width)) }}>
          {size.width > 0 && spots.map((spot, index) => {
            const extent = outline.pages[index];
            if (extent === undefined || !near.has(index + 1)) return null;
            return (
              <PdfPage
                key={index} of={of} page={index + 1} pageCount={outline.pageCount} extent={extent} spot={spot} text={texts.get(index + 1) ?? ''} scan={scans.find((one) => one.page === index + 1)}
                ranges={marks.find((one) => one.page === index + 1)?.ranges} onPlaced={onPlaced}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
