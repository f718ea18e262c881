import { Button, Field, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../../core/contract/bridge';
import type { LetterView } from '../../../store/letter-view';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '8px', padding: '12px', border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium },
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  lead: { margin: 0, lineHeight: '20px', overflowWrap: 'anywhere' },
  actions: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: '8px' },
});

/** characters, as the bridge asks for */
const reasonLeast = 10;
const reasonMost = 1000;

interface AcceptFormProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  /** the verdict as the person reads it now */
  readonly said: string;
  readonly onClose: () => void;
}

/** A person answers for the document with a reason that is written down. The verdict they saw goes with it. */
export function AcceptForm({ bridge, view, said, onClose }: AcceptFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [because, setBecause] = useState('');
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const reason = because.replace(/\s+/g, ' ').trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (reason.length < reasonLeast || state === 'busy') return;
    setState('busy');
    const acceptance = { verdict: view.verdict?.verdict ?? ('unsigned' as const), reason: view.verdict?.reason ?? null, because: reason, digest: view.kept.digest };
    bridge.ask('verdict.accept', { letterId: view.kept.letterId, acceptance }).then((answer) => (answer.ok ? onClose() : setState('failed')), () => setState('failed'));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // Escape leaves the form, not the letter
    event.preventDefault();
    onClose();
  };
  return (
    <form className={styles.form} aria-label={t('accept.title')} onSubmit={submit} onKeyDown={onKeyDown} data-testid="accept-form">
      <h2 className={styles.title}>{t('accept.title')}</h2>
      <p className={styles.lead}>{t('accept.lead', { verdict: said })}</p>
      <p className={styles.lead}>{t('accept.required')}</p>
      <Field label={t('accept.reason')} hint={t('accept.reasonHint')} required {...(state === 'failed' ? { validationMessage: t('accept.failed'), validationState: 'error' as const } : {})}>
        <Textarea autoFocus value={because} maxLength={reasonMost} resize="vertical" onChange={(_, data) => setBecause(data.value)} data-testid="accept-reason" />
      </Field>
      <div className={styles.actions}>
        <Button type="submit" appearance="primary" disabled={reason.length < reasonLeast || state === 'busy'} data-testid="accept-do">{t('accept.do')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
