import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowForward20Regular, ArrowReply20Regular, ArrowReplyAll20Regular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyWay } from '../../../core/outgoing/reply';
import { replyKeyWords } from './reply-keys';

const useStyles = makeStyles({
  button: { whiteSpace: 'nowrap', minWidth: 'auto', fontSize: '13px', fontWeight: tokens.fontWeightRegular, padding: '4px 8px' },
});

const icons: Readonly<Record<ReplyWay, ReactElement>> = { reply: <ArrowReply20Regular />, replyAll: <ArrowReplyAll20Regular />, forward: <ArrowForward20Regular /> };

/** How the letter that is read can be answered, with words. */
export function ReplyButtons({ ways, onReply }: { readonly ways: readonly ReplyWay[]; readonly onReply: (way: ReplyWay) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <>
      {ways.map((way) => <Button key={way} appearance="subtle" className={styles.button} icon={icons[way]} onClick={() => onReply(way)} title={replyKeyWords[way]} data-testid={`reply-${way}`}>{t(`reply:${way}`)}</Button>)}
    </>
  );
}
