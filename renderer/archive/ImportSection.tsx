import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Document20Regular, FolderOpen20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountStatus } from '../../core/model/account';
import { Section } from '../ui/Section';
import { AccountField } from './AccountField';
import type { Archive } from './use-archive';

const useStyles = makeStyles({
  drop: { padding: '16px', border: `1px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, color: tokens.colorNeutralForeground2, lineHeight: '20px', display: 'grid', rowGap: '12px' },
  over: { backgroundColor: tokens.colorBrandBackground2, outline: `2px solid ${tokens.colorBrandStroke1}` },
  buttons: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
  list: { margin: 0, paddingLeft: '20px', overflowWrap: 'anywhere', color: tokens.colorNeutralForeground1 },
  note: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

/** names of dropped things before the rest is only counted */
const namedMost = 5;

interface ImportSectionProps {
  readonly archive: Archive;
  readonly accounts: readonly AccountStatus[];
  readonly dropped: readonly string[];
  readonly onDropped: (paths: readonly string[]) => void;
  readonly over: boolean;
}

export function ImportSection({ archive, accounts, dropped, onDropped, over }: ImportSectionProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [chosen, setChosen] = useState<string | null>(null);
  const account = accounts.find(({ accountId }) => accountId === chosen) ?? accounts[0];
  if (account === undefined) return null;
  const busy = archive.running !== null;
  return (
    <Section title={t('archive:import.title')} lead={t('archive:import.lead')}>
      <AccountField label={t('archive:import.account')} accounts={accounts} chosen={account.accountId} onChoose={setChosen} />
      <div className={mergeClasses(styles.drop, over && styles.over)} data-testid="import-drop">
        {dropped.length === 0
          ? <span>{t('archive:import.dropHere')}</span>
          : (
            <>
              <span>{t('archive:import.dropped', { count: dropped.length })}</span>
              <ul className={styles.list}>
                {dropped.slice(0, namedMost).map((path) => <li key={path}>{path}</li>)}
                {dropped.length > namedMost && <li>{t('archive:import.moreDropped', { count: dropped.length - namedMost })}</li>}
              </ul>
              <div className={styles.buttons}>
                <Button
                  appearance="primary" disabled={busy} data-testid="import-dropped"
                  onClick={() => {
                    archive.importFrom(account.accountId, 'files', dropped);
                    onDropped([]);
                  }}
                >
                  {t('archive:import.importDropped', { address: account.address })}
                </Button>
                <Button onClick={() => onDropped([])}>{t('archive:import.forgetDropped')}</Button>
              </div>
            </>
          )}
        <div className={styles.buttons}>
          <Button icon={<Document20Regular />} disabled={busy} onClick={() => archive.importFrom(account.accountId, 'files', null)} data-testid="import-files">{t('archive:import.files')}</Button>
          <Button icon={<FolderOpen20Regular />} disabled={busy} onClick={() => archive.importFrom(account.accountId, 'folder', null)} data-testid="import-folder">{t('archive:import.folder')}</Button>
        </div>
      </div>
      <p className={styles.note}>{t('archive:import.note')}</p>
    </Section>
  );
}
