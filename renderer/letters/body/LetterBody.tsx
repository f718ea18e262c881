import { makeStyles, tokens } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceText } from '../../../core/model/document';
import type { AttachmentInfo } from '../../../core/model/letter';
import type { LetterView } from '../../store/letter-view';
import { Stamp } from '../../ui/Stamp';
import { ViewChoice } from '../../ui/ViewChoice';
import { textOf } from '../reading/current-reading';
import type { Highlight } from '../reading/highlight';
import { bodyRanges } from './body-ranges';
import { HtmlBody } from './HtmlBody';
import { TextBody } from './TextBody';

const useStyles = makeStyles({
  body: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, paddingTop: '8px', display: 'flex', flexDirection: 'column', rowGap: '10px' },
  outside: { borderLeft: `3px solid ${tokens.colorStatusWarningBorderActive}`, paddingLeft: '12px' },
  said: { margin: 0, lineHeight: '20px' },
  none: { color: tokens.colorNeutralForeground2 },
});

/** the same each time: a new list would draw the letter anew */
const noAttachments: readonly AttachmentInfo[] = [];

interface LetterBodyProps {
  readonly view: LetterView;
  readonly sources: readonly SourceText[];
  readonly highlight: Highlight;
}

/** The text of the letter: as its sender laid it out, or plain; a part outside the signature says so. */
export function LetterBody({ view, sources, highlight }: LetterBodyProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [plain, setPlain] = useState(false);
  const text = view.stageOne?.text ?? null;
  const html = view.stageOne?.html ?? null;
  const shown = html === null || (plain && text !== null) ? text : html;
  const ranges = useMemo(() => (text === null ? [] : bodyRanges(text, highlight.evidence, sources)), [text, highlight, sources]);
  const marks = useMemo(() => highlight.evidence
    .filter((one) => one.source.kind === 'body')
    .map((one) => textOf(one.source, sources)?.slice(one.start, one.end) ?? '')
    .filter((words) => words !== ''), [highlight, sources]);
  const outside = shown !== null && (view.verdict?.unsignedParts.includes(shown.part) ?? false);
  return (
    <section className={styles.body} aria-label={t('body.region')}>
      {text !== null && html !== null && (
        <ViewChoice
          label={t('body.views')} views={[{ id: 'html', name: t('body.formatted') }, { id: 'plain', name: t('body.plain') }]}
          chosen={plain ? 'plain' : 'html'} onChoose={(id) => setPlain(id === 'plain')}
        />
      )}
      {outside && <p className={styles.said} role="note" data-testid="outside-note"><Stamp kind="caution">{t('verdict.outside')}</Stamp> {t('outside.means')}</p>}
      <div className={outside ? styles.outside : undefined}>
        {shown === null && <p className={styles.none}>{t('body.none')}</p>}
        {shown !== null && shown === text && <TextBody text={text.text} ranges={ranges} reveal={highlight.reveal} />}
        {shown !== null && shown === html && <HtmlBody letterId={view.kept.letterId} html={html.text} attachments={view.stageOne?.attachments ?? noAttachments} marks={marks} reveal={highlight.reveal} />}
      </div>
    </section>
  );
}
