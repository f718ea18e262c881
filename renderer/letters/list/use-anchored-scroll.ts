import { useCallback, useLayoutEffect, useRef } from 'react';
import type { RefObject } from 'react';
import type { LetterId } from '../../../core/model/ids';
import type { Rows } from './use-rows';

/**
 * Keeps the row at the upper edge where it is while letters arrive above it: what a person is reading must not slide away under
 * the eyes. At the very top the list stays at the top, so that new letters are seen.
 *
 * @param rowHeight CSS pixels; null: nothing is kept
 * @returns to be called when the list was scrolled
 */
export function useAnchoredScroll(scroll: RefObject<HTMLElement | null>, rows: Rows, rowHeight: number | null, listKey: string): () => void {
  const anchor = useRef<{ readonly letterId: LetterId; readonly index: number; readonly listKey: string } | null>(null);
  const remember = useCallback(() => {
    const top = scroll.current?.scrollTop ?? 0;
    if (rowHeight === null) {
      anchor.current = null;
      return;
    }
    const index = Math.floor(top / rowHeight);
    const row = top < 1 ? undefined : rows.rowAt(index);
    anchor.current = row === undefined ? null : { letterId: row.letterId, index, listKey };
  }, [scroll, rows, rowHeight, listKey]);
  useLayoutEffect(() => {
    const before = anchor.current;
    const list = scroll.current;
    if (list !== null && before !== null && rowHeight !== null && before.listKey === listKey) {
      const index = rows.indexOf(before.letterId);
      if (index >= 0 && index !== before.index) list.scrollTop += (index - before.index) * rowHeight;
    }
    remember();
  });
  return remember;
}
