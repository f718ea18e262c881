import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular, Filter16Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  chip: { display: 'flex', alignItems: 'center', columnGap: '8px', padding: '3px 8px 3px 14px', backgroundColor: tokens.colorBrandBackground2, borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, lineHeight: '20px', flexShrink: 0 },
  icon: { display: 'inline-flex', color: tokens.colorBrandForeground1, flexShrink: 0 },
  words: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  clear: { minWidth: 'auto', flexShrink: 0 },
});

/** Only one unit's letters are shown: says which, and ends it. */
export function UnitChip({ name, onClear }: { readonly name: string; readonly onClear: () => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.chip} role="group" aria-label={t('list.unitOnly', { unit: name })} data-testid="unit-chip">
      <span className={styles.icon}><Filter16Regular aria-hidden /></span>
      <span className={styles.words} title={name}>{t('list.unitOnly', { unit: name })}</span>
      <Button className={styles.clear} size="small" appearance="subtle" icon={<Dismiss16Regular />} aria-label={t('list.unitClear', { unit: name })} title={t('list.unitClear', { unit: name })} onClick={onClear} data-testid="unit-clear" />
    </div>
  );
}
