import { makeStyles } from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import type { LetterId } from '../../../../core/model/ids';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import { Fingerprint } from '../../../ui/Fingerprint';
import { Pairs } from '../../../ui/Pairs';
import { AsnSection } from './AsnSection';
import { ChainList } from './ChainList';
import { Disclosure } from './Disclosure';
import { TimestampList } from './TimestampList';

const useStyles = makeStyles({ prints: { display: 'grid', rowGap: '2px' } });

/** What everything above was made from; each unfolds by itself. */
export function RawEvidence({ letterId, signature }: { readonly letterId: LetterId; readonly signature: SignatureVerdict }) {
  const { t } = useTranslation();
  const styles = useStyles();
  const { digest, inputs, timestamps, etsi } = signature;
  return (
    <div data-testid="raw-evidence">
      <Disclosure name={t('details.rawChain')} testId="raw-chain">{() => <ChainList signature={signature} />}</Disclosure>
      {timestamps.length > 0 && <Disclosure name={t('details.rawTimestamps')} testId="raw-timestamps">{() => <TimestampList timestamps={timestamps} />}</Disclosure>}
      <Disclosure name={t('details.rawDigest')} testId="raw-digest">
        {() => (
          <Pairs rows={[
            { name: t('details.etsi'), value: etsi.sub === null ? etsi.indication.toUpperCase() : `${etsi.indication.toUpperCase()}, ${etsi.sub}` },
            { name: t('details.digest'), value: digest === null ? t('details.digestNone') : <>{digest.algorithm.toUpperCase()} <Fingerprint hex={digest.value} /></> },
            ...(inputs.length === 0 ? [] : [{ name: t('details.inputs'), value: <span className={styles.prints}>{inputs.map((input) => <Fingerprint key={input} hex={input} />)}</span> }]),
          ]} />
        )}
      </Disclosure>
      <AsnSection letterId={letterId} signature={signature} />
    </div>
  );
}
