import { useTranslation } from 'react-i18next';
import type { Policy } from '../../../core/model/policy';
import { Pairs } from '../../ui/Pairs';

/** Whether this program may ask for revocation data, and by whose decision; it is changed in the policy file alone. */
export function FetchLine({ policy }: { readonly policy: Policy }) {
  const { t } = useTranslation();
  const fetch = policy.revocation?.fetch ?? 'automatic';
  return <Pairs rows={[{ name: t('trust:fetch.name'), value: `${t(`trust:fetch.${fetch}`)}${fetch === 'automatic' ? '' : ` (${t('trust:fetch.by')})`}` }]} />;
}
