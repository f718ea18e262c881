import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { OwnKey } from '../../../core/model/evidence';
import { Section } from '../../ui/Section';
import { Strip } from '../../ui/Strip';
import { useListedAnchors } from '../anchors/use-listed-anchors';
import type { KeyFile } from './import-key';
import { KeyCard } from './KeyCard';
import { KeyForm } from './KeyForm';

/** Keys that open letters which were encrypted for the office. */
export function KeysSection({ bridge, keys }: { readonly bridge: AppBridge; readonly keys: readonly OwnKey[] }) {
  const { t } = useTranslation();
  const listed = useListedAnchors(keys);
  const [file, setFile] = useState<KeyFile | null>(null);
  const [imported, setImported] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const choose = async () => {
    setFailure(null);
    setImported(null);
    const chosen = await bridge.ask('key.choose', {});
    if (!chosen.ok) return setFailure(`fileFailure.${chosen.failure.code}`);
    return setFile(chosen.value);
  };
  const run = (act: Promise<unknown>) => {
    act.catch(() => setFailure('common.failed'));
  };
  const done = (holder: string) => {
    setFile(null);
    setImported(holder);
  };
  return (
    <Section title={t('trust:keys.title')} lead={t('trust:keys.lead')}>
      {keys.length === 0 && file === null && <span data-testid="keys-none">{t('trust:keys.none')}</span>}
      {listed.map((one) => <KeyCard key={one.view.fingerprint} listed={one} onRemove={() => run(bridge.ask('key.remove', { fingerprint: one.view.fingerprint }))} />)}
      {imported !== null && <Strip tone="good" label={t('common.notice')} headline={t('trust:keys.imported', { holder: imported })} testId="key-imported" live />}
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live />}
      {file !== null && <KeyForm bridge={bridge} file={file} onDone={done} onCancel={() => setFile(null)} />}
      {file === null && <div><Button icon={<Add16Regular />} onClick={() => run(choose())} data-testid="key-choose">{t('trust:keys.import')}</Button></div>}
    </Section>
  );
}
