import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LaterChange, SignedExtent } from '../../../../core/model/verdict';
import type { Tone } from '../../../ui/tone';
import { useToneText } from '../../../ui/use-tone-styles';
import { changeWords } from '../change-words';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '4px', lineHeight: '20px', overflowWrap: 'anywhere' },
  none: { margin: 0, lineHeight: '20px' },
});

/** a file may have been changed thousands of times: more are only counted */
const shownMost = 100;

const tones: Readonly<Record<LaterChange['permitted'], Tone>> = { yes: 'good', no: 'bad', unknown: 'warn' };

/** What came after the signature: what, where, in which revision, and whether the signature permits it. */
export function ChangeList({ extent }: { readonly extent: SignedExtent }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const { changes, revision } = extent;
  if (changes.length === 0) return <p className={styles.none}>{t('details.changesNone')}</p>;
  return (
    <ul className={styles.list} data-testid="later-changes">
      {changes.slice(0, shownMost).map((change, index) => (
        <li key={index} data-permitted={change.permitted}>
          {changeWords(change, revision, t)}
          {': '}<span className={tone[tones[change.permitted]]}>{t(`details.permitted.${change.permitted}`)}</span>
        </li>
      ))}
      {changes.length > shownMost && <li>{t('details.more', { count: changes.length - shownMost })}</li>}
    </ul>
  );
}

/** Parts that the signature leaves out, by name. */
export function OutsideList({ outside }: Pick<SignedExtent, 'outside'>) {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <ul className={styles.list} data-testid="outside-parts">
      {outside.slice(0, shownMost).map((name, index) => <li key={index}>{name}</li>)}
      {outside.length > shownMost && <li>{t('details.more', { count: outside.length - shownMost })}</li>}
    </ul>
  );
}
