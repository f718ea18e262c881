import type { TFunction } from 'i18next';
import type { LetterView } from '../store/letter-view';
import { formatDay, formatMoment } from '../ui/format-time';
import type { Words } from '../ui/words';
import { currentReading } from './reading/current-reading';
import { historyLines } from './receipt/receipt-words';
import { signatureSentences } from './verdict/signature-words';
import { verdictWords } from './verdict/verdict-words';

/**
 * What is known of a letter beside its own bytes, as plain text: what it is, its digest, its verdict, its receipts. Written next
 * to the letter when it is exported, so that a reader needs no program to see what was found out.
 */
export function letterReport(view: LetterView, t: TFunction): string {
  const say = ({ key, values }: Words): string => t(key, { ...values });
  const line = (name: string, value: string | null): readonly string[] => (value === null || value === '' ? [] : [`${t(`archive:beside.${name}`)}: ${value}`]);
  const { kept, stageOne } = view;
  const document = currentReading(view).documents[0]?.document ?? null;
  const from = stageOne?.header.from[0];
  const verdict = verdictWords(view.verdict, stageOne?.signed ?? false);
  const signatures = view.verdict?.signatures ?? [];
  const receipts = view.receipts.filter(({ history }) => history.length > 0);
  return [
    ...line('number', document?.number ?? null),
    ...line('date', document?.date == null ? null : formatDay(document.date)),
    ...line('summary', document?.summary ?? null),
    ...line('subject', stageOne?.header.subject ?? null),
    ...line('from', from === undefined ? null : `${from.name} <${from.address}>`.trim()),
    ...line(kept.origin === 'import' ? 'broughtFrom' : 'folder', kept.location.folder),
    ...line('arrived', formatMoment(kept.internalDate)),
    ...line('kept', formatMoment(kept.keptAt)),
    ...line('digest', kept.digest),
    '',
    `${t('archive:beside.verdict')}: ${[verdict.headline, ...verdict.sentences].map(say).join(' ')}`,
    ...(signatures.length > 1 ? signatures.map((signature, index) => `  ${index + 1}. ${signatureSentences(signature).map(say).join(' ')}`) : []),
    '',
    ...(receipts.length === 0 ? [t('receipt.none')] : receipts.flatMap((receipt) => [
      `${t(`receipt.kind.${receipt.kind}`)}:`,
      ...historyLines(receipt).map(({ at, what, why, answer }) => `  ${formatMoment(at)}: ${[say(what), ...(why === null ? [] : [say(why)]), ...(answer === null ? [] : [t('receipt.serverSaid', { answer })])].join(' ')}`),
    ])),
    '',
  ].join('\r\n');
}
