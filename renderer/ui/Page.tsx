import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  back: { height: '100%', overflowY: 'auto', scrollbarGutter: 'stable both-edges', fontSize: '14px', backgroundColor: tokens.colorNeutralBackground2 },
  page: { maxWidth: '640px', margin: '0 auto', padding: '40px 24px 48px', display: 'flex', flexDirection: 'column', rowGap: '20px', boxSizing: 'border-box' },
  step: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  title: { margin: 0, fontSize: '24px', lineHeight: '32px', fontWeight: tokens.fontWeightSemibold },
  lead: { margin: '8px 0 0', fontSize: tokens.fontSizeBase400, lineHeight: '24px' },
  card: { display: 'flex', flexDirection: 'column', rowGap: '16px', padding: '20px', backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusLarge },
  actions: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
});

interface PageProps {
  readonly step?: string;
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}

/** A quiet page with one question, for the steps before the office opens. */
export function Page(props: PageProps) {
  const styles = useStyles();
  return (
    <main className={styles.back}>
      <div className={styles.page}>
        <header>
          {props.step !== undefined && <p className={styles.step}>{props.step}</p>}
          <h1 className={styles.title}>{props.title}</h1>
          {props.lead !== undefined && <p className={styles.lead}>{props.lead}</p>}
        </header>
        {props.children}
        {props.actions !== undefined && <div className={styles.actions}>{props.actions}</div>}
      </div>
    </main>
  );
}

export function Card({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().card}>{children}</div>;
}
