import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { OfficialDocument } from '../../../core/model/document';
import { documentFields } from './document-fields';
import type { DocumentField } from './document-fields';
import { EvidenceButton } from './EvidenceButton';
import { FieldList } from './FieldList';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  room: { containerType: 'inline-size' },
  grid: {
    display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr) max-content minmax(0, 1fr)', columnGap: '12px', rowGap: '1px',
    margin: 0, alignItems: 'start', lineHeight: '20px',
    '@container (max-width: 460px)': { gridTemplateColumns: 'max-content minmax(0, 1fr)' },
  },
  name: { color: tokens.colorNeutralForeground2, paddingRight: '4px' },
  value: { margin: '0 0 0 -4px', minWidth: 0 },
  wideName: { gridColumnStart: '1' },
  wide: { gridColumnStart: '2', gridColumnEnd: '-1' },
  strong: { fontWeight: tokens.fontWeightSemibold },
  missing: { color: tokens.colorNeutralForeground3, padding: '1px 4px' },
});

interface FieldGridProps {
  readonly document: OfficialDocument;
  readonly onPoint: (highlight: Highlight) => void;
}

/** The header of the document as fields; each shows where it was read when pointed at, focused or pressed. */
export function FieldGrid({ document, onPoint }: FieldGridProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.room}><dl className={styles.grid} aria-label={t('field.region')} data-testid="field-grid">
      {documentFields(document).map((field) => [
        <dt key={`${field.name}-name`} className={mergeClasses(styles.name, field.wide && styles.wideName)} title={t('evidence.hint')}>{t(`field.${field.name}`)}</dt>,
        <dd key={`${field.name}-value`} className={mergeClasses(styles.value, field.wide && styles.wide)} data-field={field.name}>
          <FieldValue field={field} onPoint={onPoint} />
        </dd>,
      ])}
    </dl></div>
  );
}

function FieldValue({ field, onPoint }: { readonly field: DocumentField; readonly onPoint: (highlight: Highlight) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const look = field.strong ? styles.strong : undefined;
  const [first] = field.items;
  if (first === undefined) return <span className={styles.missing}>{t('field.notFound')}</span>;
  if (field.items.length === 1) return <EvidenceButton text={first.text} evidence={first.evidence} className={look} onPoint={onPoint} />;
  return <FieldList field={field} look={look} onPoint={onPoint} />;
}
