import { useTranslation } from 'react-i18next';
import type { Problem } from '../../../core/model/letter';
import type { LetterView } from '../../store/letter-view';
import { Strip } from '../../ui/Strip';

/** What else must be known before the letter is relied on: damaged, gone from the server, parts that could not be read. */
export function NoticeStrips({ view, partName }: { readonly view: LetterView; readonly partName: (part: string) => string }) {
  const { t } = useTranslation();
  const problems = problemsOf(view);
  const texts = problems.map((problem) => {
    const said = t(`problem.${problem.code}`, { detail: problem.detail ?? '', defaultValue: t('problem.other') });
    return problem.part === undefined || problem.part === '0' ? said : `${partName(problem.part)}: ${said}`;
  });
  return (
    <>
      {view.damaged && <Strip tone="bad" label={t('notice.region')} headline={t('notice.damaged')} testId="notice-damaged">{t('notice.damagedNext')}</Strip>}
      {view.gone && <Strip tone="neutral" label={t('notice.region')} headline={t('notice.gone')} testId="notice-gone">{t('notice.goneNext')}</Strip>}
      {texts.length > 0 && (
        <Strip
          tone="neutral" label={t('notice.region')} headline={t('notice.problems', { count: texts.length })} testId="notice-problems" detailsLabel={t('common.details')}
          details={<ul>{[...new Set(texts)].map((text) => <li key={text}>{text}</li>)}</ul>}
        />
      )}
    </>
  );
}

function problemsOf(view: LetterView): readonly Problem[] {
  const second = view.stageTwo;
  return [...(view.stageOne?.problems ?? []), ...(second?.problems ?? []), ...(second?.attachments ?? []).flatMap((one) => one.problems.map((problem) => ({ ...problem, part: one.part })))];
}
