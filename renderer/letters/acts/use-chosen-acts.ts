import { useCallback, useEffect, useMemo, useState } from 'react';
import type { AppBridge } from '../../../core/contract/bridge';
import type { FolderInfo } from '../../../core/model/folder';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { Rows } from '../list/use-rows';
import type { Selection } from '../list/use-selection';
import { actOfKey, isForLetters } from './act-keys';
import { offeredActs } from './offered-acts';
import type { ActName, ActTarget } from './offered-acts';
import { useLetterActs } from './use-letter-acts';

interface Moving {
  readonly targets: readonly ActTarget[];
  readonly folders: readonly FolderInfo[];
  readonly from: readonly string[];
}

export interface ChosenActs {
  readonly toasterId: string;
  readonly targets: readonly ActTarget[];
  readonly act: (name: ActName) => void;
  /** the question where to, while it stands */
  readonly moving: Moving | null;
  readonly moveTo: (path: string) => void;
  readonly stopMoving: () => void;
}

interface ChosenActsInput {
  readonly bridge: AppBridge;
  readonly mailboxes: readonly KnownMailbox[];
  readonly rows: Rows;
  /** accounts that are connected at all, reached or not */
  readonly connected: ReadonlySet<string>;
  readonly selection: Selection;
  /** path of the folder that is looked at; null: a queue */
  readonly shown: string | null;
  /** the letter that is read, as it stands: it need not be in the list */
  readonly readTarget: ActTarget | null;
}

/** Acts on what is chosen, by key, menu or button. */
export function useChosenActs({ bridge, mailboxes, rows, connected, selection, shown, readTarget }: ChosenActsInput): ChosenActs {
  const { marked, letterId, followUp } = selection;
  const [moving, setMoving] = useState<Moving | null>(null);
  const acts = useLetterActs(bridge, mailboxes, shown);
  const targets = useMemo<readonly ActTarget[]>(() => {
    // a removed mailbox has no server any more that an act could be carried to
    const reachable = (target: ActTarget): ActTarget => (connected.has(target.accountId) ? target : { ...target, folders: [] });
    // as they stand now where they are in sight, else as they were when chosen
    if (marked.size > 0) return [...marked.values()].map((row) => reachable(rows.rowAt(rows.indexOf(row.letterId)) ?? row));
    // a key may come before the letter is open: its row knows as much
    const row = letterId === null ? undefined : rows.rowAt(rows.indexOf(letterId));
    const one = row ?? (readTarget?.letterId === letterId ? readTarget : null);
    return one === null ? [] : [reachable(one)];
  }, [marked, letterId, readTarget, rows, connected]);

  const act = useCallback((name: ActName) => {
    const offered = offeredActs(targets);
    if (!offered.has(name)) return;
    if (name === 'move') {
      const folders = mailboxes.find(({ account }) => account.accountId === targets[0]?.accountId)?.folders ?? [];
      const places = new Set(targets.map((target) => target.folders.join('\n')));
      setMoving({ targets, folders, from: places.size === 1 ? (targets[0]?.folders ?? []) : [] });
      return;
    }
    acts.act(targets, name);
    if (name === 'delete' || name === 'junk' || name === 'notJunk') followUp();
  }, [targets, mailboxes, acts, followUp]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const name = actOfKey(event);
      if (name === null || !isForLetters(event.target)) return;
      event.preventDefault();
      act(name === 'flag' && offeredActs(targets).has('unflag') ? 'unflag' : name);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [act, targets]);

  const toList = () => document.getElementById('letter-list')?.focus();
  return {
    toasterId: acts.toasterId,
    targets,
    act,
    moving,
    moveTo: (path) => {
      if (moving !== null) acts.move(moving.targets, path);
      setMoving(null);
      followUp();
      toList();
    },
    stopMoving: () => setMoving(null),
  };
}
