import { Button, Popover, PopoverSurface, PopoverTrigger, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUndo16Regular, Wand16Regular, Pen16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectableField, ShownDocument } from '../../../core/model/correction';
import { formatMoment } from '../../ui/format-time';
import type { FieldChange } from '../reading/document-fields';
import { valueOf, valueText } from './correct-value';
import type { Corrections } from './use-corrections';

const useStyles = makeStyles({
  mark: {
    display: 'inline-flex', alignItems: 'center', columnGap: '3px', border: 'none', backgroundColor: 'transparent', padding: '0 4px', font: 'inherit', fontSize: tokens.fontSizeBase200, lineHeight: '18px', fontWeight: tokens.fontWeightRegular,
    color: tokens.colorBrandForeground1, cursor: 'pointer', borderRadius: tokens.borderRadiusSmall, whiteSpace: 'nowrap', verticalAlign: 'top',
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  surface: { maxWidth: '380px', display: 'grid', rowGap: '8px', lineHeight: '20px', overflowWrap: 'anywhere' },
  words: { margin: 0, userSelect: 'text' },
});

interface ChangeMarkProps {
  readonly field: CorrectableField;
  readonly change: FieldChange;
  readonly shown: ShownDocument;
  readonly corrections: Corrections;
}

/** The small word behind a value that is not what was read; pressed, it says what was read, since when, and takes it back. */
export function ChangeMark({ field, change, shown, corrections }: ChangeMarkProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const read = valueText(field, valueOf(shown.read, field));
  const isRule = change.kind === 'rule';
  const takeBack = () => {
    setOpen(false);
    if (change.kind === 'rule') corrections.stopRule(change.rule.ruleId);
    else corrections.undo(field, change.correction.correctionId);
  };
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus positioning="below-start" size="small">
      <PopoverTrigger disableButtonEnhancement>
        <button type="button" className={styles.mark} aria-label={t('correct:explain', { field: t(`field.${field}`) })} data-testid={`change-${field}`}>
          {isRule ? <Wand16Regular aria-hidden /> : <Pen16Regular aria-hidden />}{t(isRule ? 'correct:byRule' : 'correct:corrected')}
        </button>
      </PopoverTrigger>
      <PopoverSurface className={styles.surface} aria-label={t('correct:explain', { field: t(`field.${field}`) })} onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()} data-testid="change-explained">
        <p className={styles.words}>
          {read === '' ? t('correct:readNothing') : t('correct:read', { was: read })}{' '}
          {change.kind === 'rule'
            ? t('correct:learned', { count: change.rule.from.length, scope: change.rule.scope.kind, key: change.rule.scope.key })
            : t('correct:correctedAt', { at: formatMoment(change.correction.at) })}
        </p>
        <div><Button size="small" icon={<ArrowUndo16Regular />} onClick={takeBack} data-testid="change-undo">{t(isRule ? 'correct:stopRule' : 'correct:undo')}</Button></div>
      </PopoverSurface>
    </Popover>
  );
}
