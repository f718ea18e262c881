import { makeStyles, tokens } from '@fluentui/react-components';
import { useLayoutEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';

const useStyles = makeStyles({
  strip: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', flexShrink: 0, minHeight: '40px', boxSizing: 'border-box', padding: '3px 16px', columnGap: '2px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1 },
});

interface ToolStripProps {
  readonly label: string;
  readonly testId: string;
  readonly children: ReactNode;
}

/** Buttons in a row as one stop of the Tab key; left and right go from one to the next. */
export function ToolStrip({ label, testId, children }: ToolStripProps) {
  const styles = useStyles();
  const strip = useRef<HTMLDivElement>(null);
  const stop = useRef<HTMLElement | null>(null);
  const buttons = () => [...(strip.current?.querySelectorAll<HTMLElement>('button') ?? [])];
  const reach = (button: HTMLElement | undefined) => {
    stop.current = button ?? null;
    for (const one of buttons()) one.tabIndex = one === button ? 0 : -1;
  };
  // buttons come and go: one of them can always be reached
  useLayoutEffect(() => {
    const all = buttons();
    reach(all.find((one) => one === stop.current) ?? all[0]);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    const all = buttons();
    const at = all.findIndex((one) => one === document.activeElement);
    const next = all[(at + (event.key === 'ArrowRight' ? 1 : all.length - 1)) % all.length];
    event.preventDefault();
    reach(next);
    next?.focus();
  };
  return <div ref={strip} role="toolbar" className={styles.strip} aria-label={label} onKeyDown={onKeyDown} data-testid={testId}>{children}</div>;
}
