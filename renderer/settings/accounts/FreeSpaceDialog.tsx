import { Button, Checkbox, Field, Select, makeStyles, tokens } from '@fluentui/react-components';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ActFailure, FreeingPlan } from '../../../core/contract/commands';
import type { AccountStatus } from '../../../core/model/account';
import type { StorePort } from '../../store/store-port';
import { formatBytes, formatDayOfInstant } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { DialogFrame } from '../../ui/DialogFrame';
import { FreedLetters } from './FreedLetters';

const ages = [30, 90, 180, 365, 730, 1825] as const;

const useStyles = makeStyles({
  ask: { display: 'flex', alignItems: 'flex-end', columnGap: '8px' },
  age: { width: '180px' },
  headline: { fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold, lineHeight: '24px' },
  kept: { margin: '4px 0 0', paddingLeft: '20px', color: tokens.colorNeutralForeground2 },
  stack: { display: 'flex', flexDirection: 'column', rowGap: '10px' },
});

type Stage =
  | { readonly name: 'asking'; readonly looking: boolean }
  | { readonly name: 'shown'; readonly plan: FreeingPlan }
  | { readonly name: 'done'; readonly letters: number };

interface FreeSpaceDialogProps {
  readonly bridge: AppBridge;
  readonly store: StorePort | null;
  readonly account: AccountStatus;
  readonly onClose: () => void;
}

/** First exactly what would go and what stays and why, then a person's word, then it is done: never the other way round. */
export function FreeSpaceDialog({ bridge, store, account, onClose }: FreeSpaceDialogProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const [days, setDays] = useState(365);
  const [stage, setStage] = useState<Stage>({ name: 'asking', looking: false });
  const [sure, setSure] = useState(false);
  const [failure, setFailure] = useState<ActFailure['code'] | 'unknown' | null>(null);
  const { accountId } = account;
  const look = () => {
    if (stage.name === 'asking' && stage.looking) return;
    setFailure(null);
    setSure(false);
    setStage({ name: 'asking', looking: true });
    bridge.ask('quota.plan', { accountId, olderThanDays: days }).then((answer) => {
      if (answer.ok) setStage({ name: 'shown', plan: answer.value });
      else stop(answer.failure.code);
    }, () => stop('unknown'));
  };
  const stop = (code: ActFailure['code'] | 'unknown') => {
    setStage({ name: 'asking', looking: false });
    setFailure(code);
  };
  const free = (plan: FreeingPlan) => {
    bridge.ask('quota.free', { accountId, planId: plan.planId }).then((answer) => {
      if (answer.ok) setStage({ name: 'done', letters: answer.value.acts });
      else stop(answer.failure.code);
    }, () => stop('unknown'));
  };
  const plan = stage.name === 'shown' ? stage.plan : null;
  return (
    <DialogFrame
      title={t('mailbox:free.title')} lead={t('mailbox:free.lead')} testId="free-dialog" onClose={onClose}
      actions={<>
        {plan !== null && plan.letters > 0 && <Button appearance="primary" disabled={!sure} onClick={() => free(plan)} data-testid="free-go">{t('mailbox:free.go', { count: plan.letters })}</Button>}
        <Button onClick={onClose} data-testid="free-close">{t(stage.name === 'done' || failure === 'nothingToDo' ? 'notes.seen' : 'common.cancel')}</Button>
      </>}
    >
      {stage.name === 'done'
        ? <Strip tone="good" label={t('common.notice')} headline={t('mailbox:free.done', { count: stage.letters })} live testId="free-done">{t('mailbox:free.doneNext')}</Strip>
        : (
          <div className={styles.ask}>
            <Field label={t('mailbox:free.older')} className={styles.age}>
              <Select
                value={String(days)} data-testid="free-age"
                onChange={(_, data) => {
                  setDays(Number(data.value));
                  setStage({ name: 'asking', looking: false });
                }}
              >
                {ages.map((age) => <option key={age} value={age}>{t('mailbox:free.days', { days: age })}</option>)}
              </Select>
            </Field>
            <Button onClick={look} data-testid="free-look">{t(stage.name === 'asking' && stage.looking ? 'mailbox:free.looking' : 'mailbox:free.look')}</Button>
          </div>
        )}
      {failure !== null && <Strip tone={failure === 'nothingToDo' ? 'info' : 'bad'} label={t('common.notice')} headline={failure === 'unknown' ? t('common.failed') : failure === 'nothingToDo' ? t('mailbox:free.nothing') : t(`mailbox:act.failure.${failure}`)} live testId="free-failure">{failure === 'nothingToDo' && t('mailbox:free.nothingWhy')}</Strip>}
      {plan !== null && (
        <div className={styles.stack} data-testid="free-plan">
          <div>
            <div className={styles.headline} role="status">{t('mailbox:free.plan', { count: plan.letters, size: formatBytes(plan.bytes, i18n.language) })}</div>
            {plan.letters > 0 && <div>{spanOf(plan, t)}</div>}
          </div>
          {plan.letters > 0 && store !== null && <FreedLetters store={store} letterIds={plan.letterIds} />}
          {plan.kept.some(({ letters }) => letters > 0) && (
            <div>
              {t('mailbox:free.keptTitle')}:
              <ul className={styles.kept}>{plan.kept.filter(({ letters }) => letters > 0).map(({ why, letters }) => <li key={why}>{t(`mailbox:free.kept.${why}`, { count: letters })}</li>)}</ul>
            </div>
          )}
          {plan.letters > 0 && <Checkbox checked={sure} onChange={(_, data) => setSure(data.checked === true)} label={t('mailbox:free.sure')} data-testid="free-sure" />}
        </div>
      )}
    </DialogFrame>
  );
}

function spanOf(plan: FreeingPlan, t: TFunction): string {
  const [from, to] = [formatDayOfInstant(plan.from), formatDayOfInstant(plan.to)];
  return from === to ? t('mailbox:free.onDay', { day: from }) : t('mailbox:free.between', { from, to });
}
