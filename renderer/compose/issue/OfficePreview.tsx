import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { Open20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { Strip } from '../../ui/Strip';
import type { ShownFile } from './use-shown-files';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: '12px', padding: '24px', color: tokens.colorNeutralForeground2 },
});

interface OfficePreviewProps {
  readonly bridge: AppBridge;
  readonly shown: ShownFile;
  readonly seen: boolean;
  readonly onSeen: (fileId: ShownFile['file']['fileId'], seen: boolean) => void;
}

/** A file that only its own program shows as it is: it is opened there, and a person says that it was looked at. */
export function OfficePreview({ bridge, shown: { file, bytes }, seen, onSeen }: OfficePreviewProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [opened, setOpened] = useState(seen);
  const [trouble, setTrouble] = useState<string | null>(null);
  const open = async () => {
    setTrouble(null);
    const answer = await bridge.ask('attachment.open', { name: file.name, contentType: file.mediaType, bytes: new Uint8Array(bytes) });
    if (answer.ok) setOpened(true);
    else setTrouble(`fileFailure.${answer.failure.code}`);
  };
  return (
    <div className={styles.box} data-testid="office-preview">
      <span>{t('issue:preview.none')}</span>
      <Button icon={<Open20Regular />} onClick={() => void open()} aria-label={t('attachment.openNamed', { name: file.name })} data-testid="office-open">{t('attachment.open')}</Button>
      <Checkbox checked={seen} disabled={!opened} label={t('issue:preview.opened')} onChange={(_, { checked }) => onSeen(file.fileId, checked === true)} data-testid="office-seen" />
      {trouble !== null && <Strip tone="bad" label={t('common.notice')} headline={t(trouble)} live testId="office-trouble" />}
    </div>
  );
}
