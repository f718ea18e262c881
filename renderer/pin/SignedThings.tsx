import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { PinQuestion } from '../../core/model/signing';
import { Fingerprint } from '../ui/Fingerprint';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  item: { padding: '8px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, '&:last-child': { borderBottom: 'none' } },
  now: { backgroundColor: tokens.colorBrandBackground2 },
  name: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere', lineHeight: '20px' },
  size: { color: tokens.colorNeutralForeground2, marginLeft: '8px', fontWeight: tokens.fontWeightRegular, whiteSpace: 'nowrap' },
});

const show = (element: HTMLElement | null) => element?.scrollIntoView({ block: 'nearest' });

/** Each thing by the name it is known by and by its SHA-256, as main counted it over the bytes that are signed. */
export function SignedThings({ items, turn }: Pick<PinQuestion, 'items' | 'turn'>) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const kilobytes = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 });
  const sizeOf = (bytes: number) => (bytes < 1024 ? t('signing:pin.bytes', { bytes }) : t('signing:pin.size', { size: kilobytes.format(bytes / 1024) }));
  return (
    <ol className={styles.list} data-testid="pin-items">
      {items.map((item, index) => (
        <li key={`${index}-${item.digest}`} className={mergeClasses(styles.item, turn === index && styles.now)} {...(turn === index && { 'aria-current': 'step' as const, ref: show })}>
          <div className={styles.name}>{index + 1}. <bdi>{item.name}</bdi><span className={styles.size}>{sizeOf(item.size)}</span></div>
          <Fingerprint hex={item.digest} />
        </li>
      ))}
    </ol>
  );
}
