import { Button, Spinner, makeStyles } from '@fluentui/react-components';
import { Add16Regular, ArrowClockwise16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import { Section } from '../../ui/Section';
import { Strip } from '../../ui/Strip';
import { useListedAnchors } from '../anchors/use-listed-anchors';
import { DriverRow } from './DriverRow';
import { TokenKeyCard } from './TokenKeyCard';
import { useTokens } from './use-tokens';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  actions: { display: 'flex', flexWrap: 'wrap', columnGap: '8px', rowGap: '8px' },
});

/** Keys on tokens (PKCS #11) and the drivers that reach them. */
export function TokensSection({ bridge }: { readonly bridge: AppBridge }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { drivers, keys, refresh } = useTokens(bridge);
  const listed = useListedAnchors(keys);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const run = (act: () => Promise<string | null>) => {
    setBusy(true);
    setFailure(null);
    act().then(setFailure, () => setFailure('common.failed')).finally(() => {
      setBusy(false);
      refresh();
    }).catch((cause: unknown) => reportError(cause));
  };
  const add = async () => {
    const added = await bridge.ask('token.addDriver', { name: '' });
    return added === null || added.ok ? null : `token:add.${added.failure.code}`;
  };
  const remove = async (name: string) => {
    await bridge.ask('token.removeDriver', { name });
    return null;
  };
  const lookAgain = async () => {
    await bridge.ask('token.lookAgain', {});
    return null;
  };
  return (
    <Section title={t('token:title')} lead={t('token:lead')}>
      {drivers === null && <Spinner size="tiny" label={t('token:looking')} />}
      {drivers?.length === 0 && <span data-testid="tokens-none">{t('token:none')}</span>}
      {drivers !== null && drivers.length > 0 && (
        <ul className={styles.list} aria-label={t('token:drivers')}>
          {drivers.map((driver) => <DriverRow key={driver.name} driver={driver} onRemove={() => run(() => remove(driver.name))} />)}
        </ul>
      )}
      {listed.map((one) => <TokenKeyCard key={one.given.keyId} listed={one} />)}
      {drivers?.some(({ state, slots }) => state === 'ok' && slots > 0) === true && keys.length === 0 && <span data-testid="tokens-no-key">{t('token:noKey')}</span>}
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live />}
      <div className={styles.actions}>
        <Button icon={<Add16Regular />} disabled={busy} onClick={() => run(add)} data-testid="token-add">{t('token:add.do')}</Button>
        <Button icon={<ArrowClockwise16Regular />} disabled={busy || drivers === null || drivers.length === 0} onClick={() => run(lookAgain)} data-testid="token-look-again">{t('token:lookAgain')}</Button>
      </div>
    </Section>
  );
}
