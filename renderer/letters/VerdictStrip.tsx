import { makeStyles, mergeClasses } from '@fluentui/react-components';
import {
  Shield16Regular, Shield20Regular, ShieldCheckmark16Filled, ShieldCheckmark20Filled, ShieldDismiss16Filled, ShieldDismiss20Filled,
  ShieldQuestion16Filled, ShieldQuestion20Filled,
} from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../core/base/assert-never';
import type { LetterVerdict } from '../../core/model/verdict';
import { Strip } from '../ui/Strip';
import type { Tone } from '../ui/tone';
import { useToneText } from '../ui/use-tone-styles';
import type { Words } from '../ui/words';
import { VerdictDetails } from './VerdictDetails';
import { verdictWords } from './verdict-words';

const useStyles = makeStyles({
  mark: { display: 'inline-flex', alignItems: 'center', columnGap: '3px', whiteSpace: 'nowrap' },
});

function VerdictIcon({ tone, small }: { readonly tone: Tone; readonly small: boolean }) {
  switch (tone) {
    case 'good': return small ? <ShieldCheckmark16Filled aria-hidden /> : <ShieldCheckmark20Filled aria-hidden />;
    case 'bad': return small ? <ShieldDismiss16Filled aria-hidden /> : <ShieldDismiss20Filled aria-hidden />;
    case 'warn': return small ? <ShieldQuestion16Filled aria-hidden /> : <ShieldQuestion20Filled aria-hidden />;
    case 'neutral':
    case 'info': return small ? <Shield16Regular aria-hidden /> : <Shield20Regular aria-hidden />;
    default: return assertNever(tone);
  }
}

interface VerdictStripProps {
  readonly verdict: LetterVerdict | null;
  readonly looksSigned: boolean;
  /** what to call a MIME part: the attachment's name, or the letter's text */
  readonly partName: (part: string) => string;
}

/** The only place where a verdict is shown: in words, icon and colour, its checks unfolding below. */
export function VerdictStrip({ verdict, looksSigned, partName }: VerdictStripProps) {
  const { t } = useTranslation();
  const shown = verdictWords(verdict, looksSigned);
  const details = verdict !== null && verdict.signatures.length > 0 ? <VerdictDetails verdict={verdict} partName={partName} /> : undefined;
  return (
    <Strip
      tone={shown.tone} label={t('verdict.region')} icon={<VerdictIcon tone={shown.tone} small={false} />} testId="verdict-strip"
      headline={t(shown.headline.key, shown.headline.values)} detailsLabel={t('common.details')} {...(details === undefined ? {} : { details })}
    >
      {shown.sentences.map((one) => t(one.key, one.values)).join(' ')}
    </Strip>
  );
}

/** The same verdict in two words, for a row of the list. */
export function VerdictMark({ tone, words }: { readonly tone: Tone; readonly words: Words }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const text = useToneText();
  return <span className={mergeClasses(styles.mark, text[tone])}><VerdictIcon tone={tone} small />{t(words.key, words.values)}</span>;
}
