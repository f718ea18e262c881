import type { ListRow } from '../../core/contract/list';
import type { StorePort } from '../store/store-port';
import type { ExportScope } from './export-scope';

/** rows asked for at a time */
const pageRows = 1000;

/** Every row of the scope once, as they are now: letters that arrive meanwhile push the others down. What is stamped as a state secret is not handed on. */
export async function lettersOfScope(store: StorePort, scope: ExportScope): Promise<readonly ListRow[]> {
  if (scope.kind === 'letters') return (await store.rowsOf(scope.letterIds)).filter(isHandedOn);
  const rows = new Map<string, ListRow>();
  for (let from = 0; ; from += pageRows) {
    const page = await store.rows(scope.query, from, from + pageRows);
    for (const row of page.rows) rows.set(row.letterId, row);
    if (from + pageRows >= page.total) return [...rows.values()].filter(isHandedOn);
  }
}

/** The first rows, for a preview, and how many there are. */
export async function firstOfScope(store: StorePort, scope: ExportScope, most: number): Promise<{ readonly rows: readonly ListRow[]; readonly total: number }> {
  if (scope.kind === 'letters') return { rows: (await store.rowsOf(scope.letterIds.slice(0, most))).filter(isHandedOn), total: scope.letterIds.length };
  const page = await store.rows(scope.query, 0, most);
  return { rows: page.rows.filter(isHandedOn), total: page.total };
}

function isHandedOn(row: ListRow): boolean {
  return !row.secret;
}
