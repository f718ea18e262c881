import { makeStyles } from '@fluentui/react-components';
import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentVerdict } from '../../../core/verify/document-verdicts';
import { useToneText } from '../../ui/use-tone-styles';
import { FetchingContext } from './fetching-context';
import { VerdictIcon } from './VerdictIcon';
import { documentWords } from './verdict-words';

const useStyles = makeStyles({
  sentence: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '8px', lineHeight: '18px', fontSize: '12px', overflowWrap: 'anywhere' },
});

/** What holds of one file of the letter, in its own line: a signed file beside an unsigned one lends it nothing. */
export function DocumentSentence({ document }: { readonly document: DocumentVerdict }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  const shown = documentWords(document, useContext(FetchingContext));
  if (shown === null) return null;
  return (
    <span className={styles.sentence} data-testid="document-verdict" data-verdict={document.verdict}>
      <span className={text[shown.tone]}><VerdictIcon tone={shown.tone} small /></span>
      <span><strong className={text[shown.tone]}>{t(shown.headline.key, shown.headline.values)}</strong> {shown.sentences.map((one) => t(one.key, one.values)).join(' ')}</span>
    </span>
  );
}
