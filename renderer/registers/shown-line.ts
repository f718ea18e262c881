import type { TFunction } from 'i18next';
import { assertNever } from '../../core/base/assert-never';
import type { RegisterRow } from '../../core/contract/outgoing-commands';
import type { DraftId } from '../../core/model/ids';
import type { NumberOddity, NumberPlace, PaperDispatch, RegisterLine } from '../../core/model/register';
import { vietnameseTypes } from '../../core/recognise/data/vietnamese-types';
import { formatDay, formatDayOfInstant } from '../ui/format-time';

/** The columns of NĐ 30/2020, Appendix IV, in their order. */
export const registerColumns = ['code', 'date', 'title', 'signer', 'places', 'keeper', 'copies', 'moved', 'receipt', 'note'] as const;
export type RegisterColumn = (typeof registerColumns)[number];

/** One line of the register as it is shown, printed and exported: the same words everywhere. */
export interface ShownLine {
  readonly key: string;
  readonly state: 'issued' | 'reserved' | 'void' | 'blocked';
  readonly columns: Readonly<Record<RegisterColumn, string>>;
  /** name of the type, apart from the summary */
  readonly type: string;
  readonly oddities: readonly NumberOddity[];
  /** why it is void */
  readonly reason: string | null;
  /** null: a range that was set aside */
  readonly place: NumberPlace | null;
  readonly draftId: DraftId | null;
  /** it may be dispatched on paper */
  readonly line: RegisterLine | null;
  readonly dispatches: readonly PaperDispatch[];
}

const empty: Readonly<Record<RegisterColumn, string>> = { code: '', date: '', title: '', signer: '', places: '', keeper: '', copies: '', moved: '', receipt: '', note: '' };

/** @param rows of one year, in the order of their numbers */
export function shownLines(rows: readonly RegisterRow[], t: TFunction): readonly ShownLine[] {
  const lines: ShownLine[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined) break;
    if (row.state.state !== 'blocked') {
      lines.push(lineOf(row, index, t));
      continue;
    }
    // numbers in a row that one holder has left are one line
    const { holder, at } = row.state;
    let last = row;
    for (let next = rows[index + 1]; next?.state.state === 'blocked' && next.state.holder === holder && next.state.at === at && next.place.number === last.place.number + 1; next = rows[index + 1]) {
      last = next;
      index += 1;
    }
    const from = row.place.number;
    const to = last.place.number;
    lines.push({
      key: `block ${from}`, state: 'blocked', type: '', oddities: [], reason: null, place: from === to ? row.place : null, draftId: null, line: null, dispatches: [],
      columns: { ...empty, code: from === to ? String(from) : `${from}–${to}`, title: t('registers:blockedFor', { holder, count: to - from + 1 }), date: formatDayOfInstant(at) },
    });
  }
  return lines;
}

function lineOf(row: RegisterRow, index: number, t: TFunction): ShownLine {
  const { state, place, dispatches } = row;
  const code = row.code ?? String(place.number);
  const base = { key: `${place.number}/${index}`, place, dispatches, oddities: row.isDoubled ? ['doubled' as const] : [] };
  switch (state.state) {
    case 'reserved':
      return { ...base, state: 'reserved', type: '', reason: null, draftId: state.draftId, line: null, columns: { ...empty, code, date: formatDay(state.date), title: t('registers:reservedTitle') } };
    case 'issued':
      return { ...base, state: 'issued', ...issued(state.line, dispatches, state.at, t), reason: null };
    case 'void':
      return state.line === null
        ? { ...base, state: 'void', type: '', reason: state.reason, draftId: null, line: null, columns: { ...empty, code } }
        : { ...base, state: 'void', ...issued(state.line, dispatches, state.at, t), line: null, reason: state.reason };
    case 'blocked':
      return { ...base, state: 'blocked', type: '', reason: null, draftId: null, line: null, columns: { ...empty, code, title: t('registers:blockedFor', { holder: state.holder, count: 1 }) } };
    default:
      return assertNever(state);
  }
}

function issued(line: RegisterLine, dispatches: readonly PaperDispatch[], at: string, t: TFunction): Pick<ShownLine, 'type' | 'columns' | 'oddities' | 'draftId' | 'line'> {
  const type = vietnameseTypes.find(({ code }) => code === line.typeCode)?.name ?? line.typeCode;
  return {
    type, oddities: line.oddities, draftId: line.draftId, line,
    columns: {
      code: line.code, date: formatDay(line.date), title: line.summary, signer: line.signer, places: line.addressees.join('; '), keeper: line.keeper, copies: line.copies === 0 ? '' : String(line.copies),
      moved: dispatches.length > 0 ? [...new Set(dispatches.map(({ on }) => formatDay(on)))].join('; ') : line.route === 'mail' ? t('registers:movedByMail', { day: formatDayOfInstant(at) }) : '',
      receipt: dispatches.map(({ addressee, carrier, proof }) => [addressee, carrier, proof].filter((part) => part !== '').join(', ')).join('; '),
      note: line.note,
    },
  };
}

/** Does what was typed stand in the line? Without regard to case and marks: clerks search quickly. */
export function matches(line: ShownLine, search: string): boolean {
  const words = plain(search).split(/\s+/u).filter((word) => word !== '');
  if (words.length === 0) return true;
  const text = plain([...Object.values(line.columns), line.type, line.reason ?? ''].join(' '));
  return words.every((word) => text.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{Mn}/gu, '').toLowerCase().replaceAll('đ', 'd');
}
