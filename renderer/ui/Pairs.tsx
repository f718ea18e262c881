import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  list: { display: 'grid', gridTemplateColumns: 'max-content minmax(0, 1fr)', columnGap: '16px', rowGap: '4px', margin: 0, lineHeight: '20px' },
  name: { color: tokens.colorNeutralForeground2 },
  value: { margin: 0, overflowWrap: 'anywhere', userSelect: 'text' },
});

/** Names and values in two columns, as a description list. */
export function Pairs({ rows }: { readonly rows: readonly { readonly name: string; readonly value: ReactNode }[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.list}>
      {rows.map((row) => [
        <dt key={`${row.name}-name`} className={styles.name}>{row.name}</dt>,
        <dd key={`${row.name}-value`} className={styles.value}>{row.value}</dd>,
      ])}
    </dl>
  );
}
