import { Button, Spinner, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular, Open16Regular } from '@fluentui/react-icons';
import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../core/base/assert-never';
import type { AppBridge } from '../../../core/contract/bridge';
import type { PagePart } from '../../../core/contract/pages';
import type { SourceText } from '../../../core/model/document';
import type { OcrPage } from '../../../core/model/facts';
import type { LetterView } from '../../store/letter-view';
import { useToneText } from '../../ui/use-tone-styles';
import { openAttachment, saveAllAttachments, saveAttachment } from '../attachments/attachment-acts';
import { AttachmentList } from '../attachments/AttachmentList';
import { fileKey } from '../attachments/attachment-lines';
import type { AttachmentLine } from '../attachments/attachment-lines';
import { useAttachmentActs } from '../attachments/use-attachment-acts';
import { LetterBody } from '../body/LetterBody';
import type { Highlight } from '../reading/highlight';
import { AttachmentText } from './AttachmentText';
import { letterTabs, shownTab } from './letter-tabs';
import type { LetterTab } from './letter-tabs';
import { PdfPages } from './PdfPages';
import { PictureView } from './PictureView';
import { TabStrip } from './TabStrip';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: '6px', minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', columnGap: '8px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  count: { color: tokens.colorNeutralForeground2, flexShrink: 0, whiteSpace: 'nowrap' },
  saveAll: { flexShrink: 0 },
  message: { paddingTop: '6px', lineHeight: '20px', overflowWrap: 'anywhere' },
  // the line below the tabs is enough: the body needs none of its own
  panel: { display: 'flex', flexDirection: 'column', rowGap: '6px', minWidth: 0, '& > section': { borderTopStyle: 'none' } },
  away: { display: 'none' },
  acts: { display: 'flex', justifyContent: 'flex-end', columnGap: '2px', flexShrink: 0, marginLeft: 'auto' },
  files: { margin: '8px 0 0', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  waiting: { padding: '48px 24px' },
});

interface LetterTabsProps {
  readonly bridge: AppBridge;
  readonly view: LetterView;
  readonly lines: readonly AttachmentLine[];
  readonly sources: readonly SourceText[];
  readonly highlight: Highlight;
}

