import { useCallback, useContext, useEffect, useMemo } from 'react';
import type { ReplyWay } from '../../../core/outgoing/reply';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { LetterView } from '../../store/letter-view';
import type { StorePort } from '../../store/store-port';
import { isForLetters } from '../acts/act-keys';
import { composeAnswer, offeredReplies } from './compose-answer';
import { ComposeContext } from './compose-context';
import { replyOfKey } from './reply-keys';

export interface Replies {
  readonly ways: readonly ReplyWay[];
  readonly reply: (way: ReplyWay) => void;
}

/** Answers to the letter that is read, by button or key. @param view null: none is, or several are chosen */
export function useReplies(store: StorePort, view: LetterView | null, mailboxes: readonly KnownMailbox[]): Replies {
  const compose = useContext(ComposeContext);
  const ways = useMemo(() => (view === null || compose === null ? [] : offeredReplies(view, mailboxes)), [view, compose, mailboxes]);
  const reply = useCallback((way: ReplyWay) => {
    if (view === null || compose === null || !ways.includes(way)) return;
    store.directory().then((directory) => {
      const request = composeAnswer(way, view, mailboxes, directory);
      if (request !== null) compose(request);
    }, (cause: unknown) => reportError(cause));
  }, [store, view, compose, ways, mailboxes]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const way = replyOfKey(event);
      if (way === null || !isForLetters(event.target)) return;
      event.preventDefault();
      // where there is one addressee only, both keys mean the same
      reply(way === 'replyAll' && !ways.includes('replyAll') ? 'reply' : way);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [reply, ways]);
  return { ways, reply };
}
