import { Badge, Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useToneText } from '../ui/use-tone-styles';
import { registerColumns, type RegisterColumn, type ShownLine } from './shown-line';

const useStyles = makeStyles({
  frame: { flexGrow: 1, minHeight: 0, overflow: 'auto', scrollbarGutter: 'stable', ':has(table:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  table: { outlineStyle: 'none', width: '100%', minWidth: '1180px', borderCollapse: 'separate', borderSpacing: 0, tableLayout: 'fixed', lineHeight: '20px' },
  head: {
    position: 'sticky', top: 0, zIndex: 1, textAlign: 'left', verticalAlign: 'bottom', padding: '8px 10px', fontWeight: tokens.fontWeightSemibold, fontSize: '13px', lineHeight: '18px',
    backgroundColor: tokens.colorNeutralBackground3, borderBottom: `1px solid ${tokens.colorNeutralStroke1}`, borderRight: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  cell: { padding: '7px 10px', verticalAlign: 'top', overflowWrap: 'anywhere', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, borderRight: `1px solid ${tokens.colorNeutralStroke3}` },
  row: { cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected, ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected }, '& td:first-child': { boxShadow: `inset 3px 0 0 ${tokens.colorBrandForeground1}` } },
  struck: { textDecorationLine: 'line-through', color: tokens.colorNeutralForeground3 },
  pending: { color: tokens.colorNeutralForeground2, fontStyle: 'italic' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  state: { marginTop: '3px' },
  under: { marginTop: '2px', fontSize: '13px', lineHeight: '18px' },
  more: { padding: '12px' },
});

const widths: Readonly<Record<RegisterColumn, string>> = { code: '12%', date: '7.5%', title: '21%', signer: '9%', places: '15%', keeper: '8.5%', copies: '5%', moved: '8%', receipt: '7%', note: '7%' };
/** rows that are drawn at first, and each time more are asked for */
const step = 200;

interface RegisterTableProps {
  readonly label: string;
  /** newest number first */
  readonly lines: readonly ShownLine[];
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  readonly onOpenDraft: (line: ShownLine) => void;
}

/** The register with every column the decree names; one stop of the Tab key, arrows go from line to line. */
export function RegisterTable({ label, lines, chosen, onChoose, onOpenDraft }: RegisterTableProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [shown, setShown] = useState(step);
  const frame = useRef<HTMLDivElement>(null);
  const drawn = lines.slice(0, shown);
  const at = drawn.findIndex(({ key }) => key === chosen);
  useEffect(() => frame.current?.querySelector('tr[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const line = drawn[at];
    if (event.key === 'Enter' && line?.state === 'reserved') {
      event.preventDefault();
      onOpenDraft(line);
      return;
    }
    const steps: Readonly<Record<string, number>> = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: drawn.length - 1, PageDown: at + 10, PageUp: Math.max(0, at - 10) };
    const next = drawn[Math.min(steps[event.key] ?? -1, drawn.length - 1)];
    if (next === undefined) return;
    event.preventDefault();
    onChoose(next.key);
  };
  return (
    <div ref={frame} className={styles.frame}>
      <table
        className={styles.table} role="grid" tabIndex={0} aria-label={label} aria-rowcount={lines.length + 1} aria-activedescendant={at < 0 ? undefined : `register-line-${at}`} onKeyDown={onKeyDown}
        data-testid="register-table"
      >
        <colgroup>{registerColumns.map((column) => <col key={column} style={{ width: widths[column] }} />)}</colgroup>
        <thead><tr>{registerColumns.map((column) => <th key={column} scope="col" className={styles.head}>{t(`registers:column.${column}`)}</th>)}</tr></thead>
        <tbody>
          {drawn.map((line, index) => (
            <tr
              key={line.key} id={`register-line-${index}`} aria-selected={line.key === chosen} className={mergeClasses(styles.row, line.key === chosen && styles.chosen)} onClick={() => onChoose(line.key)}
              onDoubleClick={() => line.state === 'reserved' && onOpenDraft(line)} data-testid="register-line" data-state={line.state}
            >
              {registerColumns.map((column) => (
                <td key={column} className={styles.cell}><Cell line={line} column={column} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {lines.length > shown && <div className={styles.more}><Button onClick={() => setShown(shown + step)}>{t('registers:more', { count: lines.length - shown })}</Button></div>}
    </div>
  );
}

const tones = { issued: 'success', reserved: 'informative', void: 'danger', blocked: 'warning' } as const;

function Cell({ line, column }: { readonly line: ShownLine; readonly column: RegisterColumn }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const text = line.columns[column];
  const struck = line.state === 'void' ? styles.struck : undefined;
  if (column === 'code') {
    return (
      <>
        <div className={mergeClasses(styles.strong, struck)}>{text}</div>
        {line.state !== 'issued' && <Badge className={styles.state} appearance="tint" color={tones[line.state]}>{t(`registers:state.${line.state}`)}</Badge>}
      </>
    );
  }
  if (column === 'title') {
    return (
      <>
        {line.type !== '' && <div className={mergeClasses(styles.strong, struck)}>{line.type}</div>}
        <div className={mergeClasses(struck, line.state === 'reserved' && styles.pending)}>{text}</div>
        {line.reason !== null && <div className={mergeClasses(styles.under, tone.bad)}>{t('registers:voidBecause', { reason: line.reason })}</div>}
      </>
    );
  }
  if (column === 'note') {
    return (
      <>
        <div className={struck}>{text}</div>
        {line.oddities.map((oddity) => <div key={oddity} className={mergeClasses(styles.under, oddity === 'doubled' ? tone.bad : tone.warn)}>{t(`registers:oddity.${oddity}`)}</div>)}
      </>
    );
  }
  return <span className={struck}>{text}</span>;
}