/** The letter's text and its attachments side by side as tabs; a value pointed at brings up the tab it was read from. */
export function LetterTabs({ bridge, view, lines, sources, highlight }: LetterTabsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const id = useId();
  const { letterId } = view.kept;
  const acts = useAttachmentActs();
  const tabs = useMemo(() => letterTabs(view, lines), [view, lines]);
  const stripTabs = useMemo(() => tabs.map((tab) => ({
    id: tab.id, name: tab.kind === 'body' ? t('pages:body') : tab.line.name, ...(isOutside(tab, view) ? { caution: t('verdict.outside') } : {}),
  })), [tabs, view, t]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pressed, setPressed] = useState(highlight);
  const shown = shownTab(tabs, highlight.evidence, chosen);
  // pointing only shows for a moment, pressing stays
  if (highlight.reveal && highlight !== pressed) {
    setPressed(highlight);
    setChosen(shown);
  }
  // what was looked at stays as it was left: page, size and place
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  if (!visited.has(shown)) setVisited(new Set([...visited, shown]));
  const showOf = (line: AttachmentLine) => {
    const tab = tabs.find((one) => one.id === fileKey(line));
    return tab === undefined ? null : () => {
      setChosen(tab.id);
      document.getElementById(`${id}-tab-${tab.id}`)?.focus();
    };
  };
  const fileActs = (line: AttachmentLine) => !view.secret && (
    <span className={styles.acts}>
      {line.opens === 'open' && <Button size="small" appearance="subtle" disabled={acts.busy} icon={<Open16Regular />} onClick={() => acts.run(openAttachment(bridge, letterId, line))}>{t('attachment.open')}</Button>}
      <Button size="small" appearance="subtle" disabled={acts.busy} icon={<ArrowDownload16Regular />} onClick={() => acts.run(saveAttachment(bridge, letterId, line))}>{t('attachment.save')}</Button>
    </span>
  );
  return (
    <section className={styles.section} aria-label={t('pages:tabs')} data-testid="attachments">
      <div>
        <div className={styles.head}>
          <TabStrip id={id} tabs={stripTabs} shown={shown} onChoose={setChosen} />
          <span className={styles.count}>{t('attachment.count', { count: lines.length })}</span>
          {lines.length > 1 && !view.secret && <Button className={styles.saveAll} size="small" appearance="subtle" disabled={acts.busy} icon={<ArrowDownload16Regular />} onClick={() => acts.run(saveAllAttachments(bridge, letterId, lines))}>{t('attachment.saveAll')}</Button>}
        </div>
        <div role="status" className={mergeClasses(acts.outcome !== null && styles.message, acts.outcome?.good === false && tone.bad)}>
          {acts.outcome !== null && t(acts.outcome.words.key, acts.outcome.words.values)}
        </div>
      </div>
      {tabs.filter((tab) => tab.id === shown || visited.has(tab.id)).map((tab) => (
        <div key={tab.id} role="tabpanel" id={`${id}-panel-${tab.id}`} aria-labelledby={`${id}-tab-${tab.id}`} className={tab.id === shown ? styles.panel : styles.away} data-testid={`panel-${tab.id}`}>
          <TabContent tab={tab} view={view} sources={sources} highlight={highlight}>{tab.kind !== 'body' && fileActs(tab.line)}</TabContent>
        </div>
      ))}
      <h2 className={styles.files}>{t('attachment.region')}</h2>
      <AttachmentList bridge={bridge} letterId={letterId} lines={lines} signed={view.signed} sealed={view.secret} acts={acts} onShow={showOf} />
    </section>
  );
}

/** What a signed letter shows beside what was signed says so before it is opened. */
function isOutside(tab: LetterTab, { stageOne, verdict }: LetterView): boolean {
  if (tab.kind !== 'body') return tab.line.outsideSignature;
  const part = (stageOne?.html ?? stageOne?.text)?.part;
  return part !== undefined && (verdict?.unsignedParts.includes(part) ?? false);
}

interface TabContentProps {
  readonly tab: LetterTab;
  readonly view: LetterView;
  readonly sources: readonly SourceText[];
  readonly highlight: Highlight;
  /** what can be done with the file */
  readonly children: ReactNode;
}

function TabContent({ tab, view, sources, highlight, children }: TabContentProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { letterId } = view.kept;
  const part = tab.kind === 'body' ? null : tab.line.part;
  const member = tab.kind === 'body' ? undefined : tab.line.member;
  const of = useMemo<PagePart | null>(() => (part === null ? null : { letterId, part, ...(member === undefined ? {} : { member }) }), [letterId, part, member]);
  if (tab.kind === 'body' || of === null) return <LetterBody view={view} sources={sources} highlight={highlight} />;
  switch (tab.kind) {
    case 'pdf':
      return <PdfPages of={of} name={tab.line.name} sources={sources} scans={scansOf(view, tab.line)} highlight={highlight}>{children}</PdfPages>;
    case 'picture':
      return <>{children}<PictureView of={of} name={tab.line.name} scan={scansOf(view, tab.line)[0] ?? null} highlight={highlight} /></>;
    case 'text':
      return <AttachmentText file={of} name={tab.line.name} sources={sources} highlight={highlight}>{children}</AttachmentText>;
    case 'reading':
      return <>{children}<Spinner className={styles.waiting} size="tiny" label={t('pages:reading')} /></>;
    default:
      return assertNever(tab);
  }
}

/** What was read from the pictures of one file. */
function scansOf(view: LetterView, { part, member }: AttachmentLine): readonly OcrPage[] {
  return view.ocr?.parts.find((one) => one.part === part && one.member === (member ?? null))?.pages ?? [];
}
