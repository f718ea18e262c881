import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { DocumentLink20Regular, DocumentMultiple20Regular } from '@fluentui/react-icons';
import { useTranslation } from 'react-i18next';
import type { ListRow } from '../../../core/contract/list';
import type { LetterId } from '../../../core/model/ids';
import { formatDayOfInstant } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { LetterLink } from './LetterLink';
import { arrivalsOf, citingLetters, heldCitations, touchesOf } from './related-lines';
import type { Touch } from './related-lines';
import type { LetterRelations } from './use-related';

/** letters named before the rest is unfolded */
const namedMost = 2;

const useStyles = makeStyles({
  groups: { display: 'grid', rowGap: '10px' },
  heading: { margin: '0 0 2px', fontSize: tokens.fontSizeBase200, lineHeight: '16px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '3px' },
  note: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  few: { display: 'flex', flexDirection: 'column', rowGap: '2px', marginTop: '2px' },
});

interface RelatedStripsProps {
  readonly relations: LetterRelations;
  /** place of the document that is shown */
  readonly document: number;
  readonly arrivedAt: string;
  readonly onLetter: (letterId: LetterId) => void;
}

/** What has to be known before the fields are written down: the document was recalled or replaced, or has come before. */
export function DocumentAlarms({ relations, document, arrivedAt, onLetter }: RelatedStripsProps) {
  const [touch] = touchesOf(relations.related, document, relations.touched);
  return (
    <>
      {touch !== undefined && <TouchedStrip touch={touch} onLetter={onLetter} />}
      <DuplicateStrip relations={relations} document={document} arrivedAt={arrivedAt} onLetter={onLetter} />
    </>
  );
}

/** What the document hangs together with: cited, answered, citing it. */
export function RelatedStrip({ relations, document, onLetter }: Omit<RelatedStripsProps, 'arrivedAt'>) {
  const [touch] = touchesOf(relations.related, document, relations.touched);
  return <WebStrip relations={relations} document={document} told={touch?.letter.letterId ?? null} onLetter={onLetter} />;
}

function TouchedStrip({ touch: { relation, letter, applied }, onLetter }: { readonly touch: Touch; readonly onLetter: (letterId: LetterId) => void }) {
  const { t } = useTranslation();
  const number = letter.number ?? t('document:noNumber');
  return (
    <Strip
      tone={applied && relation === 'recalls' ? 'bad' : 'warn'} label={t('document:touched.region')} headline={t(`document:${applied ? 'touched' : 'claimed'}.${relation}`, { number })} testId="touched-strip"
      actions={<Button size="small" onClick={() => onLetter(letter.letterId)} data-testid="touched-open">{t('document:touched.open')}</Button>}
    >
      {t(applied ? `document:touched.${relation}Next` : 'document:claimed.next')}
    </Strip>
  );
}

function DuplicateStrip({ relations, document, arrivedAt, onLetter }: RelatedStripsProps) {
  const { t } = useTranslation();
  const arrivals = arrivalsOf(relations.related, document);
  const [first] = arrivals;
  if (first === undefined) return null;
  const day = formatDayOfInstant(first.letter.arrivedAt);
  return (
    <Strip
      tone="warn" icon={<DocumentMultiple20Regular aria-hidden />} label={t('document:duplicate.region')} testId="duplicate-strip"
      headline={t(first.letter.arrivedAt <= arrivedAt ? 'document:duplicate.headline' : 'document:duplicate.later', { day })}
      actions={<Button size="small" onClick={() => onLetter(first.letter.letterId)} data-testid="duplicate-open">{t('document:duplicate.open')}</Button>}
    >
      {t(first.sameBytes ? 'document:duplicate.sameBytes' : 'document:duplicate.sameNumber')}
      {arrivals.length > 1 && ` ${t('document:duplicate.others', { count: arrivals.length - 1 })}`}
    </Strip>
  );
}

/** All that hangs together with the document: the first letters at once, everything when unfolded. */
function WebStrip({ relations: { related }, document, told, onLetter }: Omit<RelatedStripsProps, 'arrivedAt'> & { readonly told: LetterId | null }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const cited = heldCitations(related, document);
  // what stands in a strip of its own is not said twice
  const citing = citingLetters(related, document).filter(({ letter }) => letter.letterId !== told);
  const arrivals = arrivalsOf(related, document);
  const groups = [
    { name: t('document:related.cites'), lines: cited.lines.map(({ letter, relation }) => ({ letter, does: t(`document:does.${relation}`) })) },
    { name: t('document:related.citedBy'), lines: citing.map(({ letter, relation }) => ({ letter, does: t(`document:did.${relation}`) })) },
  ].filter(({ lines }) => lines.length > 0);
  if (groups.length === 0) return null;
  const all = groups.flatMap(({ lines }) => lines);
  const isLong = all.length > namedMost || arrivals.length > 1;
  const list = (lines: readonly { readonly letter: ListRow; readonly does: string | null }[]) => (
    <ul className={styles.list}>{lines.map(({ letter, does }) => <li key={letter.letterId}><LetterLink row={letter} does={does} onLetter={onLetter} /></li>)}</ul>
  );
  return (
    <Strip
      tone="neutral" icon={<DocumentLink20Regular aria-hidden />} label={t('document:related.region')} headline={t('document:related.region')} testId="related-strip"
      {...(isLong ? {
        detailsLabel: t('common.details'),
        details: (
          <div className={styles.groups}>
            {groups.map(({ name, lines }) => <div key={name}><h2 className={styles.heading}>{name}</h2>{list(lines)}</div>)}
            {arrivals.length > 1 && <div><h2 className={styles.heading}>{t('document:related.arrivals')}</h2>{list(arrivals.map(({ letter }) => ({ letter, does: null })))}</div>}
            {cited.notHeld > 0 && <p className={styles.note}>{t('document:related.notHeldCount', { count: cited.notHeld })}</p>}
          </div>
        ),
      } : {})}
    >
      <span className={styles.few}>
        {all.slice(0, namedMost).map(({ letter, does }) => <LetterLink key={letter.letterId} row={letter} does={does} onLetter={onLetter} />)}
      </span>
    </Strip>
  );
}
