import { Button, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LetterView } from '../../store/letter-view';
import { sentenceCase } from '../../ui/sentence-case';
import { Strip } from '../../ui/Strip';
import type { ActName } from '../acts/offered-acts';
import { problemLines } from './problem-lines';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '4px', lineHeight: '20px', overflowWrap: 'anywhere' } });

/** names of parts before the rest is only counted */
const namedMost = 3;

/** A letter that left the server cannot be fetched again, and nothing of the sort may be promised. */
function damagedNext(view: LetterView): string {
  if (view.gone) return 'notice.damagedGone';
  return view.stageOne === null ? 'notice.damagedNothing' : 'notice.damagedNext';
}

/** What else must be known before the letter is relied on: damaged, gone from the server, parts that could not be read. */
export function NoticeStrips({ view, partName, onAct }: { readonly view: LetterView; readonly partName: (part: string) => string; readonly onAct?: (name: ActName) => void }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const texts = problemLines(view).map(({ code, parts }) => {
    const said = sentenceCase(t(`problem.${code}`, { defaultValue: t('problem.other') }));
    const names = [...new Set(parts.map(partName))];
    if (names.length === 0) return said;
    const rest = names.length - namedMost;
    return `${said} (${names.slice(0, namedMost).join('; ')}${rest > 0 ? ` ${t('notice.moreParts', { count: rest })}` : ''})`;
  });
  return (
    <>
      {view.seen.junk && (
        <Strip
          tone="warn" label={t('notice.region')} headline={t('mailbox:junk.headline')} testId="notice-junk"
          actions={<Button size="small" onClick={() => onAct?.('notJunk')} data-testid="not-junk">{t('mailbox:act.name.notJunk')}</Button>}
        >
          {t('mailbox:junk.means')}
        </Strip>
      )}
      {view.damaged && <Strip tone="bad" label={t('notice.region')} headline={t('notice.damaged')} testId="notice-damaged">{t(damagedNext(view))}</Strip>}
      {view.gone && <Strip tone="neutral" label={t('notice.region')} headline={t('notice.gone')} testId="notice-gone">{t('notice.goneNext')}</Strip>}
      {texts.length === 1 && <Strip tone="neutral" label={t('notice.region')} headline={t('notice.one')} testId="notice-problems">{texts[0]}</Strip>}
      {texts.length > 1 && (
        <Strip
          tone="neutral" label={t('notice.region')} headline={t('notice.problems', { count: texts.length })} testId="notice-problems" detailsLabel={t('common.details')}
          details={<ul className={styles.list}>{texts.map((text) => <li key={text}>{text}</li>)}</ul>}
        />
      )}
    </>
  );
}
