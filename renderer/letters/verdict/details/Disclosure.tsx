import { makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  button: {
    display: 'flex', alignItems: 'center', columnGap: '4px', padding: '3px 4px', marginLeft: '-4px', border: 'none', borderRadius: tokens.borderRadiusSmall, backgroundColor: 'transparent', font: 'inherit', textAlign: 'left',
    color: tokens.colorBrandForeground1, cursor: 'pointer', lineHeight: '20px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  content: { padding: '4px 0 8px 20px' },
});

/** Something that unfolds below its name; made only once it is asked for. */
export function Disclosure({ name, testId, children }: { readonly name: string; readonly testId?: string; readonly children: () => ReactNode }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div data-testid={testId}>
      <button type="button" className={styles.button} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? <ChevronDown16Regular aria-hidden /> : <ChevronRight16Regular aria-hidden />}{name}
      </button>
      <div id={id} hidden={!open} className={styles.content}>{open && children()}</div>
    </div>
  );
}
