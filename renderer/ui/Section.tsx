import { makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Card } from './Page';

const useStyles = makeStyles({
  heading: { margin: '0 0 8px', fontSize: tokens.fontSizeBase400, lineHeight: '24px', fontWeight: tokens.fontWeightSemibold },
  lead: { margin: '0 0 8px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

export function Section({ title, lead, children }: { readonly title: string; readonly lead?: string; readonly children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.heading}>{title}</h2>
      {lead !== undefined && <p className={styles.lead}>{lead}</p>}
      <Card>{children}</Card>
    </section>
  );
}
