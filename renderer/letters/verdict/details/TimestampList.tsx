import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { TimestampView } from '../../../../core/model/verdict';
import { formatMoment } from '../../../ui/format-time';
import { useToneText } from '../../../ui/use-tone-styles';
import { CertificateCard } from '../certificate/CertificateCard';
import { toneOfVerdict } from '../verdict-tone';
import { Disclosure } from './Disclosure';

const useStyles = makeStyles({ list: { margin: 0, padding: 0, listStyleType: 'none', display: 'grid', rowGap: '6px', lineHeight: '20px' } });

/** RFC 3161 time-stamps: on what, from when, by whom, and whether they hold. */
export function TimestampList({ timestamps }: { readonly timestamps: readonly TimestampView[] }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const tone = useToneText();
  return (
    <ul className={styles.list} data-testid="timestamps">
      {timestamps.map(({ kind, at, verdict, why, authority }, index) => (
        <li key={index}>
          {`${t(`timestamp.kind.${kind}`)}: ${at === null ? t('timestamp.unread') : formatMoment(at)}`}
          {authority !== null && `, ${t('timestamp.by', { authority: authority.holder })}`}
          {' – '}<span className={tone[toneOfVerdict(verdict)]}>{t(`timestamp.verdict.${verdict}`)}</span>
          {why !== null && ` (${t(`timestamp.why.${why}`, { defaultValue: t('timestamp.why.other') })})`}
          {authority !== null && <Disclosure name={authority.holder}>{() => <CertificateCard certificate={authority} role={null} />}</Disclosure>}
        </li>
      ))}
    </ul>
  );
}
