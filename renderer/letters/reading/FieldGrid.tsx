import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficialDocument } from '../../../core/model/document';
import { documentFields } from './document-fields';
import type { DocumentField } from './document-fields';
import { EvidenceButton } from './EvidenceButton';
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
  strong: { fontWeight: tokens.fontWeightSemibold },
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
  const look = field.strong ? styles.strong : undefined;
  const [first] = field.items;
  if (first === undefined) return <span className={styles.missing}>{t('field.notFound')}</span>;
  if (field.items.length === 1) return <EvidenceButton text={first.text} evidence={first.evidence} className={look} onPoint={onPoint} />;
  return (
    <ul className={mergeClasses(styles.list, field.flowing && styles.flowing)}>
      {(all ? field.items : field.items.slice(0, shownFirst)).map((item, index) => <li key={index}><EvidenceButton text={item.text} evidence={item.evidence} className={look} onPoint={onPoint} /></li>)}
      {!all && field.items.length > shownFirst && (
        <li><button type="button" className={styles.more} onClick={() => setAll(true)}>{t('field.more', { count: field.items.length - shownFirst })}</button></li>
      )}
    </ul>
  );
}
