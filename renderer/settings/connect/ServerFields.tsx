import { Field, Input, Select, makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { Encryption } from '../../../core/model/account';
import { withEncryption } from './draft';
import type { DraftProblem, ServerDraft } from './draft';

const useStyles = makeStyles({
  row: { display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 96px 168px', columnGap: '12px', alignItems: 'start' },
  narrow: { minWidth: 0, width: '100%' },
});

interface ServerFieldsProps {
  readonly kind: 'imap' | 'smtp';
  readonly server: ServerDraft;
  readonly problems: readonly DraftProblem[];
  readonly onChange: (server: ServerDraft) => void;
}

export function ServerFields({ kind, server, problems, onChange }: ServerFieldsProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const error = (problem: DraftProblem, key: string) => (problems.includes(problem) ? { validationMessage: t(key), validationState: 'error' as const } : {});
  return (
    <div className={styles.row} role="group" aria-label={t(`connect.${kind}`)}>
      <Field label={t(`connect.${kind}Host`)} required {...error(`${kind}Host`, 'connect.needed')}>
        <Input value={server.host} onChange={(_, data) => onChange({ ...server, host: data.value })} spellCheck={false} data-testid={`${kind}-host`} />
      </Field>
      <Field label={t('connect.port')} required {...error(`${kind}Port`, 'connect.portWrong')}>
        <Input className={styles.narrow} input={{ className: styles.narrow }} value={server.port} inputMode="numeric" onChange={(_, data) => onChange({ ...server, port: data.value })} data-testid={`${kind}-port`} />
      </Field>
      <Field label={t('connect.encryption')}>
        <Select value={server.encryption} onChange={(_, data) => onChange(withEncryption(kind, server, data.value as Encryption))} data-testid={`${kind}-encryption`}>
          <option value="tls">{t('connect.tls')}</option>
          <option value="starttls">{t('connect.starttls')}</option>
          <option value="none">{t('connect.none')}</option>
        </Select>
      </Field>
    </div>
  );
}
