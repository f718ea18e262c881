import { Button, Field, Input, Textarea, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterView } from '../../store/letter-view';
import { DialogFrame } from '../../ui/DialogFrame';
import { Strip } from '../../ui/Strip';
import { arrivedFiles, registerLineOf, registerProblem, registerValues } from './register-values';
import type { RegisterProblem, RegisterValues } from './register-values';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  row: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))', columnGap: '14px', rowGap: '12px', alignItems: 'start' },
});

interface RegisterDialogProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  /** of the document that is looked at */
  readonly place: number;
  readonly onClose: () => void;
}

/** The line of the incoming register, as recognition filled it in and the clerk puts it right. */
export function RegisterDialog({ bridge, view, place, onClose }: RegisterDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [values, setValues] = useState<RegisterValues>(() => registerValues(view, place, new Date()));
  const [problem, setProblem] = useState<RegisterProblem | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const needsReason = view.mayRegister === 'needsReason';
  const set = (name: keyof RegisterValues) => (_event: unknown, data: { readonly value: string }) => {
    setValues((before) => ({ ...before, [name]: data.value }));
    setProblem(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = registerProblem(values, needsReason);
    setProblem(found);
    if (found !== null || busy) return;
    setBusy(true);
    const files = arrivedFiles(view);
    const number = values.number.trim();
    bridge.ask('letter.register', {
      letterId: view.kept.letterId, line: registerLineOf(values, needsReason), needsReason, ...(number === '' ? {} : { number: Number(number) }), ...(files === null ? {} : { files: [...files] }),
    }).then((answer) => {
      setBusy(false);
      if (answer.ok) onClose();
      else setFailure(answer.failure.code);
    }, () => {
      setBusy(false);
      setFailure('other');
    });
  };
  const wrong = (name: RegisterProblem) => (problem === name ? t(`desk:problem.${name}`) : null);
  return (
    <DialogFrame
      title={t('desk:registerTitle')} lead={t('desk:registerLead')} testId="register-dialog" onClose={onClose}
      actions={<>
        <Button type="submit" form="register-incoming" appearance="primary" disabled={busy} data-testid="register-do">{t('desk:register')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <form id="register-incoming" className={styles.form} onSubmit={submit} noValidate>
        {needsReason && (
          <Field label={t('desk:because')} hint={t('desk:becauseHint')} required validationMessage={wrong('because')}>
            <Textarea value={values.because} rows={2} maxLength={1000} autoFocus onChange={set('because')} data-testid="register-because" />
          </Field>
        )}
        <div className={styles.row}>
          <Field label={t('desk:field.number')} hint={t('desk:numberHint')} validationMessage={wrong('number')}><Input value={values.number} inputMode="numeric" placeholder={t('desk:nextNumber')} onChange={set('number')} data-testid="register-number" /></Field>
          <Field label={t('desk:field.date')} required validationMessage={wrong('date')}><Input type="date" value={values.date} onChange={set('date')} data-testid="register-date" /></Field>
        </div>
        <div className={styles.row}>
          <Field label={t('desk:field.documentCode')}><Input value={values.documentCode} maxLength={500} onChange={set('documentCode')} data-testid="register-code" /></Field>
          <Field label={t('desk:field.documentDate')} validationMessage={wrong('documentDate')}><Input type="date" value={values.documentDate} onChange={set('documentDate')} /></Field>
        </div>
        <Field label={t('desk:field.author')}><Input value={values.author} maxLength={500} onChange={set('author')} data-testid="register-author" /></Field>
        <Field label={t('desk:field.summary')}><Textarea value={values.summary} rows={2} maxLength={5000} onChange={set('summary')} data-testid="register-summary" /></Field>
        <div className={styles.row}>
          <Field label={t('desk:field.receiver')}><Input value={values.receiver} maxLength={500} autoFocus={!needsReason} onChange={set('receiver')} data-testid="register-receiver" /></Field>
          <Field label={t('desk:field.note')}><Input value={values.note} maxLength={2000} onChange={set('note')} /></Field>
        </div>
      </form>
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(`desk:failure.${failure}`, { defaultValue: t('common.failed') })} testId="register-failed" live />}
    </DialogFrame>
  );
}
