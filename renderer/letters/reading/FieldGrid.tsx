import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficialDocument } from '../../../core/model/document';
import { documentFields } from './document-fields';
import type { DocumentField, FieldItem } from './document-fields';
import { noHighlight } from './highlight';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  grid: {
    display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr) max-content minmax(0, 1fr)', columnGap: '12px', rowGap: '2px',
    margin: 0, alignItems: 'start', lineHeight: '20px',
  },
  name: { color: tokens.colorNeutralForeground2, paddingTop: '1px', paddingRight: '4px' },
  value: { margin: '0 0 0 -4px', minWidth: 0 },
  wideName: { gridColumnStart: '1' },
  wide: { gridColumnStart: '2', gridColumnEnd: '-1' },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  flowing: { display: 'flex', flexWrap: 'wrap', columnGap: '16px' },
  more: { border: 'none', backgroundColor: 'transparent', padding: '1px 4px', font: 'inherit', color: tokens.colorBrandForegroundLink, cursor: 'pointer', borderRadius: tokens.borderRadiusSmall },
  item: {
    display: 'inline-block', maxWidth: '100%', padding: '1px 4px', margin: '1px 0', border: '1px solid transparent', borderRadius: tokens.borderRadiusSmall, backgroundColor: 'transparent',
    font: 'inherit', color: tokens.colorNeutralForeground1, textAlign: 'left', lineHeight: '18px', overflowWrap: 'anywhere', userSelect: 'text',
  },
  pointed: {
    cursor: 'pointer', borderBottom: `1px dotted ${tokens.colorNeutralStrokeAccessible}`,
    ':hover': { backgroundColor: tokens.colorPaletteYellowBackground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, backgroundColor: tokens.colorPaletteYellowBackground1 },
  },
  strong: { fontWeight: tokens.fontWeightSemibold },
  uncertain: { color: tokens.colorStatusWarningForeground2, fontStyle: 'italic' },
  missing: { color: tokens.colorNeutralForeground3, padding: '1px 4px' },
});

/** entries of a list-valued field before it is unfolded: a circular may have a hundred addressees */
const shownFirst = 4;

interface FieldGridProps {
  readonly document: OfficialDocument;
  readonly onPoint: (highlight: Highlight) => void;
}

/** The header of the document as fields; each shows where it was read when pointed at, focused or pressed. */
export function FieldGrid({ document, onPoint }: FieldGridProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <dl className={styles.grid} aria-label={t('field.region')} data-testid="field-grid">
      {documentFields(document).map((field) => [
        <dt key={`${field.name}-name`} className={mergeClasses(styles.name, field.wide && styles.wideName)}>{t(`field.${field.name}`)}</dt>,
        <dd key={`${field.name}-value`} className={mergeClasses(styles.value, field.wide && styles.wide)} data-field={field.name}>
          <FieldValue field={field} onPoint={onPoint} />
        </dd>,
      ])}
    </dl>
  );
}

function FieldValue({ field, onPoint }: { readonly field: DocumentField; readonly onPoint: (highlight: Highlight) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const [first] = field.items;
  if (first === undefined) return <span className={styles.missing}>{t('field.notFound')}</span>;
  if (field.items.length === 1) return <Item item={first} strong={field.strong} onPoint={onPoint} />;
  return (
    <ul className={mergeClasses(styles.list, field.flowing && styles.flowing)}>
      {(all ? field.items : field.items.slice(0, shownFirst)).map((item, index) => <li key={index}><Item item={item} strong={field.strong} onPoint={onPoint} /></li>)}
      {!all && field.items.length > shownFirst && (
        <li><button type="button" className={styles.more} onClick={() => setAll(true)}>{t('field.more', { count: field.items.length - shownFirst })}</button></li>
      )}
    </ul>
  );
}

function Item({ item, strong, onPoint }: { readonly item: FieldItem; readonly strong: boolean; readonly onPoint: (highlight: Highlight) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const look = mergeClasses(styles.item, strong && styles.strong, item.uncertain && styles.uncertain);
  const text = item.uncertain ? `${item.text} (${t('field.uncertain')})` : item.text;
  if (item.evidence.length === 0) return <span className={look}>{text}</span>;
  const point = (reveal: boolean) => onPoint({ evidence: item.evidence, reveal });
  return (
    <button
      type="button" className={mergeClasses(look, styles.pointed)} onMouseEnter={() => point(false)} onMouseLeave={() => onPoint(noHighlight)}
      onFocus={() => point(false)} onBlur={() => onPoint(noHighlight)} onClick={() => point(true)}
    >
      {text}
    </button>
  );
}
