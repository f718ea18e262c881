import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { AccountStatus } from '../../../core/model/account';
import { Strip } from '../../ui/Strip';
import { DialogFrame } from '../../ui/DialogFrame';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '6px' } });

interface RemoveDialogProps {
  readonly bridge: AppBridge;
  readonly account: AccountStatus;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** What stays, what is forgotten and what will not be done any more, before the mailbox goes. */
export function RemoveDialog({ bridge, account, onDone, onClose }: RemoveDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [sure, setSure] = useState(false);
  const [failed, setFailed] = useState(false);
  const { address, accountId } = account;
  const waiting = account.waiting + (account.acts?.waiting ?? 0);
  const remove = () => {
    bridge.ask('account.remove', { accountId }).then(onDone, () => setFailed(true));
  };
  return (
    <DialogFrame
      title={t('mailbox:account.removeTitle', { address })} testId="remove-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={!sure} onClick={remove} data-testid="remove-go">{t('mailbox:account.removeGo')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      <ul className={styles.list}>
        <li>{t('mailbox:account.removeStays', { address })}</li>
        <li>{t('mailbox:account.removeServer')}</li>
        <li>{t('mailbox:account.removeForgets')}</li>
      </ul>
      {waiting > 0 && <Strip tone="warn" label={t('common.notice')} headline={t('mailbox:account.removeWaiting', { count: waiting })} />}
      <Checkbox checked={sure} onChange={(_, data) => setSure(data.checked === true)} label={t('mailbox:account.removeSure')} data-testid="remove-sure" />
      {failed && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
    </DialogFrame>
  );
}
