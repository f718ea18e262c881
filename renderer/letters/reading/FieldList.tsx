import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentField } from './document-fields';
import { EvidenceButton } from './EvidenceButton';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', columnGap: '4px', margin: 0, padding: 0, listStyleType: 'none' },
  entry: { minWidth: 0, maxWidth: '100%' },
  parted: { display: 'flex', alignItems: 'last baseline' },
  sign: { marginLeft: '-3px', flexShrink: 0 },
  fold: {
    border: 'none', backgroundColor: 'transparent', padding: '1px 4px', font: 'inherit', lineHeight: '18px', color: tokens.colorBrandForegroundLink, cursor: 'pointer', borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

interface FieldListProps {
  readonly field: DocumentField;
  readonly look: string | undefined;
  readonly onPoint: (highlight: Highlight) => void;
}

/** The entries of a field one after the other; a long list stands folded until it is asked for. */
export function FieldList({ field, look, onPoint }: FieldListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const rest = field.items.length - field.shownFirst;
  const shown = all ? field.items : field.items.slice(0, field.shownFirst);
  return (
    <ul className={styles.list}>
      {shown.map((item, index) => (
        <li key={index} className={mergeClasses(styles.entry, styles.parted)}>
          <EvidenceButton text={item.text} evidence={item.evidence} className={look} onPoint={onPoint} />
          {index < field.items.length - 1 && <span className={styles.sign} aria-hidden>;</span>}
        </li>
      ))}
      {rest > 0 && (
        <li className={styles.entry}>
          <button type="button" className={styles.fold} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('field.fold') : t(field.name === 'cites' ? 'field.moreCites' : 'field.moreAddressees', { count: rest })}
          </button>
        </li>
      )}
    </ul>
  );
}
