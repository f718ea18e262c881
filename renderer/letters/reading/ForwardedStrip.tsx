import { makeStyles } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { forwardedFrom } from '../../../core/letter/forwarded-from';
import type { LetterHeader } from '../../../core/model/letter';
import { Strip } from '../../ui/Strip';

const useStyles = makeStyles({ list: { margin: 0, paddingLeft: '20px', display: 'grid', rowGap: '4px', lineHeight: '20px' } });

/** A letter that a private mailbox sent on by itself: whoever wrote it does not know the official address. */
export function ForwardedStrip({ header }: { readonly header: LetterHeader }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const found = useMemo(() => forwardedFrom(header.fields, []), [header]);
  if (found === null) return null;
  return (
    <Strip
      tone="info" label={t('notice.region')} headline={t('forwarded:headline', { mailbox: found.mailbox })} testId="notice-forwarded" detailsLabel={t('common.details')}
      details={<ul className={styles.list}>{found.reasons.map((reason) => <li key={reason}>{t(`forwarded:reason.${reason}`, { provider: found.provider })}</li>)}</ul>}
    >
      {t('forwarded:advice')}
    </Strip>
  );
}
