import { useTranslation } from 'react-i18next';
import type { SigningKey } from '../../../core/model/signing';
import { AnchorCard } from '../anchors/AnchorCard';
import type { ListedAnchor } from '../anchors/read-anchor';

/** A key on a token, by its certificate; where it lies, and how the token's PIN stands. */
export function TokenKeyCard({ listed: { view, given } }: { readonly listed: ListedAnchor<SigningKey> }) {
  const { t } = useTranslation();
  const { token } = given;
  if (token === null) return null;
  return (
    <AnchorCard
      view={view} testId="token-key" origin={[
        { name: t('token:device'), value: t('token:deviceNamed', { label: token.label, serial: token.serial, driver: token.driver }) },
        ...(token.manufacturer === '' ? [] : [{ name: t('token:manufacturer'), value: token.manufacturer }]),
        { name: t('token:pin'), value: [t(`token:tries.${token.tries}`), ...(token.pinPad ? [t('token:pinPad')] : []), ...(given.alwaysAuthenticate ? [t('token:always')] : [])].join('; ') },
      ]}
    />
  );
}
