import type { Unit } from '../../../core/model/unit';
import { answerLetter, type AnsweredLetter, type ReplyWay } from '../../../core/outgoing/reply';
import { randomDraftId } from '../../../core/outgoing/new-draft';
import type { KnownMailbox } from '../../store/known-mailbox';
import type { LetterView } from '../../store/letter-view';
import { unpackFiles } from '../attachments/attachment-acts';
import { attachmentLines } from '../attachments/attachment-lines';
import { currentReading } from '../reading/current-reading';
import type { ComposeRequest } from './compose-context';

export type { ReplyWay };

/** How the letter may be answered: a state secret is neither quoted nor passed on; what came from files has nobody's mailbox to answer from. */
export function offeredReplies(view: LetterView, mailboxes: readonly KnownMailbox[]): readonly ReplyWay[] {
  const header = view.stageOne?.header;
  if (header === undefined || !mailboxes.some(({ account }) => account.accountId === view.kept.accountId)) return [];
  const ways: readonly ReplyWay[] = header.to.length + header.cc.length > 1 ? ['reply', 'replyAll', 'forward'] : ['reply', 'forward'];
  return view.secret ? ways.filter((way) => way !== 'forward') : ways;
}

/** @param instead subject and text that are written in place of citation and quotation */
export function composeAnswer(way: ReplyWay, view: LetterView, mailboxes: readonly KnownMailbox[], directory: readonly Unit[], instead?: { readonly subject: string; readonly body: string }): ComposeRequest | null {
  const { stageOne, kept } = view;
  if (stageOne === null) return null;
  const settings = mailboxes.find(({ account }) => account.accountId === kept.accountId)?.account.settings;
  const letter: AnsweredLetter = {
    letterId: kept.letterId, accountId: kept.accountId, header: stageOne.header, arrivedAt: kept.internalDate, text: view.secret ? '' : textOf(view),
    documents: view.secret ? [] : currentReading(view).documents.map(({ document }) => document),
  };
  const draft = answerLetter(way, letter, { draftId: randomDraftId(), own: settings === undefined ? [] : [settings.address, ...settings.aliases], directory });
  const lines = attachmentLines(view);
  return { draft: instead === undefined ? draft : { ...draft, ...instead }, files: way === 'forward' && lines.length > 0 ? () => unpackFiles(kept.letterId, lines) : null };
}

/** The letter's own text, or that of its HTML as it was read. */
function textOf({ stageOne }: LetterView): string {
  const plain = stageOne?.text?.text ?? '';
  if (plain.trim() !== '') return plain;
  return stageOne?.sources.filter(({ source }) => source.kind === 'body').map(({ text }) => text).join('\n') ?? '';
}
