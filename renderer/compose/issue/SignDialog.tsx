import { Button, Tab, TabList, makeStyles, tokens } from '@fluentui/react-components';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { AppState } from '../../../core/contract/commands';
import type { Draft, SignerPart } from '../../../core/model/draft';
import type { FileId } from '../../../core/model/ids';
import type { SigningKey } from '../../../core/model/signing';
import { defaultSigning } from '../../../core/acknowledge/default-policy';
import { chooseMechanism } from '../../../core/outgoing/choose-mechanism';
import { annexLines } from '../../../core/outgoing/signature-lines';
import { isoTime } from '../../../core/base/clock';
import type { PdfPlace } from '../../../core/pdf/write/pdf-place';
import { trustNow } from '../work/trust-now';
import { signFiles, type SigningStage, type SigningTrouble } from '../work/sign-files';
import type { SignatureLook } from '../work/signature-look';
import { isOfficeFile } from '../work/file-format';
import { filesToSign } from './issue-steps';
import { OfficePreview } from './OfficePreview';
import { PagePreview } from './PagePreview';
import { SignStep } from './SignStep';
import { annexPlace, startPlace } from './start-places';
import { useShownFiles, type ShownFile } from './use-shown-files';
import { useSignaturePicture } from './use-signature-picture';
import { useSignerLines } from './use-signer-lines';
import { useWork } from './use-work';
import { WideDialog } from './WideDialog';

const useStyles = makeStyles({
  columns: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 340px', columnGap: '20px', minHeight: 0, flexGrow: 1 },
  preview: { minWidth: 0, minHeight: 0, overflowY: 'auto', paddingRight: '6px', display: 'flex', flexDirection: 'column', rowGap: '8px' },
  side: { minWidth: 0, overflowY: 'auto', paddingBottom: '8px' },
  none: { padding: '24px', color: tokens.colorNeutralForeground2 },
});

interface SignDialogProps {
  readonly bridge: AppBridge;
  readonly state: AppState;
  readonly draft: Draft;
  readonly keys: readonly SigningKey[];
  readonly part: SignerPart;
  /** that issues the document; null: not known */
  readonly unit: string | null;
  readonly onSigned: (draft: Draft) => void;
  readonly onClose: () => void;
}

