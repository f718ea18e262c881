import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ActFailure } from '../../../core/contract/commands';
import type { LetterId } from '../../../core/model/ids';
import { DialogFrame } from '../../ui/DialogFrame';
import { Strip } from '../../ui/Strip';

const useStyles = makeStyles({
  choice: { display: 'flex', flexDirection: 'column' },
  hint: { paddingLeft: '32px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: '16px' },
});

interface EraseDialogProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  /** it still lies on the server, as far as we know */
  readonly onServer: boolean;
  readonly onClose: () => void;
}

/** Destroying a letter for good: what it means, whether the server's copy goes too, and a word that it is meant. */
export function EraseDialog({ bridge, letterId, onServer, onClose }: EraseDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [alsoThere, setAlsoThere] = useState(onServer);
  const [sure, setSure] = useState(false);
  const [state, setState] = useState<'asking' | 'erasing' | ActFailure['code'] | 'failed'>('asking');
  const erase = () => {
    setState('erasing');
    bridge.ask('letter.erase', { letterId, onServer: alsoThere }).then((answer) => {
      if (answer.ok) onClose();
      else setState(answer.failure.code);
    }, () => setState('failed'));
  };
  const failed = state === 'asking' || state === 'erasing' ? null : state;
  return (
    <DialogFrame
      title={t('secret:eraseTitle')} lead={t('secret:eraseLead')} testId="erase-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={!sure || state === 'erasing'} onClick={erase} data-testid="erase-go">{t(state === 'erasing' ? 'secret:erasing' : 'secret:eraseGo')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      {onServer && (
        <div className={styles.choice}>
          <Checkbox checked={alsoThere} onChange={(_, data) => setAlsoThere(data.checked === true)} label={t('secret:eraseOnServer')} aria-describedby="erase-there" data-testid="erase-on-server" />
          <span id="erase-there" className={styles.hint}>{t('secret:eraseOnServerHint')}</span>
        </div>
      )}
      <Checkbox checked={sure} onChange={(_, data) => setSure(data.checked === true)} label={t('secret:eraseSure')} data-testid="erase-sure" />
      {failed !== null && <Strip tone="bad" label={t('common.notice')} headline={failed === 'failed' ? t('common.failed') : t(`secret:failure.${failed}`)} testId="erase-failed" live />}
    </DialogFrame>
  );
}
