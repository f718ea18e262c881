import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown16Regular, ChevronRight16Regular } from '@fluentui/react-icons';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  button: { alignSelf: 'flex-start', minWidth: 'auto', marginLeft: '-8px' },
  text: { padding: '4px 0 4px 14px', borderLeft: `2px solid ${tokens.colorBrandStroke2}`, lineHeight: '20px' },
  line: { margin: '0 0 8px' },
  steps: { margin: '0 0 8px', paddingLeft: '20px', display: 'grid', rowGap: '4px' },
});

const sources = ['none', 'national', 'government'] as const;
const steps = ['stepFile', 'stepPrint', 'stepCompare', 'stepSource'] as const;

/** No root is shipped as trusted: how an administrator comes by one, and by whose word. */
export function AnchorGuide() {
  const { t } = useTranslation();
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <Button className={styles.button} appearance="transparent" icon={open ? <ChevronDown16Regular /> : <ChevronRight16Regular />} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)} data-testid="anchor-guide">{t('trust:guide.title')}</Button>
      <div id={id} hidden={!open} className={styles.text}>
        {sources.map((name) => <p key={name} className={styles.line}>{t(`trust:guide.${name}`)}</p>)}
        <ol className={styles.steps}>{steps.map((name) => <li key={name}>{t(`trust:guide.${name}`)}</li>)}</ol>
        <p className={styles.line}>{t('trust:guide.more')}</p>
      </div>
    </>
  );
}
