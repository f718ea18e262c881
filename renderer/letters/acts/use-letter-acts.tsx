import { Link, Toast, ToastFooter, ToastTitle, useId, useToastController } from '@fluentui/react-components';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ActFailure } from '../../../core/contract/commands';
import type { FolderInfo } from '../../../core/model/folder';
import type { AccountId, LetterId } from '../../../core/model/ids';
import type { KnownMailbox } from '../../store/known-mailbox';
import { folderName } from '../folder-name';
import { changeOf, concerned, undoingOf } from './offered-acts';
import type { ActName, ActTarget, AskedChange, Undoing } from './offered-acts';

/** the bridge takes this many letters at once */
const lettersAtOnce = 1000;
/** milliseconds for which an act can be taken back at a click */
const undoMillis = 10_000;

export interface LetterActs {
  readonly toasterId: string;
  readonly act: (targets: readonly ActTarget[], name: Exclude<ActName, 'move'>) => void;
  readonly move: (targets: readonly ActTarget[], to: string) => void;
}

/**
 * From a key or a click to the journal; says what was done, and offers to take it back where that is possible.
 * @param shown the folder the person looks at: what lies in several leaves that one only
 */
export function useLetterActs(bridge: AppBridge, mailboxes: readonly KnownMailbox[], shown: string | null): LetterActs {
  const { t } = useTranslation();
  const toasterId = useId('acts');
  const { dispatchToast, dismissToast } = useToastController(toasterId);

  const say = useCallback((words: string, intent: 'success' | 'error', undoing: readonly Undoing[] = []) => {
    const toastId = `act-${crypto.randomUUID()}`;
    const undo = () => {
      dismissToast(toastId);
      for (const { change, letterIds, from } of undoing) {
        askFor(bridge, letterIds, change, from).then((failure) => {
          if (failure !== null) say(t(`mailbox:act.failure.${failure}`), 'error');
        }, () => say(t('common.failed'), 'error'));
      }
    };
    dispatchToast(
      <Toast data-testid="act-toast">
        <ToastTitle>{words}</ToastTitle>
        {undoing.length > 0 && <ToastFooter><Link as="button" onClick={undo} data-testid="act-undo">{t('mailbox:act.undo')}</Link></ToastFooter>}
      </Toast>,
      { toastId, intent, timeout: undoMillis, politeness: intent === 'error' ? 'assertive' : 'polite' },
    );
  }, [bridge, dispatchToast, dismissToast, t]);

  const carry = useCallback((all: readonly ActTarget[], change: AskedChange) => {
    const targets = concerned(all, change);
    if (targets.length === 0) return;
    const foldersOf = (accountId: AccountId): readonly FolderInfo[] => mailboxes.find(({ account }) => account.accountId === accountId)?.folders ?? [];
    const trashOf = (accountId: AccountId): string | null => foldersOf(accountId).find(({ use, namespace }) => use === 'trash' && namespace === 'personal')?.path ?? null;
    const done = (): void => {
      // a flag shows in its row; a letter that left the list must not seem lost
      if (change.kind === 'flag') return;
      const goal = change.kind === 'move' ? foldersOf(targets[0]?.accountId ?? ('' as AccountId)).find(({ path }) => path === change.to) : undefined;
      const folder = change.kind !== 'move' ? '' : goal === undefined ? change.to : folderName(goal, t);
      const undoing = undoingOf(targets, change, trashOf, shown);
      const said = change.kind === 'junk' ? (change.isJunk ? 'junk' : 'notJunk') : change.kind === 'delete' && undoing.length === 0 ? 'deletedForGood' : change.kind;
      say(t(`mailbox:act.done.${said}`, { count: targets.length, folder }), 'success', undoing);
    };
    askFor(bridge, targets.map(({ letterId }) => letterId), change, shown).then(
      (failure) => (failure === null ? done() : say(t(`mailbox:act.failure.${failure}`), 'error')), () => say(t('common.failed'), 'error'),
    );
  }, [bridge, mailboxes, shown, say, t]);

  return {
    toasterId,
    act: useCallback((targets: readonly ActTarget[], name: Exclude<ActName, 'move'>) => carry(targets, changeOf(name)), [carry]),
    move: useCallback((targets: readonly ActTarget[], to: string) => carry(targets, { kind: 'move', to }), [carry]),
  };
}

/** null: journalled, every one of them. */
async function askFor(bridge: AppBridge, letterIds: readonly LetterId[], change: AskedChange, folder: string | null): Promise<ActFailure['code'] | null> {
  for (let from = 0; from < letterIds.length; from += lettersAtOnce) {
    const answer = await bridge.ask('letters.act', { letterIds: letterIds.slice(from, from + lettersAtOnce), change, ...(folder === null ? {} : { folder }) });
    if (!answer.ok && answer.failure.code !== 'nothingToDo') return answer.failure.code;
  }
  return null;
}
