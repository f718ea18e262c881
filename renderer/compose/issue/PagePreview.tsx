import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ChevronLeft20Regular, ChevronRight20Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import type { KeyboardEvent, PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PagesOutline } from '../../../core/contract/pages';
import type { PdfPlace } from '../../../core/pdf/write/pdf-place';
import type { WorkClient } from '../work/work-client';
import { arrowMove, movedPlace, placeOnPicture } from './move-place';
import { usePagePicture } from './use-page-picture';

const scale = 1.5;

const useStyles = makeStyles({
  frame: { display: 'flex', flexDirection: 'column', rowGap: '8px', minWidth: 0 },
  tools: { display: 'flex', alignItems: 'center', columnGap: '8px', justifyContent: 'center' },
  page: { position: 'relative', width: '100%', backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, boxShadow: tokens.shadow4 },
  picture: { display: 'block', width: '100%', height: '100%' },
  place: {
    position: 'absolute', border: '2px dashed #0f6cbd', backgroundColor: 'rgba(15, 108, 189, 0.12)', cursor: 'move', padding: 0, touchAction: 'none',
    color: '#0f3d66', fontSize: '11px', lineHeight: '14px', textAlign: 'left', overflow: 'hidden', whiteSpace: 'nowrap',
    ':focus-visible': { outline: '2px solid #0f6cbd', outlineOffset: '2px' },
  },
  seal: { border: '2px dashed #c50f1f', backgroundColor: 'rgba(197, 15, 31, 0.10)', color: '#8a0b16' },
});

export interface ShownPlace {
  readonly id: string;
  readonly label: string;
  readonly seal: boolean;
  readonly place: PdfPlace;
}

interface PagePreviewProps {
  readonly work: WorkClient;
  readonly bytes: Uint8Array;
  readonly outline: PagesOutline;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly places: readonly ShownPlace[];
  /** its last page was drawn: a person can have seen it */
  readonly onSeen?: () => void;
  /** absent: they cannot be moved */
  readonly onMove?: (id: string, place: PdfPlace) => void;
}

/** A page as it will be, with the places of number, signature and seal on it; each can be moved by mouse or arrow keys. */
export function PagePreview({ work, bytes, outline, page, onPage, places, onSeen, onMove }: PagePreviewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = usePagePicture(work, bytes, page, scale);
  const extent = outline.pages[page - 1] ?? { width: 595, height: 842 };
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (picture !== null) context?.putImageData(new ImageData(picture.rgba, picture.width, picture.height), 0, 0);
  }, [picture]);

  const isDrawn = picture !== null;
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // what has to be looked at is often at the foot of the page
    if (isDrawn) frame.current?.querySelector('[data-place]')?.scrollIntoView({ block: 'center' });
  }, [isDrawn, page, bytes]);
  const isLast = picture !== null && page >= outline.pages.length;
  useEffect(() => {
    if (isLast) onSeen?.();
  }, [isLast, onSeen]);

  const move = (shown: ShownPlace, dx: number, dy: number) => onMove?.(shown.id, { ...shown.place, rect: movedPlace(shown.place.rect, dx, dy, extent) });
  const keyed = (shown: ShownPlace) => (event: KeyboardEvent) => {
    const by = arrowMove(event.key, event.shiftKey);
    if (by === null || onMove === undefined) return;
    event.preventDefault();
    move(shown, by[0], by[1]);
  };
  const dragged = (shown: ShownPlace) => (event: PointerEvent<HTMLButtonElement>) => {
    if (onMove === undefined || event.buttons !== 1) return;
    const wide = event.currentTarget.parentElement?.clientWidth ?? 0;
    if (wide > 0) move(shown, (event.movementX * extent.width) / wide, (-event.movementY * extent.width) / wide);
  };
  return (
    <div ref={frame} className={styles.frame} data-testid="page-preview">
      <div className={styles.tools}>
        <Button size="small" appearance="subtle" icon={<ChevronLeft20Regular />} disabled={page <= 1} onClick={() => onPage(page - 1)} aria-label={t('issue:preview.before')} />
        <span>{t('issue:preview.page', { page, pages: outline.pageCount })}</span>
        <Button size="small" appearance="subtle" icon={<ChevronRight20Regular />} disabled={page >= outline.pages.length} onClick={() => onPage(page + 1)} aria-label={t('issue:preview.after')} />
      </div>
      <div className={styles.page} style={{ aspectRatio: `${extent.width} / ${extent.height}` }}>
        <canvas ref={canvas} className={styles.picture} width={picture?.width ?? 1} height={picture?.height ?? 1} role="img" aria-label={t('issue:preview.page', { page, pages: outline.pageCount })} data-drawn={picture === null ? undefined : page} />
        {places.filter(({ place }) => place.page === page).map((shown) => (
          <button
            key={shown.id} type="button" data-place className={mergeClasses(styles.place, shown.seal && styles.seal)} style={placeOnPicture(shown.place.rect, extent)} data-testid={`place-${shown.id}`}
            aria-label={t('issue:preview.place', { name: shown.label })} onKeyDown={keyed(shown)}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)} onPointerMove={dragged(shown)}
          >
            {shown.label}
          </button>
        ))}
      </div>
    </div>
  );
}
