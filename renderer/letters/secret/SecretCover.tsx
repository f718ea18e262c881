import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Delete16Regular, Eye16Regular, EyeOff16Regular, LockClosed20Filled } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterView } from '../../store/letter-view';
import { DialogFrame } from '../../ui/DialogFrame';
import { Strip } from '../../ui/Strip';
import { useToneText } from '../../ui/use-tone-styles';
import { correctField } from '../correct/use-corrections';
import { useFocusKept } from '../reading/use-focus-kept';
import { EraseDialog } from './EraseDialog';

const steps = ['dont', 'report', 'erase', 'mistake'] as const;

const useStyles = makeStyles({
  steps: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '6px', lineHeight: '20px' },
  what: { display: 'grid', rowGap: '10px' },
  words: { margin: 0, lineHeight: '20px' },
  actions: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
  covered: {
    display: 'flex', flexDirection: 'column', alignItems: 'flex-start', rowGap: '12px', padding: '24px', marginTop: '6px',
    border: `1px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium, color: tokens.colorNeutralForeground2, maxWidth: '640px', lineHeight: '20px',
  },
});

type Asking = 'erase' | 'notSecret' | 'reveal';

interface SecretCoverProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  /** as printed; null: not known which */
  readonly secrecy: string | null;
  /** the mark is one of another country, whose law asks in other words */
  readonly foreign: boolean;
  readonly onServer: boolean;
  readonly revealed: boolean;
  readonly onReveal: (revealed: boolean) => void;
}

/**
 * A letter that does not belong in this mailbox: what the law asks to be done, and the two ways out of it. Until a person says that they may see it,
 * nothing of its content is on the screen.
 */
export function SecretCover({ bridge, view, secrecy, foreign, onServer, revealed, onReveal }: SecretCoverProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [asking, setAsking] = useState<Asking | null>(null);
  const part = useFocusKept<HTMLElement>();
  const isWaiting = view.acts.some(({ act, outcome }) => act.change.kind === 'erase' && outcome === null);
  const close = () => setAsking(null);
  return (
    <>
      <Strip
        tone="bad" strong icon={<LockClosed20Filled aria-hidden />} label={t('secret:region')} testId="secret-strip"
        headline={secrecy === null ? t('secret:titleOther') : t('secret:headline', { secrecy })}
      >
        {t('secret:summary')}
      </Strip>
      <section ref={part} className={styles.what} aria-label={t('secret:what')}>
        <ol className={styles.steps}>{steps.map((step) => <li key={step}>{t(`secret:step.${step}`)}</li>)}</ol>
        <p className={styles.words}>{t(foreign ? 'secret:lawOther' : 'secret:law')}</p>
        {isWaiting && <Strip tone="info" label={t('secret:region')} headline={t('secret:waiting')} testId="erase-waiting" live />}
        <div className={styles.actions}>
          <Button appearance="primary" icon={<Delete16Regular />} onClick={() => setAsking('erase')} disabled={isWaiting} data-testid="secret-erase">{t('secret:erase')}</Button>
          <Button onClick={() => setAsking('notSecret')} data-testid="secret-not">{t('secret:notSecret')}</Button>
          {revealed && <Button appearance="subtle" icon={<EyeOff16Regular />} onClick={() => onReveal(false)} data-testid="secret-cover">{t('secret:cover')}</Button>}
        </div>
      </section>
      {!revealed && (
        <div className={styles.covered} data-testid="secret-covered">
          {t('secret:covered')}
          <Button size="small" icon={<Eye16Regular />} onClick={() => setAsking('reveal')} data-testid="secret-reveal">{t('secret:reveal')}</Button>
        </div>
      )}
      {asking === 'erase' && <EraseDialog bridge={bridge} letterId={view.kept.letterId} onServer={onServer} onClose={close} />}
      {asking === 'notSecret' && <NotSecretDialog bridge={bridge} view={view} onClose={close} />}
      {asking === 'reveal' && (
        <DialogFrame
          title={t('secret:revealTitle')} lead={t('secret:revealLead')} testId="reveal-dialog" onClose={close}
          actions={<>
            <Button
              onClick={() => {
                close();
                onReveal(true);
              }}
              data-testid="reveal-go"
            >
              {t('secret:revealGo')}
            </Button>
            <Button appearance="primary" onClick={close}>{t('common.cancel')}</Button>
          </>}
        />
      )}
    </>
  );
}

/** The mark was taken wrongly: a correction as any other, for every document that bears it. */
function NotSecretDialog({ bridge, view, onClose }: { readonly bridge: AppBridge; readonly view: LetterView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const tone = useToneText();
  const [failed, setFailed] = useState(false);
  const go = async () => {
    for (const shown of view.documents ?? []) {
      if (shown.document.secrecy !== null && !(await correctField(bridge, view, shown, 'secrecy', null))) throw new Error('not kept');
    }
  };
  return (
    <DialogFrame
      title={t('secret:notSecretTitle')} lead={t('secret:notSecretLead')} testId="not-secret-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" onClick={() => void go().then(onClose, () => setFailed(true))} data-testid="not-secret-go">{t('secret:notSecretGo')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      {failed && <span role="alert" className={tone.bad}>{t('common.failed')}</span>}
    </DialogFrame>
  );
}
