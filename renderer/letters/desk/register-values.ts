import { currentReading } from '../reading/current-reading';
import type { Digest, IsoDate } from '../../../core/model/ids';
import type { ReceivedFile } from '../../../core/model/receipt';
import type { LetterView } from '../../store/letter-view';
import { localDay } from '../../ui/format-time';

/** What the form of the incoming register begins with: as recognition and corrections have it. Texts as they stand in the fields. */
export interface RegisterValues {
  /** '' for the next one */
  readonly number: string;
  readonly date: string;
  readonly documentCode: string;
  readonly documentDate: string;
  readonly author: string;
  readonly summary: string;
  readonly receiver: string;
  readonly note: string;
  readonly because: string;
}

export function registerValues(view: LetterView, place: number, now: Date): RegisterValues {
  const document = currentReading(view).documents[place]?.document ?? null;
  return {
    number: '', date: localDay(now),
    documentCode: document?.number ?? '', documentDate: document?.date ?? '',
    author: document?.agency ?? view.sender.unit,
    summary: document?.summary ?? view.stageOne?.header.subject ?? '',
    receiver: '', note: '', because: '',
  };
}

export type RegisterProblem = 'number' | 'date' | 'documentDate' | 'because';

const day = /^\d{4}-\d\d-\d\d$/;

/** What a person has to put right before it can be registered; null: nothing. */
export function registerProblem(values: RegisterValues, needsReason: boolean): RegisterProblem | null {
  if (values.number.trim() !== '' && !/^[1-9]\d{0,6}$/.test(values.number.trim())) return 'number';
  if (!day.test(values.date)) return 'date';
  if (values.documentDate !== '' && !day.test(values.documentDate)) return 'documentDate';
  return needsReason && oneLine(values.because).length < 3 ? 'because' : null;
}

/** The line as the bridge takes it; only of values without a problem. */
export function registerLineOf(values: RegisterValues, needsReason: boolean) {
  const { date, documentCode, documentDate, author, summary, receiver, note, because } = values;
  return {
    year: Number(date.slice(0, 4)), date: date as IsoDate, documentCode: oneLine(documentCode).slice(0, 500) || null, documentDate: documentDate === '' ? null : (documentDate as IsoDate),
    author: oneLine(author).slice(0, 500), summary: oneLine(summary).slice(0, 5000), receiver: oneLine(receiver).slice(0, 500), note: oneLine(note).slice(0, 2000), because: needsReason ? oneLine(because).slice(0, 1000) : null,
  };
}

export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Files of the letter as they arrived, for the receipt; null: they were not read yet. */
export function arrivedFiles({ stageOne, stageTwo }: Pick<LetterView, 'stageOne' | 'stageTwo'>): readonly ReceivedFile[] | null {
  if (stageOne === null || stageTwo === null) return null;
  const inline = new Set(stageOne.attachments.filter((one) => one.inline).map(({ part }) => part));
  const files = stageTwo.attachments.filter(({ part }) => !inline.has(part));
  return files.some(({ digest }) => digest === '') ? null : files.map(({ name, digest }) => ({ name: name.slice(0, 255), digest: digest as Digest }));
}
