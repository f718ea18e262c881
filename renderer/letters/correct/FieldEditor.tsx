import { Button, Input, Textarea, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Checkmark16Regular, Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useId, useRef, useState } from 'react';
import type { FocusEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CorrectableField } from '../../../core/model/correction';
import type { OfficialDocument } from '../../../core/model/document';
import { useToneText } from '../../ui/use-tone-styles';
import { isDay, valueOf, valueText } from './correct-value';
import { suggestValues } from './suggest-values';
import type { Corrections } from './use-corrections';

const useStyles = makeStyles({
  place: { position: 'relative', display: 'flex', flexDirection: 'column', rowGap: '2px', margin: '2px 0 4px 4px', maxWidth: '680px' },
  line: { display: 'flex', alignItems: 'flex-start', columnGap: '2px' },
  input: { flexGrow: 1, minWidth: 0 },
  button: { minWidth: 'auto', flexShrink: 0 },
  hint: { fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  list: {
    position: 'absolute', top: '28px', left: 0, right: '72px', zIndex: 10, margin: 0, padding: '4px', maxHeight: '232px', overflowY: 'auto', boxSizing: 'border-box', fontWeight: tokens.fontWeightRegular, fontSize: tokens.fontSizeBase300,
    backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, boxShadow: tokens.shadow8,
  },
  option: { padding: '3px 8px', lineHeight: '20px', borderRadius: tokens.borderRadiusMedium, cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  active: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2Hover } },
});

interface FieldEditorProps {
  readonly field: CorrectableField;
  readonly document: OfficialDocument;
  readonly corrections: Corrections;
}

/** A field written over in its place. Enter keeps it, Escape leaves it; suggestions stand below and are chosen with the arrows. */
export function FieldEditor({ field, document, corrections }: FieldEditorProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const id = useId();
  const was = valueText(field, valueOf(document, field));
  const [typed, setTyped] = useState(was);
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(true);
  const list = useRef<HTMLDivElement>(null);
  const suggestions = open ? suggestValues(field, document.system, typed, was) : [];
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [active]);
  const keep = (text: string) => corrections.save(field, text);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    switch (event.key) {
      case 'Enter':
        event.preventDefault();
        keep(suggestions[active] ?? typed);
        break;
      case 'Escape':
        event.preventDefault();
        corrections.leave();
        break;
      case 'ArrowDown':
      case 'ArrowUp':
        if (suggestions.length === 0) break;
        event.preventDefault();
        setActive((before) => Math.max(-1, Math.min(suggestions.length - 1, before + (event.key === 'ArrowDown' ? 1 : -1))));
        break;
      default:
    }
    // keys that are written here mean nothing to the letter around it
    event.stopPropagation();
  };
  const onType = (value: string) => {
    setTyped(value);
    setActive(-1);
    setOpen(true);
  };
  const wrong = corrections.failure;
  const common = {
    className: styles.input, autoFocus: true, value: typed, 'aria-label': t('correct:editField', { field: t(`field.${field}`) }), 'aria-describedby': `${id}-hint`, 'aria-invalid': wrong !== null,
    onFocus: (event: FocusEvent<HTMLInputElement | HTMLTextAreaElement>) => event.currentTarget.select(), spellCheck: false, 'data-testid': 'field-editor',
  } as const;
  const combobox = suggestions.length === 0 ? {} : { role: 'combobox', 'aria-expanded': true, 'aria-controls': `${id}-list`, 'aria-autocomplete': 'list' as const, ...(active < 0 ? {} : { 'aria-activedescendant': `${id}-${active}` }) };
  return (
    <div className={styles.place} onKeyDown={onKeyDown}>
      <div className={styles.line}>
        {field === 'summary'
          ? <Textarea {...common} size="small" resize="vertical" onChange={(_, data) => onType(data.value)} />
          : <Input {...common} {...combobox} size="small" placeholder={isDay(field) ? t('correct:dateHint') : undefined} onChange={(_, data) => onType(data.value)} />}
        <Button className={styles.button} size="small" appearance="subtle" icon={<Checkmark16Regular />} aria-label={t('correct:save')} title={t('correct:save')} onClick={() => keep(typed)} data-testid="field-save" />
        <Button className={styles.button} size="small" appearance="subtle" icon={<Dismiss16Regular />} aria-label={t('correct:leave')} title={t('correct:leave')} onClick={corrections.leave} />
      </div>
      {suggestions.length > 0 && (
        <div ref={list} id={`${id}-list`} className={styles.list} role="listbox" aria-label={t('correct:suggestions')}>
          {suggestions.map((one, index) => (
            <div
              key={one} id={`${id}-${index}`} role="option" aria-selected={index === active} className={mergeClasses(styles.option, index === active && styles.active)}
              onMouseDown={(event) => event.preventDefault()} onClick={() => keep(one)}
            >
              {one}
            </div>
          ))}
        </div>
      )}
      <span id={`${id}-hint`} className={mergeClasses(styles.hint, wrong !== null && tone.bad)} role={wrong === null ? undefined : 'alert'}>
        {wrong === null ? t('correct:keys') : t(wrong === 'failed' ? 'common.failed' : `correct:${wrong}`)}
      </span>
    </div>
  );
}
