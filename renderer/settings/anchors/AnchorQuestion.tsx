import { Button, Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDayOfInstant } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { AnchorCard } from './AnchorCard';
import type { CandidateAnchor } from './read-anchor';
import { readDomains } from './read-domains';

const useStyles = makeStyles({
  stack: { display: 'flex', flexDirection: 'column', rowGap: '12px' },
  actions: { display: 'flex', columnGap: '8px' },
});

interface AnchorQuestionProps {
  readonly candidate: CandidateAnchor;
  /** domains empty: for every organisation */
  readonly onAdd: (source: string, domains: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** The certificate is shown, the fingerprint is to be compared with the published one, and only then may it be added. */
export function AnchorQuestion({ candidate, onAdd, onCancel }: AnchorQuestionProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const [compared, setCompared] = useState(false);
  const [source, setSource] = useState(t('anchor.sourceDefault', { name: candidate.name, day: formatDayOfInstant(new Date().toISOString()) }).slice(0, 300));
  const [typed, setTyped] = useState('');
  const domains = readDomains(typed);
  const expired = Date.parse(candidate.view.notAfter) < Date.now();
  return (
    <div className={styles.stack} role="group" aria-label={t('anchor.question')}>
      <AnchorCard view={candidate.view} />
      {!candidate.selfIssued && <Strip tone="warn" label={t('common.notice')} headline={t('anchor.notRoot')} />}
      {expired && <Strip tone="warn" label={t('common.notice')} headline={t('anchor.expired')} />}
      <Strip tone="info" label={t('common.notice')} headline={t('anchor.compare')}>{t('anchor.compareHow')}</Strip>
      <Field label={t('anchor.source')} hint={t('anchor.sourceHint')}>
        <Input value={source} maxLength={300} onChange={(_, data) => setSource(data.value)} />
      </Field>
      <Field
        label={t('trust:domainsLabel')} hint={t('trust:domainsHint')}
        {...(domains.ok ? {} : { validationState: 'error' as const, validationMessage: t(`trust:${domains.failure.code}`, { ...domains.failure }) })}
      >
        <Input value={typed} maxLength={2000} onChange={(_, data) => setTyped(data.value)} data-testid="anchor-domains" />
      </Field>
      <Checkbox checked={compared} onChange={(_, data) => setCompared(data.checked === true)} label={t('anchor.compared')} data-testid="anchor-compared" />
      <div className={styles.actions}>
        <Button appearance="primary" disabled={!compared || !domains.ok} onClick={() => domains.ok && onAdd(source, domains.value)} data-testid="anchor-add">{t('anchor.add')}</Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </div>
  );
}
