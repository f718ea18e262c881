import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { AccountId, LetterId } from '../../../core/model/ids';
import type { Policy } from '../../../core/model/policy';
import type { LetterView } from '../../store/letter-view';
import type { StorePort } from '../../store/store-port';
import { LetterPage } from './LetterPage';
import { UnreadableLetter } from './UnreadableLetter';
import { useDisplayedAct } from './use-displayed-act';

const useStyles = makeStyles({
  pane: { flexGrow: 1, minWidth: 0, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground1, outlineOffset: '-2px', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  empty: { height: '100%', boxSizing: 'border-box', display: 'flex', alignItems: 'center', justifyContent: 'center', color: tokens.colorNeutralForeground2, padding: '24px', textAlign: 'center' },
  waiting: { padding: '24px', display: 'grid', rowGap: '12px' },
});

/** Enter goes from the list into the letter, Escape back. */
function backToList(event: KeyboardEvent): void {
  if (event.key === 'Escape') document.getElementById('letter-list')?.focus();
}

interface ReadingPaneProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly policy: Policy;
  readonly letterId: LetterId | null;
  readonly chosenByHand: boolean;
  readonly onlineAccounts: readonly AccountId[];
}

export function ReadingPane(props: ReadingPaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { bridge, store, letterId } = props;
  const [watched, setWatched] = useState<{ readonly letterId: LetterId; readonly view: LetterView | null } | null>(null);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.scrollTo(0, 0);
    return letterId === null ? undefined : store.watchLetter(letterId, (view) => setWatched({ letterId, view }));
  }, [store, letterId]);
  const current = watched !== null && watched.letterId === letterId ? watched : null;
  const view = current?.view ?? null;
  // what was never on the screen was not opened
  useDisplayedAct(bridge, view?.stageOne == null ? null : view.kept, props.chosenByHand);
  return (
    <main ref={pane} id="reading-pane" className={styles.pane} tabIndex={-1} aria-label={t('reading.region')} data-testid="reading-pane" onKeyDown={backToList}>
      {letterId === null && <div className={styles.empty}>{t('reading.empty')}</div>}
      {letterId !== null && (current === null || (view !== null && view.stageOne === null && !view.damaged)) && (
        <Skeleton className={styles.waiting} aria-label={t('reading.waiting')}>
          <SkeletonItem size={28} /><SkeletonItem size={16} /><SkeletonItem size={64} /><SkeletonItem size={40} />
        </Skeleton>
      )}
      {current !== null && view === null && <div className={styles.empty}>{t('reading.missing')}</div>}
      {view !== null && view.stageOne === null && view.damaged && <UnreadableLetter bridge={bridge} view={view} online={props.onlineAccounts.includes(view.kept.accountId)} />}
      {view !== null && view.stageOne !== null && (
        <LetterPage key={view.kept.letterId} bridge={bridge} view={view} policy={props.policy} onlineAccounts={props.onlineAccounts} />
      )}
    </main>
  );
}
