import { Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../../core/model/ids';
import type { DocumentField } from './document-fields';
import { EvidenceButton } from './EvidenceButton';
import type { Highlight } from './highlight';

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', columnGap: '4px', margin: 0, padding: 0, listStyleType: 'none' },
  entry: { minWidth: 0, maxWidth: '100%' },
  parted: { display: 'flex', alignItems: 'last baseline' },
  sign: { marginLeft: '-3px', flexShrink: 0 },
  link: { fontSize: 'inherit', lineHeight: '18px', padding: '0 4px', maxWidth: '100%', overflowWrap: 'anywhere', textAlign: 'left' },
  fold: {
    border: 'none', backgroundColor: 'transparent', padding: '1px 4px', font: 'inherit', lineHeight: '18px', color: tokens.colorBrandForegroundLink, cursor: 'pointer', borderRadius: tokens.borderRadiusSmall,
    ':hover': { textDecorationLine: 'underline' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
});

/** The letters we hold that carry a cited document, by its place among the citations. */
export interface HeldCitations {
  readonly letterOf: (index: number) => LetterId | null;
  readonly onLetter: (letterId: LetterId) => void;
}

interface FieldListProps {
  readonly field: DocumentField;
  readonly look: string | undefined;
  readonly held: HeldCitations;
  readonly onPoint: (highlight: Highlight) => void;
}

/** The entries of a field one after the other; a long list stands folded until it is asked for. A citation of a letter we hold leads there. */
export function FieldList({ field, look, held, onPoint }: FieldListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [all, setAll] = useState(false);
  const rest = field.items.length - field.shownFirst;
  const shown = all ? field.items : field.items.slice(0, field.shownFirst);
  return (
    <ul className={styles.list}>
      {shown.map((item, index) => {
        const letterId = field.name === 'cites' ? held.letterOf(index) : null;
        return (
          <li key={index} className={mergeClasses(styles.entry, styles.parted)}>
            {letterId === null
              ? <EvidenceButton text={item.text} evidence={item.evidence} className={look} onPoint={onPoint} />
              : (
                <Link
                  as="button" className={styles.link} data-arrow="" data-testid="cite-held" onClick={() => held.onLetter(letterId)}
                  onMouseEnter={() => onPoint({ evidence: item.evidence, reveal: false })} onMouseLeave={() => onPoint({ evidence: [], reveal: false })}
                  onFocus={() => onPoint({ evidence: item.evidence, reveal: false })} onBlur={() => onPoint({ evidence: [], reveal: false })}
                >
                  {item.text}
                </Link>
              )}
            {index < field.items.length - 1 && <span className={styles.sign} aria-hidden>;</span>}
          </li>
        );
      })}
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
