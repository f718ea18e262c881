import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Delete20Regular, Flag20Filled, Flag20Regular, FolderArrowRight20Regular, FolderProhibited20Regular, MailInboxCheckmark20Regular, MailRead20Regular, MailUnread20Regular } from '@fluentui/react-icons';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ToolStrip } from '../../ui/ToolStrip';
import { keyWords } from './act-keys';
import { actNames, offeredActs } from './offered-acts';
import type { ActName, ActTarget } from './offered-acts';

const useStyles = makeStyles({
  button: { whiteSpace: 'nowrap', minWidth: 'auto', fontSize: '13px', fontWeight: tokens.fontWeightRegular, padding: '4px 8px' },
});

export const actIcons: Readonly<Record<ActName, ReactElement>> = {
  delete: <Delete20Regular />, move: <FolderArrowRight20Regular />, junk: <FolderProhibited20Regular />, notJunk: <MailInboxCheckmark20Regular />,
  read: <MailRead20Regular />, unread: <MailUnread20Regular />, flag: <Flag20Regular />, unflag: <Flag20Filled />,
};

interface ActBarProps {
  readonly targets: readonly ActTarget[];
  readonly onAct: (name: ActName) => void;
  /** buttons before those of the acts; null: none */
  readonly lead: ReactNode;
}

/** What can be done to the chosen letters, with words; it works the same without a network. */
export function ActBar({ targets, onAct, lead }: ActBarProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const offered = offeredActs(targets);
  if (offered.size === 0 && lead === null) return null;
  return (
    <ToolStrip label={t('mailbox:act.region')} testId="act-bar">
      {lead}
      {actNames.filter((name) => offered.has(name)).map((name) => (
        <Button key={name} appearance="subtle" size="medium" className={styles.button} icon={actIcons[name]} onClick={() => onAct(name)} title={keyWords[name]} data-testid={`act-${name}`}>
          {t(`mailbox:act.name.${name}`)}
        </Button>
      ))}
    </ToolStrip>
  );
}
