import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Tone } from '../../ui/tone';
import { useToneText } from '../../ui/use-tone-styles';
import type { Words } from '../../ui/words';
import { VerdictIcon } from './VerdictIcon';

const useStyles = makeStyles({
  mark: { display: 'inline-flex', alignItems: 'center', columnGap: '3px', whiteSpace: 'nowrap' },
});

/** A verdict in two words, for a row of the list. */
export function VerdictMark({ tone, words }: { readonly tone: Tone; readonly words: Words }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  return <span className={mergeClasses(styles.mark, text[tone])}><VerdictIcon tone={tone} small />{t(words.key, words.values)}</span>;
}
