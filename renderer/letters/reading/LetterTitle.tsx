import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ShownDocument } from '../../../core/model/correction';
import { sentenceCase } from '../../ui/sentence-case';
import { FieldEditor } from '../correct/FieldEditor';
import type { Corrections } from '../correct/use-corrections';
import { itemOf } from './document-fields';
import { FieldItemView } from './FieldItemView';
import type { Highlight } from './highlight';

/** characters of a summary that would fill a small screen in the size of a title */
const longTitle = 80;

const useStyles = makeStyles({
  title: { margin: 0, flexGrow: 1, minWidth: 0, fontSize: '20px', lineHeight: '28px', fontWeight: tokens.fontWeightSemibold, userSelect: 'text', overflowWrap: 'anywhere' },
  longTitle: { fontSize: '16px', lineHeight: '22px' },
  pressed: { padding: '0', border: 'none', margin: '0' },
});

interface LetterTitleProps {
  /** null: nothing official in it, or it stays covered */
  readonly shown: ShownDocument | null;
  /** said where there is no summary */
  readonly subject: string;
  readonly corrections: Corrections;
  readonly onPoint: (highlight: Highlight) => void;
}

/** What the letter is about, as its title; a summary can be corrected in its place. */
export function LetterTitle({ shown, subject, corrections, onPoint }: LetterTitleProps) {
  const styles = useStyles();
  const item = shown === null ? null : itemOf(shown, 'summary');
  const text = item === null || item.text === '' ? subject : sentenceCase(item.text);
  if (shown !== null && corrections.editing === 'summary') {
    return <div className={styles.title}><h1 id="letter-title" hidden>{text}</h1><FieldEditor field="summary" document={shown.document} corrections={corrections} /></div>;
  }
  return (
    <h1 id="letter-title" className={mergeClasses(styles.title, text.length > longTitle && styles.longTitle)}>
      {shown === null || item === null ? subject : <FieldItemView plain item={{ ...item, text }} shown={shown} corrections={corrections} look={styles.pressed} onPoint={onPoint} />}
    </h1>
  );
}
