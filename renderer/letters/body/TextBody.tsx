import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { markRanges } from './mark-ranges';
import type { Range } from './mark-ranges';

const useStyles = makeStyles({
  text: {
    margin: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', userSelect: 'text', fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase400, lineHeight: '24px', maxWidth: '76ch',
  },
  mark: {
    backgroundColor: tokens.colorPaletteYellowBackground2, color: 'inherit', borderRadius: '2px', scrollMarginBlock: '96px',
    boxShadow: `0 0 0 2px ${tokens.colorPaletteYellowBorder2}`,
  },
});

interface TextBodyProps {
  readonly text: string;
  readonly ranges: readonly Range[];
  readonly reveal: boolean;
}

export function TextBody({ text, ranges, reveal }: TextBodyProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const first = useRef<HTMLElement>(null);
  useEffect(() => {
    if (reveal) first.current?.scrollIntoView({ block: 'nearest' });
  }, [reveal, ranges]);
  const lead = text.length - text.replace(/^\s*\n/, '').length;
  const pieces = markRanges(text.slice(lead), ranges.map((range) => ({ start: range.start - lead, end: range.end - lead })));
  const firstMarked = pieces.findIndex((piece) => piece.marked);
  return (
    <div className={styles.text} role="document" aria-label={t('body.region')} data-testid="letter-text">
      {pieces.map((piece, index) => (piece.marked
        ? <mark key={index} ref={index === firstMarked ? first : null} className={styles.mark}>{piece.text}</mark>
        : piece.text))}
    </div>
  );
}
