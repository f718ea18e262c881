import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowLeft20Regular, Attach20Regular, Save20Regular, Send20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { SaveNote } from './SaveNote';
import type { SaveState } from './draft-keeper';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '6px', rowGap: '4px', minHeight: '44px', flexShrink: 0, padding: '2px 16px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  key: { marginLeft: '8px', fontFamily: 'inherit', fontSize: '12px', fontWeight: tokens.fontWeightRegular },
});

interface ComposeToolsProps {
  readonly save: SaveState;
  /** null: the letter is sent from the steps beside it */
  readonly onSend: (() => void) | null;
  readonly sending: boolean;
  readonly disabled: boolean;
  readonly onSave: () => void;
  readonly onAttach: () => void;
  readonly onLeave: () => void;
}

export function ComposeTools({ save, onSend, sending, disabled, onSave, onAttach, onLeave }: ComposeToolsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <div className={styles.tools} id="compose-tools" role="toolbar" aria-label={t('compose:tools')}>
      {onSend !== null && (
        <Button appearance="primary" icon={<Send20Regular />} disabled={disabled || sending} onClick={onSend} data-testid="compose-send">
          {t(sending ? 'compose:sending' : 'compose:send')}<kbd className={styles.key}>Ctrl+Enter</kbd>
        </Button>
      )}
      <Button appearance="subtle" icon={<Attach20Regular />} disabled={disabled} onClick={onAttach} title="Ctrl+Shift+A">{t('compose:attach')}</Button>
      <Button appearance="subtle" icon={<Save20Regular />} disabled={disabled} onClick={onSave} title="Ctrl+S" data-testid="compose-save">{t('compose:save')}</Button>
      <Button appearance="subtle" icon={<ArrowLeft20Regular />} onClick={onLeave} title="Esc" data-testid="compose-leave">{t('compose:back')}</Button>
      <SaveNote save={save} onRetry={onSave} />
    </div>
  );
}
