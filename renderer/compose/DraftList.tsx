import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Compose20Regular, Delete20Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import type { Draft, KeptDraft } from '../../core/model/draft';
import type { DraftId } from '../../core/model/ids';
import { DialogFrame } from '../ui/DialogFrame';
import { formatSince } from '../ui/format-time';
import { Stamp } from '../ui/Stamp';
import { Strip } from '../ui/Strip';
import { useMinute } from '../ui/use-minute';
import { useDamagedDrafts } from './use-drafts';

const useStyles = makeStyles({
  room: { flexGrow: 1, minWidth: 0, overflowY: 'auto', scrollbarGutter: 'stable', backgroundColor: tokens.colorNeutralBackground2 },
  page: { maxWidth: '980px', padding: '20px 28px 40px', display: 'flex', flexDirection: 'column', rowGap: '14px', boxSizing: 'border-box' },
  head: { display: 'flex', alignItems: 'center', columnGap: '12px' },
  title: { margin: 0, flexGrow: 1, fontSize: '22px', lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  list: { listStyleType: 'none', margin: 0, padding: 0, backgroundColor: tokens.colorNeutralBackground1, border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  entry: { display: 'flex', alignItems: 'center', columnGap: '8px', padding: '0 8px 0 0', borderBottom: `1px solid ${tokens.colorNeutralStroke2}`, ':last-child': { borderBottom: 'none' } },
  open: {
    flexGrow: 1, minWidth: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) auto', columnGap: '12px', rowGap: '2px', padding: '10px 14px', border: 'none', backgroundColor: 'transparent', color: 'inherit', font: 'inherit', textAlign: 'left', lineHeight: '20px', cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover }, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  subject: { fontWeight: tokens.fontWeightSemibold, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  soft: { color: tokens.colorNeutralForeground2, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  marks: { display: 'flex', columnGap: '6px', justifyContent: 'flex-end' },
  damaged: { listStyleType: 'none', margin: '8px 0 0', padding: 0, display: 'flex', flexDirection: 'column', rowGap: '4px' },
  broken: { display: 'flex', alignItems: 'center', columnGap: '12px' },
  empty: { padding: '28px 14px', color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface DraftListProps {
  readonly bridge: AppBridge;
  /** null: not known yet */
  readonly drafts: readonly KeptDraft[] | null;
  readonly accounts: readonly AccountStatus[];
  readonly onNew: () => void;
  readonly onRegisters: () => void;
  readonly onOpen: (kept: KeptDraft) => void;
}

/** What was begun and not sent: to go on with, or to throw away. */
export function DraftList({ bridge, drafts, accounts, onNew, onRegisters, onOpen }: DraftListProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const now = useMinute();
  const [discarding, setDiscarding] = useState<Draft | null>(null);
  const [failed, setFailed] = useState(false);
  const damaged = useDamagedDrafts(bridge);
  const discard = ({ draftId }: { readonly draftId: DraftId }) => {
    setDiscarding(null);
    bridge.ask('draft.discard', { draftId }).then((answer) => setFailed(!answer.ok), () => setFailed(true));
  };
  return (
    <main className={styles.room} aria-label={t('compose:draftsTitle')} data-testid="drafts">
      <div className={styles.page}>
        <div className={styles.head}>
          <h1 className={styles.title}>{t('compose:draftsTitle')}</h1>
          <Button appearance="primary" icon={<Compose20Regular />} onClick={onNew} title="Ctrl+N" data-testid="drafts-new">{t('compose:new')}</Button>
        </div>
        {failed && <Strip tone="bad" label={t('common.notice')} headline={t('compose:discardFailed')} live />}
        {damaged.length > 0 && (
          <Strip tone="warn" label={t('common.notice')} headline={t('compose:damagedTitle', { count: damaged.length })} testId="damaged-drafts">
            {t('compose:damagedLead')}
            <ul className={styles.damaged}>
              {damaged.map(({ draftId, accountId }) => {
                const name = t('compose:damagedEntry', { address: accounts.find((one) => one.accountId === accountId)?.address ?? '–' });
                return (
                  <li key={draftId} className={styles.broken}>
                    <span>{name}</span>
                    <Button size="small" icon={<Delete20Regular />} aria-label={`${t('compose:discard')}: ${name}`} onClick={() => discard({ draftId })} data-testid="damaged-discard">{t('compose:discard')}</Button>
                  </li>
                );
              })}
            </ul>
          </Strip>
        )}
        {drafts !== null && (
          <ul className={styles.list} id="draft-list" tabIndex={-1}>
            {drafts.length === 0 && <li className={styles.empty}>{t('compose:draftsEmpty')}</li>}
            {drafts.map((kept) => {
              const { draft, savedAt } = kept;
              const subject = draft.subject.trim() || draft.document?.summary || t('compose:noSubject');
              const people = [...draft.to, ...draft.cc, ...draft.bcc].map(({ name, address }) => name || address);
              const account = accounts.find(({ accountId }) => accountId === draft.accountId);
              return (
                <li key={draft.draftId} className={styles.entry} data-testid="draft-entry">
                  <button type="button" className={styles.open} onClick={() => onOpen(kept)}>
                    <span className={styles.subject}>{subject}</span>
                    <span className={styles.marks}>
                      {draft.document !== null && <Stamp kind="quiet">{draft.document.number?.code ?? t('compose:kind.document')}</Stamp>}
                      <span className={styles.soft}>{formatSince(savedAt, now)}</span>
                    </span>
                    <span className={styles.soft}>{people.length === 0 ? t('compose:noAddressees') : t('compose:toShort', { names: people.slice(0, 4).join('; '), more: Math.max(0, people.length - 4) })}</span>
                    <span className={styles.marks}><span className={styles.soft}>{draft.files.length > 0 ? t('compose:filesCount', { count: draft.files.length }) : ''}{accounts.length > 1 ? ` ${account?.address ?? ''}` : ''}</span></span>
                  </button>
                  <Button appearance="subtle" icon={<Delete20Regular />} aria-label={t('compose:discardOf', { subject })} title={t('compose:discard')} onClick={() => setDiscarding(draft)} data-testid="draft-discard" />
                </li>
              );
            })}
          </ul>
        )}
      </div>
      {discarding !== null && (
        <DialogFrame
          title={t('compose:discardTitle')} testId="discard-dialog" onClose={() => setDiscarding(null)}
          lead={t(discarding.document?.number == null ? 'compose:discardLead' : 'compose:discardNumbered', { code: discarding.document?.number?.code ?? '' })}
          actions={<>
            <Button appearance="primary" onClick={() => discard(discarding)} data-testid="discard-yes">{t('compose:discard')}</Button>
            {discarding.document?.number != null && <Button onClick={onRegisters} data-testid="discard-register">{t('compose:toRegister')}</Button>}
            <Button onClick={() => setDiscarding(null)}>{t('compose:keepDraft')}</Button>
          </>}
        />
      )}
    </main>
  );
}
