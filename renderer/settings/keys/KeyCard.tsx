import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnKey } from '../../../core/model/evidence';
import { Strip } from '../../ui/Strip';
import { AnchorCard } from '../anchors/AnchorCard';
import type { ListedAnchor } from '../anchors/read-anchor';

/** A key of our own by its certificate; removing it closes letters, so it is asked for twice. */
export function KeyCard({ listed, onRemove }: { readonly listed: ListedAnchor<OwnKey>; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <AnchorCard
      view={listed.view} testId="own-key" origin={[{ name: t('trust:addedBy'), value: listed.given.addedBy }]}
      actions={asking
        ? (
          <Strip
            tone="warn" label={t('common.notice')} headline={t('trust:keys.removeQuestion')} testId="key-remove-question" live
            actions={<>
              <Button size="small" appearance="primary" onClick={onRemove} data-testid="key-remove-sure">{t('trust:keys.removeSure')}</Button>
              <Button size="small" onClick={() => setAsking(false)}>{t('trust:keys.keep')}</Button>
            </>}
          >
            {t('trust:keys.removeMeans')}
          </Strip>
        )
        : <Button size="small" onClick={() => setAsking(true)} aria-label={t('trust:keys.removeNamed', { name: listed.view.holder })} data-testid="key-remove">{t('trust:keys.remove')}</Button>}
    />
  );
}
