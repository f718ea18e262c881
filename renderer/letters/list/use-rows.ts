import { useCallback, useEffect, useRef, useState } from 'react';
import type { ListQuery, ListRow, QueueCounts } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import type { StorePort } from '../../store/store-port';

/** rows asked for at a time */
const pageRows = 100;
/** milliseconds in which changes of the table are gathered into one new question */
const gatherMillis = 120;

export interface Rows {
  readonly total: number;
  readonly counts: QueueCounts | null;
  /** has the store answered this query yet? */
  readonly answered: boolean;
  readonly rowAt: (index: number) => ListRow | undefined;
  /** says which rows are in sight, so that they are fetched */
  readonly want: (from: number, to: number) => void;
  /** where a letter stands among the rows at hand, -1 if it is not there */
  readonly indexOf: (letterId: LetterId) => number;
}

interface Loaded {
  readonly key: string;
  readonly total: number;
  readonly counts: QueueCounts | null;
  readonly pages: ReadonlyMap<number, readonly ListRow[]>;
  readonly answered: boolean;
}

/**
 * Windows of rows as they are scrolled into sight. After a change of the table what is shown stays until the new answer is
 * there: a list that flickers cannot be read.
 */
export function useRows(store: StorePort, query: ListQuery): Rows {
  const key = JSON.stringify(query);
  const [loaded, setLoaded] = useState<Loaded>({ key, total: 0, counts: null, pages: new Map(), answered: false });
  const sight = useRef({ from: 0, to: pageRows });
  const generation = useRef(0);
  const asked = useRef(new Set<number>());

  const fetchPage = useCallback((page: number, born: number) => {
    asked.current.add(page);
    const current = JSON.parse(key) as ListQuery;
    store.rows(current, page * pageRows, (page + 1) * pageRows).then((answer) => {
      if (born !== generation.current) return;
      setLoaded((before) => {
        const known = before.key === key && before.answered ? before.pages : new Map<number, readonly ListRow[]>();
        return { key, total: answer.total, counts: answer.counts, pages: new Map(known).set(page, answer.rows), answered: true };
      });
    }, () => asked.current.delete(page));
  }, [store, key]);

  const fetchSight = useCallback(() => {
    const first = Math.floor(sight.current.from / pageRows);
    const last = Math.floor(Math.max(sight.current.from, sight.current.to - 1) / pageRows);
    for (let page = first; page <= last; page += 1) if (!asked.current.has(page)) fetchPage(page, generation.current);
  }, [fetchPage]);

  useEffect(() => {
    generation.current += 1;
    asked.current = new Set();
    sight.current = { from: 0, to: pageRows };
    fetchSight();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = store.onRowsChanged(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        asked.current = new Set();
        fetchSight();
      }, gatherMillis);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [store, fetchSight]);

  const want = useCallback((from: number, to: number) => {
    sight.current = { from, to };
    fetchSight();
  }, [fetchSight]);

  const fresh = loaded.key === key;
  return {
    total: loaded.total,
    counts: loaded.counts,
    answered: fresh && loaded.answered,
    rowAt: (index) => loaded.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
    want,
    indexOf: (letterId) => {
      for (const [page, rows] of loaded.pages) {
        const at = rows.findIndex((row) => row.letterId === letterId);
        if (at >= 0) return page * pageRows + at;
      }
      return -1;
    },
  };
}
