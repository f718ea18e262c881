import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedAnchor } from '../../../core/fold/evidence';
import { formatMoment } from '../../ui/format-time';
import { Strip } from '../../ui/Strip';
import { AnchorCard } from './AnchorCard';
import type { ListedAnchor } from './read-anchor';

/** Added by a person of this office, who may take it back once it was said what follows from that. */
export function OwnAnchor({ anchor, onRemove }: { readonly anchor: ListedAnchor<ImportedAnchor>; readonly onRemove: () => void }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const origin = [
    { name: t('anchor.source'), value: anchor.given.source },
    { name: t('anchor.addedAt'), value: formatMoment(anchor.given.addedAt) },
    ...(anchor.given.addedBy === null ? [] : [{ name: t('trust:addedBy'), value: anchor.given.addedBy }]),
    { name: t('trust:domains'), value: anchor.given.domains?.join(', ') ?? t('trust:everyOrganisation') },
  ];
  return (
    <AnchorCard
      view={anchor.view} origin={origin}
      actions={asking
        ? (
          <Strip
            tone="warn" label={t('common.notice')} headline={t('anchor.removeQuestion')} testId="anchor-remove-question" live
            actions={<>
              <Button size="small" appearance="primary" onClick={onRemove} data-testid="anchor-remove-sure">{t('anchor.remove')}</Button>
              <Button size="small" onClick={() => setAsking(false)}>{t('anchor.keep')}</Button>
            </>}
          >
            {t('anchor.removeMeans')}
          </Strip>
        )
        : <Button size="small" onClick={() => setAsking(true)} aria-label={t('anchor.removeNamed', { name: anchor.view.holder })} data-testid="anchor-remove">{t('anchor.remove')}</Button>}
    />
  );
}
