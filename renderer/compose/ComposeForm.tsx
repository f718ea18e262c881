import { Button, Checkbox, Dropdown, Field, Input, Option, Textarea, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../core/contract/bridge';
import type { AccountStatus } from '../../core/model/account';
import type { Draft, DraftDocument } from '../../core/model/draft';
import type { AccountId, Digest, IsoDate } from '../../core/model/ids';
import type { SigningKey } from '../../core/model/signing';
import type { Unit } from '../../core/model/unit';
import { withTemplate } from '../../core/outgoing/choose-template';
import { documentTypes, secrecies, urgencies } from '../../core/outgoing/document-types';
import type { ReadDraftFile } from '../../core/outgoing/read-draft-file';
import { templateOf } from '../../core/outgoing/template';
import { withAddressees } from '../../core/outgoing/with-addressees';
import { localDay } from '../ui/format-time';
import { AddresseeField } from './AddresseeField';
import { DocumentFields } from './DocumentFields';
import type { DraftKeeper } from './draft-keeper';
import { FileList } from './FileList';
import { useSigningKeys } from './issue/use-signing-keys';
import { KindField } from './KindField';
import { ReadStrip } from './ReadStrip';
import { SendOptions } from './SendOptions';
import type { Attaching } from './use-attaching';
import type { SizeState } from './use-size-limit';

const useStyles = makeStyles({
  form: { flexGrow: 1, minWidth: 0, overflowY: 'auto', scrollbarGutter: 'stable', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' } },
  page: { maxWidth: '940px', padding: '10px 20px 28px', display: 'flex', flexDirection: 'column', rowGap: '10px', boxSizing: 'border-box' },
  two: { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', columnGap: '16px', alignItems: 'start' },
  // a long address ends in points instead of making the field two lines high
  sender: { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  extra: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '12px' },
  body: { '& textarea': { minHeight: '220px', maxHeight: 'none', fontSize: '14px', lineHeight: '22px' } },
});

const noKeys: readonly SigningKey[] = [];

interface ComposeFormProps {
  readonly bridge: AppBridge;
  readonly directory: readonly Unit[];
  readonly accounts: readonly AccountStatus[];
  readonly keeper: DraftKeeper;
  readonly draft: Draft;
  readonly dsn: boolean | null;
  readonly size: SizeState;
  readonly attaching: Attaching;
  /** what was read of the files, by digest */
  readonly read: ReadonlyMap<Digest, ReadDraftFile>;
  /** it has its register line: what stands in that is no longer changed */
  readonly issued: boolean;
  /** addresses that nothing can be encrypted for; null: not found out yet */
  readonly missingReaders: readonly string[] | null;
  /** is there a key of ours that will open what was sent? */
  readonly opensOwn: boolean;
  readonly disabled: boolean;
}

export function ComposeForm({ bridge, directory, accounts, keeper, draft, dsn, size, attaching, read, issued, missingReaders, opensOwn, disabled }: ComposeFormProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { change } = keeper;
  const [copied, setCopied] = useState(draft.cc.length > 0 || draft.bcc.length > 0);
  const keys = useSigningKeys(bridge);
  const today = localDay(new Date()) as IsoDate;
  const language = templateOf(draft)?.language ?? 'vi';
  const isNumbered = draft.document?.number != null;
  const main = draft.files.find(({ role }) => role === 'document');
  const set = (part: Partial<Draft>) => change((before) => ({ ...before, ...part }));
  const setDocument = (part: Partial<DraftDocument>) => change((before) => (before.document === null ? before : { ...before, document: { ...before.document, ...part } }));
  // copies may come with an answer to all
  useEffect(() => setCopied((before) => before || draft.cc.length > 0 || draft.bcc.length > 0), [draft.cc, draft.bcc]);
  const field = (name: 'to' | 'cc' | 'bcc', autoFocus = false) => (
    <AddresseeField label={t(`compose:${name}`)} addressees={draft[name]} directory={directory} today={today} testId={`compose-${name}`} autoFocus={autoFocus} disabled={disabled} onChange={(addressees) => change((before) => withAddressees(before, name, addressees))} />
  );
  const nameOf = (accountId: AccountId): string => {
    const account = accounts.find((one) => one.accountId === accountId);
    return account === undefined ? '' : account.displayName === '' ? account.address : `${account.displayName} <${account.address}>`;
  };
  // what is issued stands before the fields that are read from it
  const files = (
    <Field label={t('compose:files')}>
      <FileList
        bridge={bridge} files={draft.files} official={draft.document !== null} locked={isNumbered} disabled={disabled || issued} size={size} failure={attaching.failure}
        onChange={(files) => change((before) => ({ ...before, files: files(before.files) }))} onAttach={attaching.attach}
      />
    </Field>
  );
  return (
    <div className={styles.form} id="compose-form" tabIndex={-1}>
      <div className={styles.page}>
        <div className={styles.two}>
          <KindField draft={draft} disabled={disabled || isNumbered} onTemplate={(id) => change((before) => withTemplate(before, id, keeper.unit))} />
          <Field label={t('compose:from')}>
            <Dropdown title={nameOf(draft.accountId)} button={{ children: <span className={styles.sender}>{nameOf(draft.accountId)}</span> }} value={nameOf(draft.accountId)} selectedOptions={[draft.accountId]} disabled={disabled || isNumbered} onOptionSelect={(_, data) => data.optionValue !== undefined && set({ accountId: data.optionValue as AccountId })} data-testid="compose-from">
              {accounts.map(({ accountId }) => <Option key={accountId} value={accountId} text={nameOf(accountId)}>{nameOf(accountId)}</Option>)}
            </Dropdown>
          </Field>
        </div>
        {field('to', draft.to.length === 0)}
        {copied && <>{field('cc')}{field('bcc')}</>}
        <div className={styles.extra}>
          {!copied && <Button size="small" appearance="subtle" disabled={disabled} onClick={() => setCopied(true)} data-testid="compose-more-fields">{t('compose:showCopies')}</Button>}
          <Checkbox checked={draft.separately} disabled={disabled} label={t('compose:separately')} onChange={(_, data) => set({ separately: data.checked === true })} data-testid="compose-separately" />
        </div>
        {draft.document !== null && files}
        {draft.document !== null && (
          <>
            {!issued && !disabled && <ReadStrip document={draft.document} read={main === undefined ? null : read.get(main.digest) ?? null} onFill={setDocument} />}
            <DocumentFields
              document={draft.document} types={documentTypes(language)} urgencies={urgencies(language)} secrecies={secrecies(language)} addressed={[...draft.to, ...draft.cc].map(({ name, address }) => name || address)}
              disabled={disabled || issued} onChange={setDocument}
            />
          </>
        )}
        <Field label={t('compose:subject')}>
          <Input value={draft.subject} maxLength={5000} disabled={disabled} spellCheck onChange={(_, data) => set({ subject: data.value })} data-testid="compose-subject" />
        </Field>
        {draft.document === null && files}
        <Field id="compose-text" label={t('compose:body')} className={styles.body}>
          <Textarea value={draft.body} resize="vertical" spellCheck disabled={disabled} onChange={(_, data) => set({ body: data.value })} data-testid="compose-body" />
        </Field>
        <SendOptions draft={draft} dsn={dsn} keys={keys ?? noKeys} missingReaders={missingReaders} opensOwn={opensOwn} disabled={disabled} onChange={set} />
      </div>
    </div>
  );
}
