import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useMemo, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceText } from '../../../core/model/document';
import { markRanges } from '../body/mark-ranges';
import type { Highlight } from '../reading/highlight';
import { attachmentText } from './letter-tabs';
import { textMarks } from './page-marks';
import type { LetterFile } from './page-marks';

const useStyles = makeStyles({
  ground: { position: 'relative', overflow: 'auto', maxHeight: 'max(360px, calc(100vh - 250px))', padding: '16px 20px', boxSizing: 'border-box', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  head: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  note: { margin: 0, color: tokens.colorNeutralForeground2, lineHeight: '20px' },
  text: { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'text', fontSize: tokens.fontSizeBase400, lineHeight: '24px', maxWidth: '76ch' },
  mark: { backgroundColor: tokens.colorPaletteYellowBackground2, color: 'inherit', borderRadius: '2px', boxShadow: `0 0 0 2px ${tokens.colorPaletteYellowBorder2}` },
});

interface AttachmentTextProps {
  readonly file: LetterFile;
  readonly name: string;
  readonly sources: readonly SourceText[];
  readonly highlight: Highlight;
  /** what can be done with the file */
  readonly children: ReactNode;
}

/** An attachment that is shown as the text it holds (DOCX, plain text). */
export function AttachmentText({ file, name, sources, highlight, children }: AttachmentTextProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const first = useRef<HTMLElement>(null);
  const ranges = useMemo(() => textMarks(highlight.evidence, file), [highlight.evidence, file]);
  useEffect(() => {
    const ground = first.current?.parentElement?.parentElement;
    if (first.current === null || ground == null) return;
    // only the text moves: the field that is pointed at stays under the pointer
    ground.scrollTo({ top: first.current.offsetTop - ground.clientHeight * 0.3 });
    if (highlight.reveal) first.current.scrollIntoView({ block: 'nearest' });
  }, [ranges, highlight.reveal]);
  const pieces = markRanges(attachmentText(file, sources) ?? '', ranges);
  const firstMarked = pieces.findIndex((piece) => piece.marked);
  return (
    <>
      <div className={styles.head}><p className={styles.note}>{t('pages:textNote')}</p>{children}</div>
      <div className={styles.ground} role="region" aria-label={t('pages:textName', { name })} tabIndex={0} data-testid="attachment-text">
        <div className={styles.text}>
          {pieces.map((piece, index) => (piece.marked
            ? <mark key={index} ref={index === firstMarked ? first : null} className={styles.mark}>{piece.text}</mark>
            : piece.text))}
        </div>
      </div>
    </>
  );
}