/** The document as it will be signed, and who signs it: every file is seen before anything is signed. */
export function SignDialog({ bridge, state, draft, keys, part, unit, onSigned, onClose }: SignDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const work = useWork();
  const files = useMemo(() => filesToSign(draft, part), [draft, part]);
  const shown = useShownFiles(bridge, work, draft.draftId, files);
  const [at, setAt] = useState(0);
  const [page, setPage] = useState<number | null>(null);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  const [moved, setMoved] = useState<Readonly<Record<string, PdfPlace>>>({});
  const [keyId, setKeyId] = useState(keys.length === 1 ? (keys[0]?.keyId ?? '') : '');
  const [stage, setStage] = useState<SigningStage | null>(null);
  const [trouble, setTrouble] = useState<SigningTrouble | null>(null);
  const enough = useRef(new AbortController());
  const key = keys.find((one) => one.keyId === keyId) ?? null;
  const picture = useSignaturePicture(bridge, key?.fingerprint ?? null);
  const lines = useSignerLines(work, key, part, state, draft, unit);
  const current = shown?.[at] ?? null;
  const placeOf = useCallback((one: ShownFile): PdfPlace | null => {
    if (one.outline === null) return null;
    return moved[one.file.fileId] ?? (one.file.role === 'annex' ? (one.found.annex ?? annexPlace(one.outline)) : (one.found[part] ?? startPlace(part, one.outline)));
  }, [moved, part]);
  const lookOf = (one: ShownFile): SignatureLook | null => {
    const place = placeOf(one);
    if (place === null) return null;
    return one.file.role === 'annex'
      ? { part: 'annex', picture: null, lines: annexLines(draft.document?.number?.code ?? '', isoTime(new Date())), place }
      : { part, picture: picture.bytes, lines: [], place };
  };
  const place = current === null ? null : placeOf(current);
  const shownPage = page ?? place?.page ?? 1;
  const seeing = current?.file.fileId ?? null;
  const seeCurrent = useCallback(() => {
    if (seeing !== null) setSeen((before) => (before.has(seeing) ? before : new Set([...before, seeing])));
  }, [seeing]);
  const see = (fileId: FileId, isSeen: boolean) => setSeen((before) => (isSeen ? new Set([...before, fileId]) : new Set([...before].filter((one) => one !== fileId))));
  const sign = (withTimestamp: boolean) => {
    if (key === null || shown === null) return;
    const mechanism = chooseMechanism(key, state.policy.signing ?? defaultSigning);
    if (mechanism === null) return setTrouble({ text: 'signing:failure.mechanism', file: null });
    enough.current = new AbortController();
    setTrouble(null);
    const timestamp = { want: !withTimestamp ? 'none' as const : state.policy.signing?.timestamp?.required === true ? 'required' as const : 'wanted' as const, enough: enough.current.signal };
    return void signFiles({ bridge, work, hear: setStage, trust: trustNow(state, isoTime(new Date())) }, draft, { part, key, mechanism, files: shown.map((one) => ({ file: one.file, look: isOfficeFile(one.file) ? null : lookOf(one) })), timestamp }).then(
      (signed) => (signed.ok ? onSigned(signed.value) : setTrouble(signed.failure)),
      () => setTrouble({ text: 'compose:failure.gaveUp', file: null }),
    ).finally(() => setStage(null));
  };
  return (
    <WideDialog title={t(`issue:sign.title.${part}`)} testId={`sign-dialog-${part}`} onClose={onClose} actions={<Button onClick={onClose} disabled={stage !== null}>{t('common.cancel')}</Button>}>
      <div className={styles.columns}>
        <div className={styles.preview}>
          {shown !== null && shown.length > 1 && (
            <TabList size="small" selectedValue={at} onTabSelect={(_, { value }) => { setAt(Number(value)); setPage(null); }}>
              {shown.map(({ file }, index) => <Tab key={file.fileId} value={index}>{file.name}</Tab>)}
            </TabList>
          )}
          {current !== null && current.outline !== null && place !== null && !isOfficeFile(current.file) && (
            <PagePreview
              work={work} bytes={current.bytes} outline={current.outline} page={shownPage} onPage={setPage} onSeen={seeCurrent}
              places={[{ id: current.file.role === 'annex' ? 'annex' : part, label: t(`issue:place.${current.file.role === 'annex' ? 'annex' : part}`), seal: part === 'agency', place }]}
              onMove={(_, next) => setMoved((before) => ({ ...before, [current.file.fileId]: next }))}
            />
          )}
          {current !== null && current.outline === null && !isOfficeFile(current.file) && <span className={styles.none}>{t('issue:preview.none')}</span>}
          {current !== null && isOfficeFile(current.file) && <OfficePreview key={current.file.fileId} bridge={bridge} shown={current} seen={seen.has(current.file.fileId)} onSeen={see} />}
        </div>
        <div className={styles.side}>
          <SignStep
            part={part} keys={keys} chosen={key} onChoose={setKeyId} lines={lines} files={files.map(({ fileId, name }) => ({ name, seen: seen.has(fileId) }))} picture={picture.url} isDrawn={files.some((file) => !isOfficeFile(file))} onPicture={picture.choose} onNoPicture={picture.remove}
            timestamp={state.policy.signing?.timestamp == null ? 'none' : state.policy.signing.timestamp.required ? 'required' : 'wanted'} stage={stage} trouble={trouble ?? picture.trouble} onEnough={() => enough.current.abort()} onSign={sign}
          />
        </div>
      </div>
    </WideDialog>
  );
}
