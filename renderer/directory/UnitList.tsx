import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnitRow } from '../../core/contract/list';
import { formatDay } from '../ui/format-time';

const useStyles = makeStyles({
  side: { width: '340px', flexShrink: 0, display: 'flex', flexDirection: 'column', borderRight: `1px solid ${tokens.colorNeutralStroke2}`, minHeight: 0, backgroundColor: tokens.colorNeutralBackground1 },
  search: { margin: '10px 12px' },
  count: { padding: '0 14px 6px', color: tokens.colorNeutralForeground2, lineHeight: '18px' },
  list: { flexGrow: 1, overflowY: 'auto', outlineStyle: 'none', borderTop: `1px solid ${tokens.colorNeutralStroke2}`, ':focus-visible': { boxShadow: `inset 0 0 0 2px ${tokens.colorStrokeFocus2}` } },
  row: { padding: '6px 12px 6px 14px', cursor: 'pointer', borderLeft: '3px solid transparent', borderBottom: `1px solid ${tokens.colorNeutralStroke3}`, ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected, borderLeftColor: tokens.colorBrandForeground1 },
  name: { lineHeight: '20px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  known: { fontWeight: tokens.fontWeightSemibold },
  beside: { color: tokens.colorNeutralForeground2, fontSize: '12px', lineHeight: '16px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  note: { padding: '12px 14px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

/** rows that are drawn; further ones are found by typing */
const most = 300;

interface UnitListProps {
  readonly rows: readonly UnitRow[] | null;
  /** the rows fit the search, not what was typed before */
  readonly isCurrent: boolean;
  readonly search: string;
  readonly chosen: string | null;
  readonly onSearch: (search: string) => void;
  readonly onChoose: (unitKey: string) => void;
}

/** Units with the newest letters first: those of the directory, and those that only letters know. */
export function UnitList({ rows, isCurrent, search, chosen, onSearch, onChoose }: UnitListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const list = useRef<HTMLDivElement>(null);
  const shown = (rows ?? []).slice(0, most);
  const at = shown.findIndex(({ unitKey }) => unitKey === chosen);
  const [wantsFirst, setWantsFirst] = useState(false);
  // rows of an earlier search are still shown for a moment; who types and goes on means the ones that are coming
  useEffect(() => {
    if (!wantsFirst || !isCurrent) return;
    setWantsFirst(false);
    if (at < 0 && shown[0] !== undefined) onChoose(shown[0].unitKey);
  }, [wantsFirst, isCurrent, at, shown, onChoose]);
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  const choose = (unitKey: string) => {
    setWantsFirst(false);
    onChoose(unitKey);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: shown.length - 1, PageDown: at + 10, PageUp: Math.max(0, at - 10) };
    const next = steps[event.key];
    const row = next === undefined ? undefined : shown[Math.min(next, shown.length - 1)];
    if (row === undefined) return;
    event.preventDefault();
    onChoose(row.unitKey);
  };
  return (
    <section className={styles.side} aria-label={t('directory:list')}>
      <Input
        className={styles.search} value={search} contentBefore={<Search20Regular aria-hidden />} placeholder={t('directory:search')} aria-label={t('directory:search')} spellCheck={false} data-testid="directory-search"
        onChange={(_, data) => {
          setWantsFirst(false);
          onSearch(data.value.slice(0, 500));
        }}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          list.current?.focus();
          setWantsFirst(true);
        }}
      />
      {rows !== null && <div className={styles.count} role="status">{t('directory:count', { count: rows.length })}</div>}
      <div ref={list} className={styles.list} role="listbox" tabIndex={0} aria-label={t('directory:listKeys')} aria-activedescendant={at < 0 ? undefined : `unit-row-${at}`} onKeyDown={onKeyDown} data-testid="directory-list">
        {shown.map((row, index) => (
          <div key={row.unitKey} id={`unit-row-${index}`} role="option" aria-selected={row.unitKey === chosen} className={mergeClasses(styles.row, row.unitKey === chosen && styles.chosen)} onClick={() => choose(row.unitKey)} data-testid="directory-row">
            <div className={mergeClasses(styles.name, row.unit !== null && styles.known)} title={row.name}>{row.name}</div>
            <div className={styles.beside}>{[
              ...(row.unit === null ? [t('directory:notListed')] : []),
              ...(row.unit?.validTo == null ? [] : [t('directory:endedOn', { day: formatDay(row.unit.validTo) })]),
              ...(row.unit === null ? [] : [...row.unit.codes, ...row.unit.domains, ...row.unit.addresses].slice(0, 1)),
              row.letters === 0 ? t('directory:noLetters') : t('directory:letters', { count: row.letters, unread: row.unread }),
            ].join(' · ')}</div>
          </div>
        ))}
        {rows !== null && rows.length > most && <div className={styles.note}>{t('directory:more', { count: rows.length - most })}</div>}
        {rows?.length === 0 && <div className={styles.note}>{t(search === '' ? 'directory:noneYet' : 'directory:nothingFound')}</div>}
      </div>
    </section>
  );
}
