import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListQuery, ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import type { StorePort } from '../../store/store-port';
import type { Rows } from './use-rows';

/** `only`: this row. `toggle`: this row too, or no more. `range`: all rows from where the last choice began. */
export type ChoiceWay = 'only' | 'toggle' | 'range';

/** letters that can be chosen at once by a range */
const rangeMost = 5000;

export interface Selection {
  /** the letter that is read; null: none */
  readonly letterId: LetterId | null;
  /** a person chose it by click or key: only then it may count as opened */
  readonly byHand: boolean;
  /** the row that the keyboard stands on, -1 before any */
  readonly active: number;
  /** more than one letter, by id; empty while only one is chosen */
  readonly marked: ReadonlyMap<LetterId, ListRow>;
  readonly choose: (row: ListRow, index: number, way: ChoiceWay) => void;
  readonly moveTo: (index: number, extend: boolean) => void;
  readonly chooseAll: () => void;
  /** shows a letter that need not be in the list */
  readonly show: (letterId: LetterId) => void;
  /** what was chosen is leaving the list: the choice goes to the row that takes its place, unread until a person chooses it */
  readonly followUp: () => void;
}

interface Lead {
  readonly letterId: LetterId;
  readonly index: number;
  readonly byHand: boolean;
}

const none: ReadonlyMap<LetterId, ListRow> = new Map();

export function useSelection(store: StorePort, rows: Rows, query: ListQuery): Selection {
  const key = JSON.stringify(query);
  const [lead, setLead] = useState<Lead | null>(null);
  const [marked, setMarked] = useState<{ readonly key: string; readonly rows: ReadonlyMap<LetterId, ListRow> }>({ key, rows: none });
  const [wanted, setWanted] = useState<{ readonly index: number; readonly extend: boolean } | null>(null);
  const [leaving, setLeaving] = useState<{ readonly gone: ReadonlySet<LetterId>; readonly index: number } | null>(null);
  const anchor = useRef<number | null>(null);

  const mark = useCallback((next: ReadonlyMap<LetterId, ListRow>) => setMarked({ key, rows: next.size > 1 ? next : none }), [key]);
  const range = useCallback((to: number) => {
    const start = anchor.current ?? to;
    const [from, end] = [Math.min(start, to), Math.max(start, to) + 1];
    store.rows(JSON.parse(key) as ListQuery, from, Math.min(end, from + rangeMost)).then((answer) => mark(new Map(answer.rows.map((row) => [row.letterId, row]))), () => undefined);
  }, [store, key, mark]);

  const chosen = marked.key === key ? marked.rows : none;
  const choose = useCallback((row: ListRow, index: number, way: ChoiceWay) => {
    setWanted(null);
    setLeaving(null);
    if (way === 'range') range(index);
    if (way === 'only') mark(none);
    if (way === 'toggle') {
      const before = lead === null ? undefined : rows.rowAt(rows.indexOf(lead.letterId));
      const next = new Map(chosen.size > 0 ? chosen : before === undefined ? [] : [[before.letterId, before]]);
      if (!next.delete(row.letterId)) next.set(row.letterId, row);
      mark(next);
    }
    if (way !== 'range') anchor.current = index;
    setLead({ letterId: row.letterId, index, byHand: true });
  }, [range, mark, chosen, lead, rows]);

  // the keyboard may run ahead of the rows at hand; the letter is chosen as soon as its row is there
  const ahead = wanted === null ? undefined : rows.rowAt(wanted.index);
  useEffect(() => {
    if (wanted !== null && ahead !== undefined) choose(ahead, wanted.index, wanted.extend ? 'range' : 'only');
  }, [wanted, ahead, choose]);

  // letters that arrive push the chosen one down: the keyboard goes on from where it now stands
  const found = lead === null ? -1 : rows.indexOf(lead.letterId);
  const active = wanted?.index ?? (found >= 0 ? found : Math.min(lead?.index ?? -1, rows.total - 1));

  const next = leaving === null ? undefined : rows.rowAt(Math.min(leaving.index, rows.total - 1));
  useEffect(() => {
    if (leaving === null) return;
    if (rows.total === 0) {
      setLeaving(null);
      setLead(null);
      return;
    }
    // still there: the act is not folded yet, or this list keeps it
    if (next === undefined || [...leaving.gone].some((id) => rows.indexOf(id) >= 0)) return;
    setLeaving(null);
    setLead({ letterId: next.letterId, index: leaving.index, byHand: false });
  }, [leaving, next, rows]);

  return {
    letterId: lead?.letterId ?? null,
    byHand: lead?.byHand ?? false,
    active,
    marked: chosen,
    choose,
    moveTo: useCallback((index: number, extend: boolean) => {
      if (extend) anchor.current ??= found >= 0 ? found : index;
      setWanted({ index, extend });
    }, [found]),
    chooseAll: useCallback(() => {
      anchor.current = 0;
      range(Math.max(0, rows.total - 1));
    }, [range, rows.total]),
    show: useCallback((letterId: LetterId) => setLead({ letterId, index: -1, byHand: true }), []),
    followUp: useCallback(() => {
      if (lead === null) return;
      const gone = new Set(chosen.size > 0 ? chosen.keys() : [lead.letterId]);
      // the first of them: what stands below moves up to its place
      const places = [...gone].map((id) => rows.indexOf(id)).filter((index) => index >= 0);
      mark(none);
      if (places.length > 0) setLeaving({ gone, index: Math.min(...places) });
    }, [lead, chosen, rows, mark]),
  };
}
