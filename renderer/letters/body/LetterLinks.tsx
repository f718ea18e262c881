import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../ui/CopyButton';

const shownMost = 20;

const useStyles = makeStyles({
  box: { marginTop: '12px', color: tokens.colorNeutralForeground2 },
  list: { margin: '4px 0 0', padding: 0, listStyleType: 'none' },
  line: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  address: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', userSelect: 'text', color: tokens.colorNeutralForeground1 },
});

/** Addresses are shown whole and can be copied; nothing in a letter can be clicked through to the network. */
export function LetterLinks({ links }: { readonly links: readonly string[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  if (links.length === 0) return null;
  return (
    <div className={styles.box}>
      {t('body.links', { count: links.length })}
      <ul className={styles.list}>
        {links.slice(0, shownMost).map((link) => (
          <li key={link} className={styles.line}>
            <span className={styles.address} title={link}>{link}</span>
            <CopyButton text={link} label={t('common.copy')} doneLabel={t('common.copied')} failedLabel={t('common.failed')} />
          </li>
        ))}
      </ul>
    </div>
  );
}
