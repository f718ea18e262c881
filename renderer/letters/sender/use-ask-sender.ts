import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../store/letter-view';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { StorePort } from '../../store/store-port';
import { formatDayOfInstant } from '../../ui/format-time';
import { composeAnswer } from '../reply/compose-answer';
import { ComposeContext } from '../reply/compose-context';

/** The question that settles an unknown unit, as an answer to its letter; null: there is nothing to answer from. */
export function useAskSender(store: StorePort, view: LetterView, mailboxes: readonly KnownMailbox[]): (() => void) | null {
  const { t } = useTranslation();
  const compose = useContext(ComposeContext);
  if (compose === null || !mailboxes.some(({ account }) => account.accountId === view.kept.accountId)) return null;
  return () => {
    const number = view.documents?.[0]?.document.number ?? null;
    const values = { number: number ?? '', hasNumber: number === null ? 'no' : 'yes', subject: view.stageOne?.header.subject ?? '', day: formatDayOfInstant(view.kept.internalDate) };
    store.directory().then((directory) => {
      const request = composeAnswer('reply', view, mailboxes, directory, { subject: t('sender:question.subject', values), body: t('sender:question.text', values) });
      if (request !== null) compose(request);
    }, (cause: unknown) => reportError(cause));
  };
}
