import { Button, Checkbox, Input, makeStyles } from '@fluentui/react-components';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { Draft, DraftFile } from '../../../core/model/draft';
import type { PdfPlace } from '../../../core/pdf/write/pdf-place';
import { Strip } from '../../ui/Strip';
import { filesToStamp } from './issue-steps';
import { PagePreview } from './PagePreview';
import { stampItems, type StampItem, type StampName } from './stamp-items';
import { useShownFiles } from './use-shown-files';
import { useWork } from './use-work';
import { WideDialog } from './WideDialog';

const useStyles = makeStyles({
  columns: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 340px', columnGap: '20px', minHeight: 0, flexGrow: 1 },
  preview: { minWidth: 0, overflowY: 'auto', paddingRight: '6px' },
  side: { minWidth: 0, overflowY: 'auto', display: 'flex', flexDirection: 'column', rowGap: '12px', alignItems: 'flex-start' },
  text: { width: '100%' },
});

interface StampDialogProps {
  readonly bridge: AppBridge;
  readonly draft: Draft;
  readonly onStamped: (draft: Draft) => void;
  readonly onClose: () => void;
}

/** the number ends where its symbol begins, the rest of the year begins where the year is printed */
const aligned: Readonly<Record<StampName, 'left' | 'centre' | 'right'>> = { number: 'right', day: 'centre', month: 'centre', year: 'left', date: 'left' };

/** Number and date in the blanks of the document, seen before they are written. */
export function StampDialog({ bridge, draft, onStamped, onClose }: StampDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const work = useWork();
  const files = useMemo(() => filesToStamp(draft).slice(0, 1), [draft]);
  const shown = useShownFiles(bridge, work, draft.draftId, files);
  const [page, setPage] = useState(1);
  const [texts, setTexts] = useState<Readonly<Partial<Record<StampName, string>>>>({});
  const [choice, setChoice] = useState<Readonly<Partial<Record<StampName, boolean>>>>({});
  const [moved, setMoved] = useState<Readonly<Partial<Record<StampName, PdfPlace>>>>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const current = shown?.[0] ?? null;
  const items = current === null ? [] : stampItems(draft, current.found).map((item): StampItem => ({ ...item, text: texts[item.name] ?? item.text, place: moved[item.name] ?? item.place }));
  const isWanted = ({ name, guessed }: StampItem): boolean => choice[name] ?? !guessed;
  const wanted = items.filter(isWanted);
  const stamp = async () => {
    if (current === null) return;
    const stamped = await work.ask('stamp', current.bytes, wanted.map(({ name, text, place, size }) => ({ ...place, text, size, style: name === 'number' ? 'upright' as const : 'italic' as const, align: size === null ? 'left' as const : aligned[name] })));
    if (!stamped.ok) return setTrouble(`pdf-write:failure.${stamped.failure}`);
    const { name, mediaType, role, fileId } = current.file;
    const kept = await bridge.ask('draft.keepFile', { draftId: draft.draftId, name, mediaType, role, bytes: stamped.value });
    if (!kept.ok) return setTrouble(`compose:failure.${kept.failure.code}`);
    const next: DraftFile = { ...kept.value, role, stamped: true, signedBy: [] };
    return onStamped({ ...draft, files: draft.files.map((file) => (file.fileId === fileId ? next : file)) });
  };
  const run = () => {
    setBusy(true);
    setTrouble(null);
    stamp().catch(() => setTrouble('compose:failure.gaveUp')).finally(() => setBusy(false)).catch((cause: unknown) => reportError(cause));
  };
  return (
    <WideDialog title={t('issue:stamp.title')} testId="stamp-dialog" onClose={onClose} actions={<Button onClick={onClose} disabled={busy}>{t('common.cancel')}</Button>}>
      <div className={styles.columns}>
        <div className={styles.preview}>
          {current?.outline != null && <PagePreview work={work} bytes={current.bytes} outline={current.outline} page={page} onPage={setPage} places={wanted.map(({ name, text, place }) => ({ id: name, label: text, seal: false, place }))} onMove={(id, place) => setMoved((before) => ({ ...before, [id]: place }))} />}
        </div>
        <div className={styles.side}>
          <span>{t('issue:stamp.lead')}</span>
          {items.map((item) => (
            <div key={item.name} className={styles.text}>
              <Checkbox checked={isWanted(item)} label={t(`issue:stamp.${item.name}`)} onChange={(_, { checked }) => setChoice((before) => ({ ...before, [item.name]: checked === true }))} data-testid={`stamp-want-${item.name}`} />
              <Input className={styles.text} value={item.text} disabled={!isWanted(item)} aria-label={t(`issue:stamp.${item.name}`)} onChange={(_, { value }) => setTexts((before) => ({ ...before, [item.name]: value }))} data-testid={`stamp-${item.name}`} />
            </div>
          ))}
          {shown !== null && current?.outline == null && <Strip tone="warn" label={t('common.notice')} headline={t('issue:stamp.noPdf')} />}
          {trouble !== null && <Strip tone="bad" label={t('common.notice')} headline={t(trouble)} live testId="stamp-trouble" />}
          <Button appearance="primary" disabled={busy || current?.outline == null || wanted.length === 0} onClick={run} data-testid="stamp-do">{t('issue:stamp.do')}</Button>
        </div>
      </div>
    </WideDialog>
  );
}
