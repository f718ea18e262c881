import { PersonAvailable20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../../store/letter-view';
import { formatMoment } from '../../../ui/format-time';
import { sentenceEnd } from '../../../ui/sentence-case';
import { Strip } from '../../../ui/Strip';

/** A person's word on a document, beside the verdict and never instead of it. Said to be outdated once the answer is another one. */
export function AcceptanceStrip({ view }: { readonly view: Pick<LetterView, 'acceptance' | 'mayRegister'> }) {
  const { t } = useTranslation();
  const { acceptance, mayRegister } = view;
  if (acceptance === null) return null;
  const was = acceptance.reason === null ? `verdictHeadline.${acceptance.verdict}` : `verdictShort.${acceptance.reason}`;
  const outdated = mayRegister === 'needsReason';
  return (
    <Strip
      tone={outdated ? 'warn' : 'neutral'} icon={<PersonAvailable20Regular aria-hidden />} label={t('accept.region')} testId="acceptance-strip"
      headline={t('accept.done', { at: formatMoment(acceptance.at) })}
    >
      {`${t('accept.because', { because: sentenceEnd(acceptance.because) })} `}
      {t('accept.was', { verdict: sentenceEnd(t(was)) })}
      {outdated && ` ${t('accept.outdated')}`}
    </Strip>
  );
}
