import { Button, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronUp16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { Tone } from './tone';
import { ToneIcon } from './ToneIcon';
import { useToneSurface, useToneText } from './use-tone-styles';

const useStyles = makeStyles({
  strong: { backgroundColor: tokens.colorStatusDangerBackground3, color: tokens.colorNeutralForegroundOnBrand, '& *': { color: tokens.colorNeutralForegroundOnBrand }, '& button, & button:hover': { color: tokens.colorNeutralForegroundOnBrand, backgroundColor: 'transparent', ...shorthands.borderColor(tokens.colorNeutralForegroundOnBrand) } },
  strip: { border: '1px solid', borderRadius: tokens.borderRadiusMedium, overflow: 'hidden' },
  line: { display: 'flex', alignItems: 'flex-start', flexWrap: 'wrap', columnGap: '8px', padding: '2px 6px 2px 12px', minHeight: '28px' },
  icon: { flexShrink: 0, display: 'inline-flex', paddingTop: '4px' },
  // buttons go below before they squeeze the sentence into a column of words
  text: { flexGrow: 1, flexShrink: 1, flexBasis: 'min(300px, calc(100% - 40px))', minWidth: 0, paddingTop: '4px', paddingBottom: '4px', lineHeight: '20px', overflowWrap: 'anywhere' },
  headline: { fontWeight: tokens.fontWeightSemibold, marginRight: '2px' },
  actions: { display: 'flex', flexWrap: 'wrap', justifyContent: 'flex-end', columnGap: '4px', rowGap: '4px', flexShrink: 0, alignItems: 'center', minHeight: '28px', marginLeft: 'auto' },
  details: {
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`, backgroundColor: tokens.colorNeutralBackground1,
    padding: '12px', userSelect: 'text',
  },
});

interface StripProps {
  readonly tone: Tone;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly headline: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly details?: ReactNode;
  readonly detailsLabel?: string;
  readonly testId?: string;
  /** read out when it appears, for news that the person did not ask for */
  readonly live?: boolean;
  /** filled: something is being lost while it is not seen to */
  readonly strong?: boolean;
}

/** One sentence with colour, icon and words; what stands behind it unfolds in place. */
export function Strip(props: StripProps) {
  const styles = useStyles();
  const surface = useToneSurface();
  const text = useToneText();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const hasActions = props.actions !== undefined && props.actions !== null && props.actions !== false;
  return (
    <div role="group" className={mergeClasses(styles.strip, surface[props.tone], props.strong === true && styles.strong)} aria-label={props.label} data-testid={props.testId} data-tone={props.tone}>
      <div className={styles.line}>
        <span className={mergeClasses(styles.icon, text[props.tone])}>{props.icon ?? <ToneIcon tone={props.tone} />}</span>
        <div className={styles.text} role={props.live === true ? 'status' : undefined}>
          <span className={mergeClasses(styles.headline, text[props.tone])}>{props.headline}</span>{' '}
          {props.children}
        </div>
        {(hasActions || props.details !== undefined) && (
          <div className={styles.actions}>
            {props.actions}
            {props.details !== undefined && (
              <Button
                appearance="transparent" size="small" iconPosition="after" aria-expanded={open} aria-controls={detailsId}
                icon={open ? <ChevronUp16Regular /> : <ChevronDown16Regular />} onClick={() => setOpen(!open)}
              >
                {props.detailsLabel}
              </Button>
            )}
          </div>
        )}
      </div>
      {props.details !== undefined && <div id={detailsId} hidden={!open} className={open ? styles.details : undefined}>{open && props.details}</div>}
    </div>
  );
}
