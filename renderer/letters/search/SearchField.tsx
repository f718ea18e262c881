import { Input, makeStyles, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** milliseconds without a key before the list is asked again */
const restMillis = 120;

const useStyles = makeStyles({
  box: { width: '660px', maxWidth: '56vw', minWidth: 0 },
  field: { width: '100%', maxWidth: 'none', height: '30px', minHeight: '30px' },
  key: { color: tokens.colorNeutralForeground2, fontFamily: 'inherit', fontSize: tokens.fontSizeBase200 },
  note: { padding: '1px 2px 0', fontSize: tokens.fontSizeBase200, lineHeight: '16px', color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
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
        onChange={(_, data) => setText(data.value.slice(0, 200))} onKeyDown={onKeyDown}
        contentAfter={text === '' ? <kbd className={styles.key}>Ctrl+E</kbd> : null} data-testid="search"
      />
      <div id="search-note" className={styles.note} title={t('search.note')}>{t('search.note')}</div>
    </div>
  );
}
