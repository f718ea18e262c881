import { Button, Checkbox, Spinner, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PinQuestion } from '../../core/model/signing';
import { pinFits } from '../../core/pki/pin-fits';
import { Fingerprint } from '../ui/Fingerprint';
import { Pairs } from '../ui/Pairs';
import { PasswordInput } from '../ui/PasswordInput';
import { SignedThings } from './SignedThings';
import { TriesStrip } from './TriesStrip';
import { useArmed } from './use-armed';
import { useHolder } from './use-holder';
import type { AskedPin } from './use-pin-question';

const useStyles = makeStyles({
  page: { height: '100vh', boxSizing: 'border-box', padding: '20px 24px', display: 'flex', flexDirection: 'column', rowGap: '14px', fontSize: '14px', '& > *': { flexShrink: 0 } },
  title: { margin: 0, fontSize: tokens.fontSizeBase500, lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  // what is signed gives way first, and scrolls
  items: { flexGrow: 1, '&&': { flexShrink: 1 }, minHeight: '72px', overflowY: 'auto', border: `1px solid ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium },
  lead: { margin: 0, lineHeight: '20px', color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', justifyContent: 'flex-end', columnGap: '8px', alignItems: 'center' },
  working: { marginRight: 'auto' },
});

export function PinView({ asked }: { readonly asked: AskedPin }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { question, last, answer, cancel } = asked;
  const shown = question ?? last;
  const isArmed = useArmed();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') cancel();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [cancel]);
  if (shown === null) return null;
  return (
    <main className={styles.page} data-testid="pin-window">
      <h1 className={styles.title}>{t('signing:pin.title', { count: shown.items.length })}</h1>
      <Who question={shown} />
      <p className={styles.lead}>{t('signing:pin.compare')}</p>
      <div className={styles.items} tabIndex={0} role="region" aria-label={t('signing:pin.items')}><SignedThings items={shown.items} turn={shown.turn} /></div>
      <TriesStrip question={shown} />
      {/* a new question is a new form: nothing of the PIN before is left in it */}
      <PinForm key={question === null ? 'working' : `${isArmed}-${question.wrong}-${question.turn}`} isArmed={isArmed} question={question} last={shown} onAnswer={answer} onCancel={cancel} />
    </main>
  );
}

function Who({ question }: { readonly question: PinQuestion }) {
  const { t } = useTranslation();
  const holder = useHolder(question.pem, question.holder);
  const { token } = question;
  return (
    <Pairs rows={[
      { name: t('signing:pin.holder'), value: <strong data-testid="pin-holder">{holder.name}</strong> },
      ...(holder.fingerprint === null ? [] : [{ name: t('signing:pin.certificate'), value: <Fingerprint hex={holder.fingerprint} /> }]),
      { name: t('signing:pin.key'), value: token === null ? t('signing:pin.file') : t('signing:pin.token', { label: token.label, serial: token.serial, driver: token.driver }) },
      ...(token === null ? [] : [{ name: t('signing:pin.tries'), value: t(`signing:left.${token.tries}`) }]),
    ]} />
  );
}

interface PinFormProps {
  readonly question: PinQuestion | null;
  readonly last: PinQuestion;
  /** false: the window has only just come up */
  readonly isArmed: boolean;
  readonly onAnswer: AskedPin['answer'];
  readonly onCancel: () => void;
}

function PinForm({ question, last, isArmed, onAnswer, onCancel }: PinFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [pin, setPin] = useState('');
  const [lastTry, setLastTry] = useState(false);
  const { token } = last;
  const isTyped = token !== null && !token.pinPad;
  const isLast = token?.tries === 'last';
  const fits = token === null || token.pinPad || pinFits(new TextEncoder().encode(pin).length, token.pinLength);
  const mayGo = isArmed && question !== null && fits && (!isLast || lastTry);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!mayGo) return;
    setPin('');
    onAnswer(isTyped ? pin : null, lastTry);
  };
  const hint = token === null ? undefined : t('signing:pin.length', { min: token.pinLength.min, max: token.pinLength.max });
  return (
    <form onSubmit={submit} style={{ display: 'contents' }} aria-label={t('signing:pin.form')}>
      {isTyped && question !== null && (
        <PasswordInput label={question.turn === null ? t('signing:pin.pin') : t('signing:pin.pinFor', { turn: question.turn + 1, count: question.items.length })} value={pin} onChange={setPin} hint={hint} showLabel={t('signing:pin.show')} hideLabel={t('signing:pin.hide')} autoFocus={isArmed} testId="pin-input" />
      )}
      {token?.pinPad === true && question !== null && <p className={styles.lead}>{t('signing:pin.pad')}</p>}
      {isLast && question !== null && <Checkbox checked={lastTry} onChange={(_, data) => setLastTry(data.checked === true)} label={t('signing:pin.lastAgree')} data-testid="pin-last-try" />}
      <div className={styles.actions}>
        {question === null && <Spinner className={styles.working} size="tiny" label={t(token?.pinPad === true ? 'signing:pin.padWorking' : 'signing:pin.working')} data-testid="pin-working" />}
        <Button onClick={onCancel} data-testid="pin-cancel">{t('common.cancel')}</Button>
        <Button type="submit" appearance="primary" disabled={!mayGo} data-testid="pin-sign">{t('signing:pin.sign')}</Button>
      </div>
    </form>
  );
}
