import { tableHeaders, type UnitColumn } from './data/table-headers';
import { foldName } from './fold-name';

/** Columns of a table, counted from 0; a column may occur more than once. */
export type ColumnMapping = Readonly<Partial<Record<UnitColumn, readonly number[]>>>;

/** titles and empty lines that may stand above the names of the columns */
const rowsAbove = 15;

const names: ReadonlyMap<string, UnitColumn> = new Map((Object.entries(tableHeaders) as [UnitColumn, readonly string[]][]).flatMap(([column, headers]) => headers.map((header) => [headerKey(header), column] as const)));

/** Which column a name stands for; null: none that is known. */
export function columnOf(header: string): UnitColumn | null {
  const key = headerKey(header);
  // "Email 2", "Điện thoại 1"
  return names.get(key) ?? names.get(key.replace(/ \d{1,2}$/, '')) ?? null;
}

/** Where the names of the columns stand, and what they mean; null: no row near the top names units. */
export function findColumns(rows: readonly (readonly string[])[]): { readonly headerRow: number; readonly mapping: ColumnMapping } | null {
  let best: { readonly headerRow: number; readonly mapping: ColumnMapping; readonly found: number } | null = null;
  for (const [headerRow, row] of rows.slice(0, rowsAbove).entries()) {
    const mapping: Partial<Record<UnitColumn, number[]>> = {};
    let found = 0;
    for (const [at, cell] of row.entries()) {
      const column = columnOf(cell);
      if (column === null) continue;
      found += 1;
      (mapping[column] ??= []).push(at);
    }
    if (mapping.name !== undefined && found > (best?.found ?? 0)) best = { headerRow, mapping, found };
  }
  return best;
}

function headerKey(header: string): string {
  return foldName(header.replace(/\([^)]{0,200}\)|\*/g, ' '));
}
