import { Skeleton, SkeletonItem, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterId } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { StorePort } from '../../store/store-port';
import { ActBar } from '../acts/ActBar';
import { targetOf } from '../acts/offered-acts';
import type { ActName, ActTarget } from '../acts/offered-acts';
import { ReplyButtons } from '../reply/ReplyButtons';
import { useReplies } from '../reply/use-replies';
import { LetterPage } from './LetterPage';
import { UnreadableLetter } from './UnreadableLetter';
import { useDisplayedAct } from './use-displayed-act';

const useStyles = makeStyles({
  side: { flexGrow: 1, minWidth: 0, minHeight: 0, display: 'flex', flexDirection: 'column' },
  pane: { flexGrow: 1, minWidth: 0, minHeight: 0, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground1, outlineOffset: '-2px', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  several: { fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  empty: { height: '100%', boxSizing: 'border-box', display: 'flex', alignItems: 'center', justifyContent: 'center', color: tokens.colorNeutralForeground2, padding: '24px', textAlign: 'center' },
  waiting: { padding: '24px', display: 'grid', rowGap: '12px' },
});

/** Enter goes from the list into the letter, Escape back. */
function backToList(event: KeyboardEvent): void {
  // a dialog that stands over the letter closes first, and its keys are its own
  const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
  if (event.key === 'Escape' && isInside && !event.defaultPrevented) document.getElementById('letter-list')?.focus();
}

interface ReadingPaneProps {
  readonly bridge: AppBridge;
  readonly store: StorePort;
  readonly letterId: LetterId | null;
  readonly chosenByHand: boolean;
  readonly mailboxes: readonly KnownMailbox[];
  /** accounts whose server is reached */
  readonly online: ReadonlySet<string>;
  /** accounts that are connected here, reached or not: a letter of another one is read only */
  readonly connected: ReadonlySet<string>;
  /** how many letters are chosen */
  readonly marked: number;
  readonly targets: readonly ActTarget[];
  readonly onAct: (name: ActName) => void;
  /** another letter that this one leads to */
  readonly onLetter: (letterId: LetterId) => void;
  /** shows the letters of one unit only */
  readonly onUnit: (unitKey: string, name: string) => void;
  /** the letter that is read, for those who act on it */
  readonly onTarget: (target: ActTarget | null) => void;
}

export function ReadingPane(props: ReadingPaneProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { bridge, store, letterId, onTarget } = props;
  const several = props.marked > 1;
  const [watched, setWatched] = useState<{ readonly letterId: LetterId; readonly view: LetterView | null } | null>(null);
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.scrollTo(0, 0);
    return letterId === null ? undefined : store.watchLetter(letterId, (view) => setWatched({ letterId, view }));
  }, [store, letterId]);
  const current = watched !== null && watched.letterId === letterId ? watched : null;
  const view = current?.view ?? null;
  // what was never on the screen was not opened
  useDisplayedAct(bridge, several || view?.stageOne == null ? null : view, props.chosenByHand);
  useEffect(() => onTarget(view === null ? null : targetOf(view)), [view, onTarget]);
  const { ways, reply } = useReplies(store, several || view === null || !props.connected.has(view.kept.accountId) ? null : view, props.mailboxes);
  const online = view !== null && props.online.has(view.kept.accountId);
  const folders = props.mailboxes.find(({ account }) => account.accountId === view?.kept.accountId)?.folders ?? [];
  return (
    <div className={styles.side}>
      {(several || view !== null) && <ActBar targets={props.targets} onAct={props.onAct} lead={ways.length === 0 ? null : <ReplyButtons ways={ways} onReply={reply} />} />}
      <main ref={pane} id="reading-pane" className={styles.pane} tabIndex={-1} aria-label={t('reading.region')} data-testid="reading-pane" onKeyDown={backToList}>
        {letterId === null && <div className={styles.empty}>{t('reading.empty')}</div>}
        {several && <div className={styles.empty}><span className={styles.several} role="status" data-testid="chosen-count">{t('mailbox:chosen', { count: props.marked })}</span></div>}
        {!several && letterId !== null && (current === null || (view !== null && view.stageOne === null && !view.damaged)) && (
          <Skeleton className={styles.waiting} aria-label={t('reading.waiting')}>
            <SkeletonItem size={28} /><SkeletonItem size={16} /><SkeletonItem size={64} /><SkeletonItem size={40} />
          </Skeleton>
        )}
        {!several && current !== null && view === null && <div className={styles.empty}>{t('reading.missing')}</div>}
        {!several && view !== null && view.stageOne === null && view.damaged && <UnreadableLetter bridge={bridge} view={view} online={online} />}
        {!several && view !== null && view.stageOne !== null && (
          <LetterPage key={view.kept.letterId} bridge={bridge} store={store} view={view} mailboxes={props.mailboxes} folders={folders} online={online} onAct={props.onAct} onLetter={props.onLetter} onUnit={props.onUnit} />
        )}
      </main>
    </div>
  );
}
