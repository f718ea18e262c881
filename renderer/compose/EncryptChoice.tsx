import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Draft } from '../../core/model/draft';
import { addressesOf } from './work/addresses-of';

const shown = 5;

const useStyles = makeStyles({
  box: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: '8px' },
  note: { color: tokens.colorNeutralForeground2, lineHeight: '20px' },
});

interface EncryptChoiceProps {
  readonly draft: Draft;
  /** addresses that nothing can be encrypted for; null: not found out yet */
  readonly missing: readonly string[] | null;
  readonly opensOwn: boolean;
  readonly disabled: boolean;
  readonly onChange: (change: Partial<Draft>) => void;
}

/** Encryption can be chosen once everybody can read it; what stands in its way is said. It can always be taken back. */
export function EncryptChoice({ draft, missing, opensOwn, disabled, onChange }: EncryptChoiceProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const hasReaders = addressesOf(draft).length > 0 && missing?.length === 0;
  const names = missing === null ? '' : missing.length <= shown ? missing.join('; ') : t('compose:encryptMore', { names: missing.slice(0, shown).join('; '), count: missing.length - shown });
  return (
    <div className={styles.box}>
      <Checkbox checked={draft.encrypt} disabled={disabled || (!draft.encrypt && !hasReaders)} label={t('compose:encrypt')} onChange={(_, { checked }) => onChange({ encrypt: checked === true })} data-testid="compose-encrypt" />
      {names !== '' && <span className={styles.note} data-testid="encrypt-missing">{t('compose:encryptMissing', { names })}</span>}
      {draft.encrypt && names === '' && !opensOwn && <span className={styles.note} data-testid="encrypt-own">{t('compose:encryptOwn')}</span>}
    </div>
  );
}
