import { Button, Checkbox, Field, Input, Radio, RadioGroup, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronDown12Regular, ChevronRight12Regular } from '@fluentui/react-icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { KnownMailbox } from '../../store/known-mailbox';
import { Strip } from '../../ui/Strip';
import { DialogFrame } from '../../ui/DialogFrame';
import { boxLines, boxState, isKept, isRepeating, setAll, withBox } from './folder-boxes';
import type { Boxes } from './folder-boxes';

/** CSS pixels */
const lineHeight = 32;
/** folders below which every branch stands open at first */
const openAtFirst = 60;

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'center', columnGap: '8px', flexWrap: 'wrap' },
  count: { color: tokens.colorNeutralForeground2, marginRight: 'auto', fontVariantNumeric: 'tabular-nums' },
  scroll: { height: '264px', overflowY: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  inner: { position: 'relative' },
  line: { position: 'absolute', left: 0, top: 0, width: '100%', boxSizing: 'border-box', height: `${lineHeight}px`, display: 'flex', alignItems: 'center', whiteSpace: 'nowrap', overflow: 'hidden' },
  turn: { minWidth: '20px', width: '20px', height: '20px', padding: 0, flexShrink: 0 },
  noTurn: { width: '20px', flexShrink: 0 },
  note: { color: tokens.colorNeutralForeground2 },
  since: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  stack: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
});

interface FoldersDialogProps {
  readonly bridge: AppBridge;
  readonly mailbox: KnownMailbox;
  readonly onClose: () => void;
}

/** Which folders are kept and from what day on; everything, unless a person says otherwise. */
export function FoldersDialog({ bridge, mailbox, onClose }: FoldersDialogProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { account, folders } = mailbox;
  const [boxes, setBoxes] = useState<Boxes>(account.mailbox?.folders ?? {});
  const [since, setSince] = useState<string | null>(account.mailbox?.since ?? null);
  const [turned, setTurned] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(false);
  const [scroll, setScroll] = useState<HTMLDivElement | null>(null);
  const lines = useMemo(() => boxLines(folders, (node) => turned.has(node.path) !== folders.length < openAtFirst), [folders, turned]);
  const virtual = useVirtualizer({ count: lines.length, getScrollElement: () => scroll, estimateSize: () => lineHeight, overscan: 8, initialRect: { width: 560, height: 264 } });
  const selectable = useMemo(() => folders.filter((folder) => folder.selectable), [folders]);
  const kept = selectable.filter((folder) => isKept(folder, boxes)).length;
  const dayWrong = since !== null && !/^\d{4}-\d{2}-\d{2}$/.test(since);
  const turn = (path: string) => setTurned((before) => {
    const next = new Set(before);
    if (!next.delete(path)) next.add(path);
    return next;
  });
  const save = () => {
    if (dayWrong) return;
    bridge.ask('account.setMailbox', { accountId: account.accountId, mailbox: { folders: { ...boxes }, since } }).then(onClose, () => setFailed(true));
  };
  return (
    <DialogFrame
      title={t('mailbox:keep.title')} lead={t('mailbox:keep.lead')} testId="folders-dialog" onClose={onClose}
      actions={<>
        <Button appearance="primary" disabled={dayWrong} onClick={save} data-testid="folders-save">{t('mailbox:account.save')}</Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </>}
    >
      {folders.length === 0
        ? <Strip tone="info" label={t('common.notice')} headline={t('mailbox:keep.noList')} />
        : (
          <div className={styles.stack} role="group" aria-label={t('mailbox:keep.folders')}>
            <div className={styles.head}>
              <span className={styles.count} role="status" data-testid="folders-count">{t('mailbox:keep.count', { kept, total: selectable.length })}</span>
              <Button size="small" appearance="subtle" onClick={() => setBoxes(setAll(folders, true))}>{t('mailbox:keep.all')}</Button>
              <Button size="small" appearance="subtle" onClick={() => setBoxes(setAll(folders, false))}>{t('mailbox:keep.none')}</Button>
            </div>
            <div ref={setScroll} className={styles.scroll}>
              <div className={styles.inner} style={{ height: virtual.getTotalSize() }}>
                {virtual.getVirtualItems().map((item) => {
                  const line = lines[item.index];
                  if (line === undefined) return null;
                  const { node, depth, isOpen } = line;
                  const name = node.use === null ? node.name : t(`mailbox:use.${node.use}`);
                  return (
                    <div key={node.path} className={styles.line} style={{ transform: `translateY(${item.start}px)`, paddingLeft: `${4 + depth * 20}px` }}>
                      {node.children.length > 0
                        ? <Button className={styles.turn} appearance="transparent" size="small" aria-expanded={isOpen} aria-label={name} icon={isOpen ? <ChevronDown12Regular /> : <ChevronRight12Regular />} onClick={() => turn(node.path)} />
                        : <span className={styles.noTurn} />}
                      <Checkbox checked={boxState(node, boxes)} onChange={(_, data) => setBoxes(withBox(node, data.checked === true, boxes))} label={name} data-testid={`keep-${node.path}`} />
                      {node.info !== null && isRepeating(node.info) && <span className={styles.note}>{t('mailbox:keep.repeats')}</span>}
                    </div>
                  );
                })}
              </div>
            </div>
          </div>
        )}
      <Field label={t('mailbox:keep.since')} {...(since === null ? {} : { hint: t('mailbox:keep.sinceHint') })} {...(dayWrong ? { validationMessage: t('mailbox:keep.dayWrong'), validationState: 'error' as const } : {})}>
        <RadioGroup value={since === null ? 'all' : 'day'} onChange={(_, data) => setSince(data.value === 'all' ? null : (account.mailbox?.since ?? yearAgo()))} data-testid="keep-since">
          <Radio value="all" label={t('mailbox:keep.everything')} />
          <div className={styles.since}>
            <Radio value="day" label={t('mailbox:keep.sinceDay')} />
            {since !== null && <Input type="date" value={since} onChange={(_, data) => setSince(data.value)} aria-label={t('mailbox:keep.sinceDay')} data-testid="keep-since-day" />}
          </div>
        </RadioGroup>
      </Field>
      {failed && <Strip tone="bad" label={t('common.notice')} headline={t('common.failed')} live />}
    </DialogFrame>
  );
}

function yearAgo(): string {
  return `${new Date().getFullYear() - 1}-01-01`;
}
