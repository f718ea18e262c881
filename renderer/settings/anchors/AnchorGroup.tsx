import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  note: { margin: '-12px 0 0', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

export function AnchorGroup({ heading, note, children }: { readonly heading: string; readonly note?: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <div role="group" className={styles.group} aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>{heading}</h3>
      {note !== undefined && <p className={styles.note}>{note}</p>}
      {children}
    </div>
  );
}
