import { Button, Select, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tableHeaders, type UnitColumn } from '../../core/directory/data/table-headers';
import type { ColumnMapping } from '../../core/directory/find-columns';

const useStyles = makeStyles({
  around: { overflowX: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium, marginBottom: '12px' },
  table: { borderCollapse: 'collapse', lineHeight: '20px' },
  cell: { padding: '4px 8px', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, maxWidth: '220px', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', textAlign: 'left' },
});

const columns = Object.keys(tableHeaders) as readonly UnitColumn[];
/** rows and columns of the table that are shown for choosing by */
const shown = 6;
const widest = 30;

/** What each column holds, for a table whose columns have names that are not known, or none. */
export function ColumnChooser({ rows, onChosen }: { readonly rows: readonly (readonly string[])[]; readonly onChosen: (mapping: ColumnMapping) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const width = Math.min(widest, Math.max(0, ...rows.slice(0, 50).map((row) => row.length)));
  const [chosen, setChosen] = useState<Readonly<Record<number, UnitColumn>>>({});
  const at = Array.from({ length: width }, (_, column) => column);
  return (
    <div>
      <div className={styles.around}>
        <table className={styles.table}>
          <thead>
            <tr>{at.map((column) => (
              <th key={column} className={styles.cell} scope="col">
                <Select
                  aria-label={t('directory:columnOf', { column: column + 1 })} value={chosen[column] ?? ''}
                  onChange={(_, data) => setChosen((before) => {
                    const { [column]: _gone, ...rest } = before;
                    return data.value === '' ? rest : { ...rest, [column]: data.value as UnitColumn };
                  })}
                >
                  <option value="">{t('directory:columnNone')}</option>
                  {columns.map((name) => <option key={name} value={name}>{t(`directory:column.${name}`)}</option>)}
                </Select>
              </th>
            ))}</tr>
          </thead>
          <tbody>{rows.slice(0, shown).map((row, index) => <tr key={index}>{at.map((column) => <td key={column} className={styles.cell}>{row[column] ?? ''}</td>)}</tr>)}</tbody>
        </table>
      </div>
      <Button appearance="primary" disabled={!Object.values(chosen).includes('name')} onClick={() => onChosen(mappingOf(chosen))}>{t('directory:columnsGo')}</Button>
    </div>
  );
}

function mappingOf(chosen: Readonly<Record<number, UnitColumn>>): ColumnMapping {
  const mapping: Partial<Record<UnitColumn, number[]>> = {};
  for (const [column, name] of Object.entries(chosen)) (mapping[name] ??= []).push(Number(column));
  return mapping;
}
