import { Button, Dropdown, Option, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowDown16Regular, ArrowUp16Regular, Attach20Regular, Dismiss16Regular, Document20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { DragEvent, KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { DraftFile, FileRole } from '../../core/model/draft';
import type { DraftFailure } from '../../core/contract/outgoing-commands';
import { withMovedFile, withRole } from '../../core/outgoing/draft-files';
import { formatBytes } from '../ui/format-time';
import { Strip } from '../ui/Strip';
import { SizeLine } from './SizeLine';
import type { SizeState } from './use-size-limit';

const useStyles = makeStyles({
  area: { display: 'flex', flexDirection: 'column', rowGap: '6px', padding: '8px', border: `1px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusMedium },
  over: { backgroundColor: tokens.colorBrandBackground2 },
  foot: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px', rowGap: '4px' },
  hint: { color: tokens.colorNeutralForeground2 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '2px' },
  file: { display: 'flex', alignItems: 'center', columnGap: '6px', padding: '2px 4px 2px 8px', borderRadius: tokens.borderRadiusMedium, lineHeight: '20px', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` }, ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover } },
  name: { flexGrow: 1, minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  size: { color: tokens.colorNeutralForeground2, flexShrink: 0, fontVariantNumeric: 'tabular-nums' },
  signed: { color: tokens.colorStatusSuccessForeground1, flexShrink: 0 },
  role: { minWidth: '150px' },
});

const roles: readonly FileRole[] = ['document', 'annex', 'file'];

interface FileListProps {
  readonly bridge: AppBridge;
  readonly files: readonly DraftFile[];
  readonly official: boolean;
  /** files that were numbered or signed are not taken out by accident */
  readonly locked: boolean;
  readonly disabled: boolean;
  readonly size: SizeState;
  readonly failure: DraftFailure['code'] | null;
  readonly onChange: (files: (before: readonly DraftFile[]) => readonly DraftFile[]) => void;
  /** paths of dropped files; null: a person chooses */
  readonly onAttach: (paths: readonly string[] | null) => void;
}

/** What goes along, in the order in which it is sent; dropped, chosen and ordered by mouse or keys. */
export function FileList({ bridge, files, official, locked, disabled, size, failure, onChange, onAttach }: FileListProps) {
  const { t, i18n } = useTranslation();
  const styles = useStyles();
  const [over, setOver] = useState(false);
  const move = (index: number, by: -1 | 1) => onChange((before) => withMovedFile(before, index, by));
  const remove = (index: number) => onChange((before) => before.filter((_, place) => place !== index));
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>, index: number) => {
    if (event.target !== event.currentTarget || disabled) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const by = event.key === 'ArrowUp' ? -1 : 1;
      move(index, by);
      const row = event.currentTarget;
      // the focus goes with the file
      requestAnimationFrame(() => (row.parentElement?.children[Math.min(files.length - 1, Math.max(0, index + by))] as HTMLElement | undefined)?.focus());
    } else if (event.key === 'Delete' && !event.altKey && !isFixed(files[index], locked)) {
      event.preventDefault();
      remove(index);
    } else if (!event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      const next = event.key === 'ArrowUp' ? event.currentTarget.previousElementSibling : event.currentTarget.nextElementSibling;
      if (next instanceof HTMLElement) next.focus();
    }
  };
  const onDrop = (event: DragEvent) => {
    if (disabled) return;
    event.preventDefault();
    event.stopPropagation();
    setOver(false);
    const paths = [...event.dataTransfer.files].flatMap((file) => bridge.pathOf(file) ?? []);
    if (paths.length > 0) onAttach(paths);
  };
  return (
    <div
      className={over ? `${styles.area} ${styles.over}` : styles.area} data-testid="compose-files" onDrop={onDrop} onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(true);
      }}
    >
      {files.length > 0 && (
        <ul className={styles.list} aria-label={t('compose:files')}>
          {files.map((file, index) => (
            <li key={file.fileId} className={styles.file} tabIndex={0} onKeyDown={(event) => onKeyDown(event, index)} aria-label={t('compose:fileLabel', { name: file.name, place: index + 1, count: files.length })} data-testid="compose-file">
              <Document20Regular aria-hidden />
              <span className={styles.name} title={file.name}>{file.name}</span>
              {file.signedBy.length > 0 && <span className={styles.signed} title={file.signedBy.map(({ holder }) => holder).join('; ')}>{t('compose:signedBy', { count: file.signedBy.length })}</span>}
              <span className={styles.size}>{formatBytes(file.size, i18n.language)}</span>
              {official && (
                <Dropdown
                  size="small" className={styles.role} aria-label={t('compose:roleOf', { name: file.name })} value={t(`compose:role.${file.role}`)} selectedOptions={[file.role]} disabled={disabled || isFixed(file, locked)}
                  onOptionSelect={(_, data) => onChange((before) => withRole(before, file.fileId, (data.optionValue ?? 'file') as FileRole))}
                >
                  {roles.map((role) => <Option key={role} value={role}>{t(`compose:role.${role}`)}</Option>)}
                </Dropdown>
              )}
              <Button size="small" appearance="subtle" icon={<ArrowUp16Regular />} disabled={disabled || index === 0} aria-label={t('compose:fileUp', { name: file.name })} title="Alt+↑" onClick={() => move(index, -1)} />
              <Button size="small" appearance="subtle" icon={<ArrowDown16Regular />} disabled={disabled || index === files.length - 1} aria-label={t('compose:fileDown', { name: file.name })} title="Alt+↓" onClick={() => move(index, 1)} />
              <Button size="small" appearance="subtle" icon={<Dismiss16Regular />} disabled={disabled || isFixed(file, locked)} aria-label={t('compose:remove', { name: file.name })} title="Delete" onClick={() => remove(index)} />
            </li>
          ))}
        </ul>
      )}
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(`compose:failure.${failure}`)} live />}
      <div className={styles.foot}>
        <Button size="small" icon={<Attach20Regular />} disabled={disabled} onClick={() => onAttach(null)} title="Ctrl+Shift+A" data-testid="compose-attach">{t('compose:attach')}</Button>
        <span className={styles.hint}>{t(files.length > 1 ? 'compose:orderHint' : 'compose:dropHint')}</span>
        <SizeLine size={size} />
      </div>
    </div>
  );
}

function isFixed(file: DraftFile | undefined, locked: boolean): boolean {
  return file === undefined || (locked && (file.stamped || file.signedBy.length > 0));
}
