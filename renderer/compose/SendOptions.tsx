import { Checkbox, Dropdown, Field, Input, Option, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../core/model/draft';
import type { IsoDate, IsoTime } from '../../core/model/ids';
import type { SigningKey } from '../../core/model/signing';
import { EncryptChoice } from './EncryptChoice';
import { isoOfLocal, localOfIso } from './local-time';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  row: { display: 'flex', flexWrap: 'wrap', columnGap: '24px', rowGap: '6px', alignItems: 'end' },
  note: { color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface SendOptionsProps {
  readonly draft: Draft;
  /** does the server tell of delivery (RFC 3461)? null: not known */
  readonly dsn: boolean | null;
  /** keys that can sign now */
  readonly keys: readonly SigningKey[];
  /** addresses that nothing can be encrypted for; null: not found out yet */
  readonly missingReaders: readonly string[] | null;
  /** is there a key of ours that will open what was sent? */
  readonly opensOwn: boolean;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** What is asked of the receiver, and when the letter leaves. */
export function SendOptions({ draft, dsn, keys, missingReaders, opensOwn, disabled, onChange }: SendOptionsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { wants } = draft;
  const key = keys.find(({ keyId }) => keyId === draft.signWith);
  return (
    <div className={styles.box}>
      <div className={styles.row}>
        <Checkbox checked={wants.mdn} disabled={disabled} label={t('compose:wantMdn')} onChange={(_, data) => onChange({ wants: { ...wants, mdn: data.checked === true } })} data-testid="compose-mdn" />
        <Checkbox checked={wants.dsn} disabled={disabled} label={t('compose:wantDsn')} onChange={(_, data) => onChange({ wants: { ...wants, dsn: data.checked === true } })} data-testid="compose-dsn" />
        <Checkbox checked={wants.progress === true} disabled={disabled} label={t('signed-receipt:wantProgress')} onChange={(_, data) => onChange({ wants: { ...wants, progress: data.checked === true } })} data-testid="compose-progress" />
        {draft.signWith !== null && <Checkbox checked={wants.signedReceipt === true} disabled={disabled} label={t('signed-receipt:want')} onChange={(_, data) => onChange({ wants: { ...wants, signedReceipt: data.checked === true } })} data-testid="compose-signed-receipt" />}
      </div>
      {wants.dsn && dsn === false && <span className={styles.note}>{t('compose:noDsn')}</span>}
      <EncryptChoice draft={draft} missing={missingReaders} opensOwn={opensOwn} disabled={disabled} onChange={onChange} />
      <div className={styles.row}>
        <Field label={t('compose:answerBy')}>
          <Input type="date" value={wants.answerBy ?? ''} disabled={disabled} onChange={(_, data) => onChange({ wants: { ...wants, answerBy: data.value === '' ? null : (data.value as IsoDate) } })} data-testid="compose-answer-by" />
        </Field>
        <Field label={t('compose:sendAt')}>
          <Input type="datetime-local" value={draft.sendAt === null ? '' : localOfIso(draft.sendAt)} disabled={disabled} onChange={(_, data) => onChange({ sendAt: data.value === '' ? null : (isoOfLocal(data.value) as IsoTime | null) })} data-testid="compose-send-at" />
        </Field>
        {(keys.length > 0 || draft.signWith !== null) && (
          <Field label={t('compose:signWith')} validationState={draft.signWith !== null && key === undefined ? 'warning' : 'none'} validationMessage={draft.signWith !== null && key === undefined ? t('compose:keyGone') : null}>
            <Dropdown value={key?.holder ?? t('compose:unsigned')} selectedOptions={[draft.signWith ?? '']} disabled={disabled} onOptionSelect={(_, data) => onChange({ signWith: data.optionValue === '' || data.optionValue === undefined ? null : data.optionValue })} data-testid="compose-sign">
              <Option value="" text={t('compose:unsigned')}>{t('compose:unsigned')}</Option>
              {keys.map(({ keyId, holder, token }) => <Option key={keyId} value={keyId} text={holder}>{token === null ? holder : `${holder} (${token.label})`}</Option>)}
            </Dropdown>
          </Field>
        )}
      </div>
    </div>
  );
}
