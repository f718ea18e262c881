import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { stateOfMail } from '../../core/fold/outgoing-book';
import type { OutgoingMail } from '../../core/model/outgoing';
import { ToneIcon } from '../ui/ToneIcon';
import { useToneText } from '../ui/use-tone-styles';
import { mailWords } from './mail-words';

const useStyles = makeStyles({
  line: { display: 'flex', alignItems: 'flex-start', columnGap: '6px', lineHeight: '20px', fontWeight: tokens.fontWeightSemibold },
  icon: { display: 'inline-flex', flexShrink: 0 },
  more: { margin: '2px 0 0 26px', lineHeight: '20px', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere', userSelect: 'text', maxWidth: '760px' },
  refused: { margin: '2px 0 0 26px', padding: 0, listStyleType: 'none', lineHeight: '20px', overflowWrap: 'anywhere', userSelect: 'text' },
});

/** What became of one message: a sentence, the next step, and what the server said of it. */
export function StateLine({ one, now }: { readonly one: OutgoingMail; readonly now: Date }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const said = mailWords(one, now);
  const state = stateOfMail(one);
  const refused = state.state === 'sent' || state.state === 'failed' ? state.refused : [];
  return (
    <div data-testid="mail-state" data-state={state.state}>
      <div className={mergeClasses(styles.line, tone[said.tone])}><span className={styles.icon}><ToneIcon tone={said.tone} /></span>{t(said.said.key, said.said.values)}</div>
      {said.next !== null && <div className={styles.more}>{t(said.next.key, said.next.values)}</div>}
      {said.serverSaid !== '' && refused.length === 0 && <div className={styles.more}>{t('outbox:serverSaid', { words: said.serverSaid })}</div>}
      {refused.length > 0 && (
        <ul className={styles.refused} aria-label={t('outbox:refusedList')}>
          {refused.map(({ address, serverSaid }) => <li key={address}>{t('outbox:refused', { address, words: serverSaid })}</li>)}
        </ul>
      )}
    </div>
  );
}
