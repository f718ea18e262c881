import { limits } from '../../core/base/limits';
import { searchKey, searchWords } from '../../core/base/search-key';
import type { ListRow, UnitRow } from '../../core/contract/list';
import type { Knowledge } from '../../core/fold/knowledge';
import type { IsoTime } from '../../core/model/ids';

interface Counted {
  readonly name: string;
  letters: number;
  unread: number;
  readonly newest: IsoTime;
}

/**
 * Units that letters came from, the one with the newest letter first, then those of the directory that none came from, by name; at most `limits.unitRows`.
 * @param rows newest first
 */
export function unitRows(rows: readonly ListRow[], units: Knowledge['units'], search: string): readonly UnitRow[] {
  const counted = new Map<string, Counted>();
  for (const row of rows) {
    if (!row.listed || row.junk || row.trashed || row.outgoing || row.unitKey === '') continue;
    const unit = counted.get(row.unitKey) ?? { name: row.unit, letters: 0, unread: 0, newest: row.arrivedAt };
    unit.letters += 1;
    unit.unread += row.read ? 0 : 1;
    counted.set(row.unitKey, unit);
  }
  const known = new Map(Object.values(units).map((unit) => [`id:${unit.unitId}`, unit]));
  const withLetters = [...counted].map(([unitKey, { name, letters, unread, newest }]): UnitRow => ({ unitKey, name: known.get(unitKey)?.name ?? name, unit: known.get(unitKey) ?? null, letters, unread, newest }));
  const silent = [...known].flatMap(([unitKey, unit]): readonly UnitRow[] => (counted.has(unitKey) ? [] : [{ unitKey, name: unit.name, unit, letters: 0, unread: 0, newest: null }]));
  const words = searchWords(search);
  const isFound = ({ name, unit, unitKey }: UnitRow): boolean => {
    const key = words.length === 0 ? '' : searchKey([name, unitKey.replace(/^address:/, ''), ...(unit === null ? [] : [...unit.aliases, ...unit.symbols, ...unit.codes, ...unit.domains, ...unit.addresses])].join(' \n '));
    return words.every((word) => key.includes(word));
  };
  return [...withLetters, ...silent.sort((a, b) => a.name.localeCompare(b.name, 'vi'))].filter(isFound).slice(0, limits.unitRows);
}
