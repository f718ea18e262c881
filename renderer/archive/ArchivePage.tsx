import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AccountStatus } from '../../core/model/account';
import type { StorePort } from '../store/store-port';
import { ArchiveStrip } from './ArchiveStrip';
import { ExportSection } from './ExportSection';
import type { ExportScope } from './export-scope';
import { ForwardingGuide } from './ForwardingGuide';
import { ImportSection } from './ImportSection';
import type { Archive } from './use-archive';

const useStyles = makeStyles({
  back: { flexGrow: 1, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground2 },
  page: { maxWidth: '760px', padding: '24px 32px 48px', margin: '0 auto', display: 'flex', flexDirection: 'column', rowGap: '24px', boxSizing: 'border-box' },
  title: { margin: 0, fontSize: '24px', lineHeight: '32px', fontWeight: tokens.fontWeightSemibold },
});

interface ArchivePageProps {
  readonly archive: Archive;
  readonly store: StorePort | null;
  readonly accounts: readonly AccountStatus[];
  /** dropped on the window and not yet imported */
  readonly dropped: readonly string[];
  readonly onDropped: (paths: readonly string[]) => void;
  /** the list or the letters a person came from; null: came by the rail */
  readonly scope: ExportScope | null;
  /** something is being dragged over the window */
  readonly over: boolean;
}

/** Letters in from files, letters out to files, and how private mailboxes send theirs here. */
export function ArchivePage({ archive, store, accounts, dropped, onDropped, scope, over }: ArchivePageProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <main className={styles.back} data-testid="archive">
      <div className={styles.page}>
        <h1 className={styles.title}>{t('archive:title')}</h1>
        <ArchiveStrip archive={archive} />
        <ImportSection archive={archive} accounts={accounts} dropped={dropped} onDropped={onDropped} over={over} />
        {store !== null && <ExportSection archive={archive} store={store} accounts={accounts} scope={scope} />}
        <ForwardingGuide address={accounts[0]?.address ?? ''} />
      </div>
    </main>
  );
}
