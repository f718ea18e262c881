import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { LetterView } from '../../store/letter-view';
import { formatMoment } from '../../ui/format-time';
import { ReceiptStrips } from '../receipt/ReceiptStrips';
import { NoticeStrips } from './NoticeStrips';

const useStyles = makeStyles({
  page: { padding: '16px 24px 32px', display: 'flex', flexDirection: 'column', rowGap: '10px', maxWidth: '1040px' },
  title: { margin: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold },
  arrived: { margin: 0, color: tokens.colorNeutralForeground2 },
});

interface UnreadableLetterProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly online: boolean;
}

/** A letter whose copy was damaged before anything of it was read: nothing is said of subject, signature or text, which nobody has seen. */
export function UnreadableLetter({ bridge, view, online }: UnreadableLetterProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <article className={styles.page} aria-labelledby="letter-title">
      <h1 id="letter-title" className={styles.title}>{t('reading.unreadable')}</h1>
      <p className={styles.arrived}>{t('reading.arrivedAt', { at: formatMoment(view.kept.internalDate) })}</p>
      <NoticeStrips view={view} partName={() => t('body.part')} />
      <ReceiptStrips bridge={bridge} receipts={view.receipts} unanswered={view.unanswered} online={online} />
    </article>
  );
}
