import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Search20Regular } from '@fluentui/react-icons';
import { useEffect, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { FolderInfo } from '../../../core/model/folder';
import { useFocusBack } from '../../ui/use-focus-back';
import { folderName } from '../folder-name';
import { rowAfterKey } from '../list/list-keys';
import { moveGoals } from './move-goals';

const useStyles = makeStyles({
  surface: { maxWidth: '460px' },
  content: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  list: { height: '300px', overflowY: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, padding: '4px', boxSizing: 'border-box' },
  goal: { display: 'flex', columnGap: '8px', alignItems: 'baseline', padding: '4px 8px', lineHeight: '20px', borderRadius: tokens.borderRadiusMedium, cursor: 'pointer', ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  active: { backgroundColor: tokens.colorBrandBackground2, ':hover': { backgroundColor: tokens.colorBrandBackground2Hover } },
  name: { whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis' },
  above: { color: tokens.colorNeutralForeground2, whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  note: { color: tokens.colorNeutralForeground2, padding: '4px 8px', lineHeight: '20px' },
});

interface MoveDialogProps {
  readonly folders: readonly FolderInfo[];
  readonly count: number;
  /** where the letters lie already, if it is one place */
  readonly from: readonly string[];
  readonly onMove: (to: string) => void;
  readonly onClose: () => void;
}

/** A folder is typed, not hunted for: the field has the focus, arrows choose, Enter moves. */
export function MoveDialog({ folders, count, from, onMove, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  useFocusBack();
  const [search, setSearch] = useState('');
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const { goals, hidden } = moveGoals(folders, search, from, (node) => folderName(node, t));
  useEffect(() => list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }), [active, search]);
  const chosen = goals[Math.min(active, goals.length - 1)];
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && chosen !== undefined) {
      event.preventDefault();
      onMove(chosen.path);
      return;
    }
    if (event.key === 'Home' || event.key === 'End') return;
    const next = rowAfterKey(event.key, active, goals.length, 8);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };
  return (
    <Dialog open onOpenChange={(_, data) => !data.open && onClose()}>
      <DialogSurface className={styles.surface} data-testid="move-dialog">
        <DialogBody>
          <DialogTitle>{t('mailbox:move.title', { count })}</DialogTitle>
          <DialogContent className={styles.content}>
            <Input
              autoFocus value={search} contentBefore={<Search20Regular aria-hidden />} placeholder={t('mailbox:move.search')} aria-label={t('mailbox:move.search')} aria-controls="move-goals" role="combobox" aria-expanded
              aria-activedescendant={chosen === undefined ? undefined : `move-goal-${goals.indexOf(chosen)}`} onKeyDown={onKeyDown} spellCheck={false} data-testid="move-search"
              onChange={(_, data) => {
                setSearch(data.value);
                setActive(0);
              }}
            />
            <div ref={list} id="move-goals" className={styles.list} role="listbox" aria-label={t('mailbox:move.folders')} tabIndex={-1}>
              {goals.map((goal, index) => (
                <div key={goal.path} id={`move-goal-${index}`} role="option" aria-selected={goal === chosen} className={mergeClasses(styles.goal, goal === chosen && styles.active)} onClick={() => onMove(goal.path)} data-testid={`move-to-${goal.path}`}>
                  <span className={styles.name}>{goal.names.at(-1)}</span>
                  {goal.names.length > 1 && <span className={styles.above}>{goal.names.slice(0, -1).join(' › ')}</span>}
                </div>
              ))}
              {goals.length === 0 && <div role="option" aria-selected={false} aria-disabled className={styles.note}>{t('mailbox:move.none')}</div>}
            </div>
            {hidden > 0 && <span className={styles.note}>{t('mailbox:move.hidden', { count: hidden })}</span>}
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={chosen === undefined} onClick={() => chosen !== undefined && onMove(chosen.path)} data-testid="move-go">{t('mailbox:move.go')}</Button>
            <Button onClick={onClose}>{t('common.cancel')}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
