import { makeStyles, tokens } from '@fluentui/react-components';
import { Edit12Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { CorrectableField, ShownDocument } from '../../../core/model/correction';
import { ChangeMark } from '../correct/ChangeMark';
import type { Corrections } from '../correct/use-corrections';
import type { FieldItem } from './document-fields';
import { EvidenceButton } from './EvidenceButton';
import type { ValueKeys } from './EvidenceButton';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  value: { position: 'relative', display: 'inline-block', maxWidth: '100%', '& > [data-pencil]': { opacity: 0 }, ':hover > [data-pencil]': { opacity: 1 } },
  // over whatever stands beside it: a pencil that is not seen takes no room
  pencil: {
    position: 'absolute', left: '100%', top: 0, zIndex: 1, display: 'inline-flex', padding: '3px', color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground1, cursor: 'pointer', borderRadius: tokens.borderRadiusSmall,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
});

interface FieldItemViewProps {
  readonly item: FieldItem;
  readonly shown: ShownDocument;
  readonly corrections: Corrections;
  readonly look?: string | undefined;
  readonly plain?: boolean;
  readonly onPoint: (highlight: Highlight) => void;
}

/** A value with everything that can be done to it: shown in the letter, corrected, taken back. */
export function FieldItemView({ item, shown, corrections, look, plain = false, onPoint }: FieldItemViewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const keys = useValueKeys();
  const { field, change } = item;
  if (field === null) return <EvidenceButton text={item.text} evidence={item.evidence} className={look} onPoint={onPoint} />;
  const undo = change?.kind === 'corrected' ? () => corrections.undo(field, change.correction.correctionId) : null;
  return (
    <span className={styles.value}>
      <EvidenceButton
        text={item.text === '' ? t('correct:empty') : item.text} evidence={item.evidence} certain={change !== null} missing={item.text === ''} plain={plain} className={look} onPoint={onPoint}
        keys={keys(field, corrections, undo)}
      />
      {change !== null && <ChangeMark field={field} change={change} shown={shown} corrections={corrections} />}
      <Pencil field={field} corrections={corrections} />
    </span>
  );
}

/** For the mouse; the keyboard has F2. */
function Pencil({ field, corrections }: { readonly field: CorrectableField; readonly corrections: Corrections }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return <span className={styles.pencil} aria-hidden data-pencil title={t('correct:edit')} onClick={() => corrections.start(field)}><Edit12Regular /></span>;
}

/** Where a field was not found: says so, and can be filled in. */
export function MissingField({ field, corrections, onPoint }: { readonly field: CorrectableField; readonly corrections: Corrections; readonly onPoint: (highlight: Highlight) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const keys = useValueKeys();
  return (
    <span className={styles.value}>
      <EvidenceButton text={t('field.notFound')} evidence={[]} missing onPoint={onPoint} keys={keys(field, corrections, null)} />
      <Pencil field={field} corrections={corrections} />
    </span>
  );
}

function useValueKeys(): (field: CorrectableField, corrections: Corrections, onUndo: (() => void) | null) => ValueKeys {
  const { t } = useTranslation();
  return (field, corrections, onUndo) => ({
    name: field, hint: onUndo === null ? t('correct:hint') : `${t('correct:hint')}. ${t('correct:undoHint')}`, onEdit: () => corrections.start(field), onUndo,
  });
}
