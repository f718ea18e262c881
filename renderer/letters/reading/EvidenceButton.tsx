import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../core/model/document';
import { certainFrom } from './document-fields';
import { noHighlight } from './highlight';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  text: {
    display: 'inline-block', maxWidth: '100%', padding: '1px 4px', margin: '1px 0', border: '1px solid transparent', borderRadius: tokens.borderRadiusSmall, backgroundColor: 'transparent',
    font: 'inherit', color: tokens.colorNeutralForeground1, textAlign: 'left', overflowWrap: 'anywhere', userSelect: 'text',
  },
  pointed: {
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorPaletteYellowBackground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, backgroundColor: tokens.colorPaletteYellowBackground1 },
  },
  reached: { cursor: 'pointer', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  dotted: { borderBottom: `1px dotted ${tokens.colorNeutralStrokeAccessible}` },
  uncertain: { color: tokens.colorStatusWarningForeground2, fontStyle: 'italic' },
  missing: { color: tokens.colorNeutralForeground3 },
  field: { lineHeight: '18px', paddingTop: 0, paddingBottom: 0, marginTop: 0, marginBottom: 0 },
  note: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular },
});

/** What the keys do on a value that a person can correct. */
export interface ValueKeys {
  readonly name: string;
  /** what a screen reader says of the keys */
  readonly hint: string;
  readonly onEdit: () => void;
  readonly onUndo: (() => void) | null;
}

interface EvidenceButtonProps {
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly onPoint: (highlight: Highlight) => void;
  /** a title or a name stands without the dotted line that marks a field */
  readonly plain?: boolean;
  /** nothing was found: the text says so */
  readonly missing?: boolean;
  /** corrected by a person: no longer uncertain */
  readonly certain?: boolean;
  readonly keys?: ValueKeys | undefined;
  readonly className?: string | undefined;
}

/**
 * A value that shows where it was read: marked when pointed at or focused, brought into view when pressed (Space or click). Enter and F2 correct it
 * where that is possible, Ctrl+Z takes a correction back.
 */
export function EvidenceButton({ text, evidence, onPoint, plain = false, missing = false, certain = false, keys, className }: EvidenceButtonProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const uncertain = !certain && evidence.some((one) => one.confidence < certainFrom);
  const look = mergeClasses(styles.text, !plain && styles.field, uncertain && styles.uncertain, missing && styles.missing, className);
  const content = <>{text}{uncertain && <span className={styles.note}>{` (${t('field.uncertain')})`}</span>}</>;
  if (evidence.length === 0 && keys === undefined) return <span className={look}>{content}</span>;
  const point = (reveal: boolean) => onPoint({ evidence, reveal });
  // a click scrolls the page to the words, away from under the pointer: what was chosen stays marked until the focus goes
  const leave = (event: MouseEvent<HTMLElement>) => {
    if (document.activeElement !== event.currentTarget) onPoint(noHighlight);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (keys === undefined || event.altKey || event.metaKey || event.shiftKey) return;
    if (event.ctrlKey) {
      if (event.key.toLowerCase() !== 'z' || keys.onUndo === null) return;
      event.preventDefault();
      keys.onUndo();
      return;
    }
    if (event.key !== 'F2' && event.key !== 'Enter') return;
    event.preventDefault();
    keys.onEdit();
  };
  return (
    <button
      type="button" className={mergeClasses(look, evidence.length > 0 ? styles.pointed : styles.reached, !plain && (evidence.length > 0 || missing) && styles.dotted)}
      data-value={keys?.name} data-arrow={plain ? undefined : ''} aria-description={keys?.hint} title={keys?.hint}
      onMouseEnter={() => point(false)} onMouseLeave={leave} onFocus={() => point(false)} onBlur={() => onPoint(noHighlight)}
      onClick={() => point(true)} onDoubleClick={keys?.onEdit} onKeyDown={onKeyDown}
    >
      {content}
    </button>
  );
}
