import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { ArrowDownload16Regular, Dismiss16Regular, Open16Regular } from '@fluentui/react-icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../../core/contract/bridge';
import { openFile, saveFile, unreadable } from '../../attachments/attachment-acts';
import type { ActOutcome } from '../../attachments/attachment-acts';
import { fileBytes } from '../../attachments/file-bytes';
import { useAttachmentActs } from '../../attachments/use-attachment-acts';
import { PdfPages } from '../../pages/PdfPages';
import { noHighlight } from '../../reading/highlight';
import { useToneText } from '../../../ui/use-tone-styles';
import { revisionName } from './use-signed-revision';
import type { ShownRevision } from './use-signed-revision';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: '6px', padding: '10px 12px 12px', border: `2px solid ${tokens.colorBrandStroke1}`, borderRadius: tokens.borderRadiusMedium, minWidth: 0 },
  head: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: '8px' },
  title: { margin: 0, flexGrow: 1, fontSize: tokens.fontSizeBase400, lineHeight: '24px', fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  lead: { margin: 0, lineHeight: '20px', overflowWrap: 'anywhere' },
});

interface SignedRevisionProps {
  readonly bridge: AppBridge;
  readonly revision: ShownRevision;
  /** nothing is offered that takes a file out of here */
  readonly sealed: boolean;
  readonly onClose: () => void;
}

/** The pages that were signed, under a title that says so, and as a file of their own. */
export function SignedRevision({ bridge, revision, sealed, onClose }: SignedRevisionProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  const title = useRef<HTMLHeadingElement>(null);
  const acts = useAttachmentActs();
  const name = revisionName(revision.name, t('revision.fileSuffix'));
  useEffect(() => {
    title.current?.focus();
    title.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const act = async (run: typeof openFile): Promise<ActOutcome> => {
    const bytes = await fileBytes(revision.of);
    return bytes.ok ? run(bridge, { name, contentType: revision.contentType, bytes: bytes.value }) : unreadable;
  };
  return (
    <section className={styles.section} aria-labelledby="signed-revision-title" data-testid="signed-revision">
      <div className={styles.head}>
        <h2 id="signed-revision-title" ref={title} tabIndex={-1} className={styles.title}>{t('revision.title', { revision: revision.revision })}</h2>
        {!sealed && <Button size="small" appearance="subtle" disabled={acts.busy} icon={<Open16Regular />} onClick={() => acts.run(act(openFile))} data-testid="revision-open">{t('revision.open')}</Button>}
        {!sealed && <Button size="small" appearance="subtle" disabled={acts.busy} icon={<ArrowDownload16Regular />} onClick={() => acts.run(act(saveFile))} data-testid="revision-save">{t('revision.save')}</Button>}
        <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} onClick={onClose} data-testid="revision-close">{t('revision.close')}</Button>
      </div>
      <p className={styles.lead}>{t('revision.lead', { name: revision.name })}</p>
      <div role="status" className={mergeClasses(acts.outcome?.good === false && tone.bad)}>{acts.outcome !== null && t(acts.outcome.words.key, acts.outcome.words.values)}</div>
      <PdfPages of={revision.of} name={name} sources={[]} scans={[]} highlight={noHighlight}>{null}</PdfPages>
    </section>
  );
}
