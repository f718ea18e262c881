import { Button, Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { RegisterView } from '../../../core/contract/outgoing-commands';
import type { Draft } from '../../../core/model/draft';
import { officeDay } from '../../../core/register/office-day';
import { Strip } from '../../ui/Strip';
import { registersFor } from './use-registers';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '10px' },
  code: { fontSize: '22px', lineHeight: '28px', fontWeight: 600 },
  actions: { display: 'flex', columnGap: '8px' },
});

interface NumberStepProps {
  readonly bridge: AppBridge;
  readonly draft: Draft;
  readonly registers: readonly RegisterView[];
  /** the draft has to be known to main before a number is given to it */
  readonly keep: () => Promise<boolean>;
  readonly onChange: (draft: Draft) => void;
  readonly isLocked: boolean;
}

/** The number is given once: from here on the draft keeps it, or it is voided with a reason. */
export function NumberStep({ bridge, draft, registers, keep, onChange, isLocked }: NumberStepProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const fitting = registersFor(registers, draft.document?.typeCode ?? '');
  const [chosen, setChosen] = useState<string | null>(null);
  const register = fitting.find(({ book }) => book.registerId === (chosen ?? draft.document?.registerId)) ?? fitting[0];
  const [date, setDate] = useState<string>(officeDay(new Date()));
  const [block, setBlock] = useState('');
  const [failure, setFailure] = useState<string | null>(null);
  const [voiding, setVoiding] = useState(false);
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const { document } = draft;
  if (document === null) return null;
  const run = (act: () => Promise<void>) => {
    setBusy(true);
    setFailure(null);
    act().catch(() => setFailure('common.failed')).finally(() => setBusy(false)).catch((cause: unknown) => reportError(cause));
  };
  const take = async () => {
    if (register === undefined) return;
    if (!await keep()) return setFailure('common.failed');
    const answer = await bridge.ask('number.reserve', { registerId: register.book.registerId, draftId: draft.draftId, date: date, typeCode: document.typeCode, block: block === '' ? null : block });
    if (!answer.ok) return setFailure(`registers:failure.${answer.failure.code}`);
    onChange({ ...draft, document: { ...document, registerId: register.book.registerId, number: answer.value } });
  };
  const giveUp = async () => {
    if (document.number === null) return;
    const answer = await bridge.ask('number.void', { place: document.number.place, reason });
    if (!answer.ok) return setFailure(`registers:failure.${answer.failure.code}`);
    setVoiding(false);
    setReason('');
    onChange({ ...draft, document: { ...document, number: null } });
  };
  if (document.number !== null) {
    return (
      <div className={styles.form}>
        <span className={styles.code} data-testid="draft-number">{document.number.code}</span>
        <span>{t('issue:number.dated', { date: document.number.date.split('-').reverse().join('/') })}</span>
        {!isLocked && !voiding && <div className={styles.actions}><Button size="small" onClick={() => setVoiding(true)} data-testid="number-void">{t('issue:number.void')}</Button></div>}
        {voiding && (
          <>
            <Field label={t('issue:number.voidReason')} hint={t('issue:number.voidMeans')} required>
              <Input value={reason} onChange={(_, { value }) => setReason(value)} data-testid="void-reason" />
            </Field>
            <div className={styles.actions}>
              <Button appearance="primary" size="small" disabled={busy || reason.trim().length < 3} onClick={() => run(giveUp)} data-testid="void-sure">{t('issue:number.voidSure')}</Button>
              <Button size="small" onClick={() => setVoiding(false)}>{t('registers:keepNumber')}</Button>
            </div>
          </>
        )}
        {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live testId="number-failure" />}
      </div>
    );
  }
  if (register === undefined) return <Strip tone="warn" label={t('common.notice')} headline={t('issue:number.noRegister')} testId="no-register">{t('issue:number.noRegisterNext')}</Strip>;
  return (
    <div className={styles.form}>
      {fitting.length > 1 && (
        <Field label={t('issue:number.register')}>
          <Select value={register.book.registerId} onChange={(_, { value }) => setChosen(value)} data-testid="number-register">
            {fitting.map(({ book }) => <option key={book.registerId} value={book.registerId}>{book.name}</option>)}
          </Select>
        </Field>
      )}
      {fitting.length === 1 && <span>{register.book.name}</span>}
      <Field label={t('issue:number.date')}>
        <Input type="date" value={date} onChange={(_, { value }) => setDate(value)} data-testid="number-date" />
      </Field>
      {register.blocks.some(({ left }) => left > 0) && (
        <Field label={t('issue:number.block')}>
          <Select value={block} onChange={(_, { value }) => setBlock(value)}>
            <option value="">{t('issue:number.running')}</option>
            {register.blocks.filter(({ left }) => left > 0).map(({ holder, from, to, left }) => <option key={`${holder} ${from}`} value={holder}>{t('issue:number.blockOf', { holder, from, to, left })}</option>)}
          </Select>
        </Field>
      )}
      <div className={styles.actions}>
        <Button appearance="primary" disabled={busy || date === ''} onClick={() => run(take)} data-testid="take-number">{t('issue:number.take')}</Button>
      </div>
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live testId="number-failure" />}
    </div>
  );
}
