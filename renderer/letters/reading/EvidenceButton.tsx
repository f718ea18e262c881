import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Evidence } from '../../../core/model/document';
import { isUncertain } from './document-fields';
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
  dotted: { borderBottom: `1px dotted ${tokens.colorNeutralStrokeAccessible}` },
  uncertain: { color: tokens.colorStatusWarningForeground2, fontStyle: 'italic' },
  field: { lineHeight: '18px', paddingTop: 0, paddingBottom: 0, marginTop: 0, marginBottom: 0 },
  note: { fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular },
});

interface EvidenceButtonProps {
  readonly text: string;
  readonly evidence: readonly Evidence[];
  readonly onPoint: (highlight: Highlight) => void;
  /** a title or a name stands without the dotted line that marks a field */
  readonly plain?: boolean;
  readonly className?: string | undefined;
}

/** A value that shows where it was read: marked when pointed at or focused, brought into view when pressed. */
export function EvidenceButton({ text, evidence, onPoint, plain = false, className }: EvidenceButtonProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const uncertain = isUncertain(evidence);
  const look = mergeClasses(styles.text, !plain && styles.field, uncertain && styles.uncertain, className);
  const content = <>{text}{uncertain && <span className={styles.note}>{` (${t('field.uncertain')})`}</span>}</>;
  if (evidence.length === 0) return <span className={look}>{content}</span>;
  const point = (reveal: boolean) => onPoint({ evidence, reveal });
  // a click scrolls the page to the words, away from under the pointer: what was chosen stays marked until the focus goes
  const leave = (event: MouseEvent<HTMLElement>) => {
    if (document.activeElement !== event.currentTarget) onPoint(noHighlight);
  };
  return (
    <button
      type="button" className={mergeClasses(look, styles.pointed, !plain && styles.dotted)} onMouseEnter={() => point(false)} onMouseLeave={leave}
      onFocus={() => point(false)} onBlur={() => onPoint(noHighlight)} onClick={() => point(true)}
    >
      {content}
    </button>
  );
}
