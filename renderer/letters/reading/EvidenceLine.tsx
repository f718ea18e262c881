import { makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { SourceText, TextSource } from '../../../core/model/document';
import type { Highlight } from './highlight';
import { snippetOf } from './snippet';

const useStyles = makeStyles({
  place: { position: 'absolute', inset: '0 0 auto', height: '20px', overflow: 'hidden', pointerEvents: 'none' },
  line: {
    lineHeight: '20px', backgroundColor: tokens.colorNeutralBackground1, fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2,
    whiteSpace: 'nowrap', overflow: 'hidden', textOverflow: 'ellipsis',
  },
  mark: { backgroundColor: tokens.colorPaletteYellowBackground2, color: tokens.colorNeutralForeground1, borderRadius: '2px', padding: '0 2px' },
});

interface EvidenceLineProps {
  readonly highlight: Highlight;
  readonly sources: readonly SourceText[];
  readonly partName: (part: string) => string;
}

/** The words that a value was read from, over the line of the envelope while the value is pointed at: it takes no room and never moves the page. */
export function EvidenceLine({ highlight, sources, partName }: EvidenceLineProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [evidence] = highlight.evidence;
  if (evidence === undefined) return <div className={styles.place} aria-live="polite" />;
  const snippet = snippetOf(evidence, sources);
  const place = sourcePlace(evidence.source, partName);
  return (
    <div className={styles.place} aria-live="polite">
      <div className={styles.line} data-testid="evidence-line">
        {t(place.key, place.values)}{evidence.source.kind === 'attachment' && evidence.source.ocr === true && ` ${t('evidence.ocr')}`}
        {snippet !== null && <>{': '}{snippet.before}<mark className={styles.mark}>{snippet.marked}</mark>{snippet.after}</>}
      </div>
    </div>
  );
}

function sourcePlace(source: TextSource, partName: (part: string) => string): { readonly key: string; readonly values: Record<string, string | number> } {
  switch (source.kind) {
    case 'subject': return { key: 'evidence.subject', values: {} };
    case 'body': return { key: 'evidence.body', values: {} };
    case 'attachment': {
      const key = source.member === undefined ? 'attachment' : 'member';
      const values = { name: partName(source.part), member: source.member ?? '' };
      return source.page === null ? { key: `evidence.${key}`, values } : { key: `evidence.${key}Page`, values: { ...values, page: source.page } };
    }
    case 'attachmentName': return { key: 'evidence.attachmentName', values: { name: partName(source.part) } };
  }
}
