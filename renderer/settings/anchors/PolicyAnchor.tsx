import { useTranslation } from 'react-i18next';
import type { TrustAnchor } from '../../../core/model/policy';
import { AnchorCard } from './AnchorCard';
import type { ListedAnchor } from './read-anchor';

/** Given by the administrator: shown here, changed in the policy file alone. */
export function PolicyAnchor({ anchor }: { readonly anchor: ListedAnchor<TrustAnchor> }) {
  const { t } = useTranslation();
  return <AnchorCard view={anchor.view} origin={[{ name: t('anchor.source'), value: anchor.given.source }, { name: t('trust:domains'), value: anchor.given.domains?.join(', ') ?? t('trust:everyOrganisation') }]} />;
}
