import { Button, Input, Toolbar, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronUp16Regular, ZoomFit16Regular, ZoomIn16Regular, ZoomOut16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  bar: { padding: 0, columnGap: '2px', rowGap: '2px', flexWrap: 'wrap', minHeight: '32px' },
  page: { width: '56px', minWidth: 0, '& input': { textAlign: 'right', fontVariantNumeric: 'tabular-nums' } },
  words: { padding: '0 4px', color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  percent: { minWidth: '48px', textAlign: 'center' },
  line: { width: '1px', height: '20px', margin: '0 6px', backgroundColor: tokens.colorNeutralStroke2 },
  push: { flexGrow: 1 },
});

interface PageToolsProps {
  readonly page: number;
  readonly pageCount: number;
  /** as a multiple of the size on paper */
  readonly zoom: number;
  readonly fitted: boolean;
  readonly onPage: (page: number) => void;
  readonly onZoom: (direction: 1 | -1) => void;
  readonly onFit: () => void;
  /** what can be done with the file itself */
  readonly children?: ReactNode;
}

export function PageTools({ page, pageCount, zoom, fitted, onPage, onZoom, onFit, children }: PageToolsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Toolbar className={styles.bar} size="small" aria-label={t('pages:tools')}>
      <Button size="small" appearance="subtle" icon={<ChevronUp16Regular />} aria-label={t('pages:previous')} title={t('pages:previous')} disabled={page <= 1} onClick={() => onPage(page - 1)} />
      <Button size="small" appearance="subtle" icon={<ChevronDown16Regular />} aria-label={t('pages:next')} title={t('pages:next')} disabled={page >= pageCount} onClick={() => onPage(page + 1)} />
      <PageNumber page={page} pageCount={pageCount} onPage={onPage} />
      <span className={styles.line} />
      <Button size="small" appearance="subtle" icon={<ZoomOut16Regular />} aria-label={t('pages:zoomOut')} title={t('pages:zoomOut')} onClick={() => onZoom(-1)} />
      <span className={`${styles.words} ${styles.percent}`} data-testid="zoom">{t('pages:zoom', { percent: Math.round(zoom * 100) })}</span>
      <Button size="small" appearance="subtle" icon={<ZoomIn16Regular />} aria-label={t('pages:zoomIn')} title={t('pages:zoomIn')} onClick={() => onZoom(1)} />
      <Button size="small" appearance="subtle" icon={<ZoomFit16Regular />} aria-pressed={fitted} onClick={onFit}>{t('pages:fitWidth')}</Button>
      <span className={styles.push} />
      {children}
    </Toolbar>
  );
}

/** The page as a number that can be typed over; it is gone to on Enter or when the field is left. */
function PageNumber({ page, pageCount, onPage }: Pick<PageToolsProps, 'page' | 'pageCount' | 'onPage'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [typed, setTyped] = useState(String(page));
  useEffect(() => setTyped(String(page)), [page]);
  const go = () => {
    const wanted = Number.parseInt(typed, 10);
    if (Number.isNaN(wanted)) setTyped(String(page));
    else onPage(Math.min(Math.max(wanted, 1), pageCount));
  };
  return (
    <>
      <span className={styles.words} aria-hidden>{t('pages:pageNumber')}</span>
      <Input
        className={styles.page} size="small" inputMode="numeric" value={typed} aria-label={t('pages:pageName', { page, count: pageCount })}
        onChange={(_event, data) => setTyped(data.value.replace(/\D/g, '').slice(0, 5))} onBlur={go} onKeyDown={(event) => event.key === 'Enter' && go()}
      />
      <span className={styles.words} aria-hidden data-testid="page-count">{t('pages:pageOf', { count: pageCount })}</span>
    </>
  );
}
