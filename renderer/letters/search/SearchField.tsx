import { Input, makeStyles, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** milliseconds without a key before the list is asked again */
const restMillis = 120;

const useStyles = makeStyles({
  box: { position: 'relative', width: '520px', maxWidth: '50vw' },
  field: { width: '100%', maxWidth: 'none' },
  key: { color: tokens.colorNeutralForeground2, fontFamily: 'inherit', fontSize: tokens.fontSizeBase200 },
  note: {
    position: 'absolute', top: '100%', left: 0, right: 0, zIndex: 2, padding: '6px 12px', fontSize: tokens.fontSizeBase200, lineHeight: '16px',
    color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: `0 0 ${tokens.borderRadiusMedium} ${tokens.borderRadiusMedium}`,
  },
});

interface SearchFieldProps {
  readonly onSearch: (text: string) => void;
  /** arrow down or Enter: on to what was found */
  readonly onLeave: () => void;
}

/** Filters while one types. What is searched stands below the field, so that nobody looks in vain for words of a body. */
export function SearchField({ onSearch, onLeave }: SearchFieldProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [text, setText] = useState('');
  const [focused, setFocused] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text), restMillis);
    return () => clearTimeout(timer);
  }, [text, onSearch]);
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      if (!event.ctrlKey || event.altKey || event.shiftKey || (event.key.toLowerCase() !== 'e' && event.key.toLowerCase() !== 'f')) return;
      event.preventDefault();
      const input = box.current?.querySelector('input');
      input?.focus();
      input?.select();
    };
    window.addEventListener('keydown', focus);
    return () => window.removeEventListener('keydown', focus);
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setText('');
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    onSearch(text);
    onLeave();
  };
  return (
    <div ref={box} className={styles.box} role="search">
      <Input
        type="search" contentBefore={<Search20Regular aria-hidden />} className={styles.field} value={text} placeholder={t('search.placeholder')} aria-label={t('search.label')} aria-describedby="search-note"
        onChange={(_, data) => setText(data.value.slice(0, 200))} onKeyDown={onKeyDown} onFocus={() => setFocused(true)} onBlur={() => setFocused(false)}
        contentAfter={text === '' ? <kbd className={styles.key}>Ctrl+E</kbd> : null} data-testid="search"
      />
      <div id="search-note" className={styles.note} hidden={!focused}>{t('search.note')}</div>
    </div>
  );
}
