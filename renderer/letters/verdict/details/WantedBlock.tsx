import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowSync16Regular } from '@fluentui/react-icons';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../../core/contract/bridge';
import type { LetterId } from '../../../../core/model/ids';
import type { SignatureVerdict } from '../../../../core/model/verdict';
import { FetchingContext } from '../fetching-context';
import { wantedLines } from '../wanted-lines';

const useStyles = makeStyles({
  list: { margin: '0 0 6px', paddingLeft: '20px', display: 'grid', rowGap: '2px', lineHeight: '20px', overflowWrap: 'anywhere' },
  from: { color: tokens.colorNeutralForeground2 },
  act: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: '12px', lineHeight: '20px' },
});

interface WantedBlockProps {
  readonly bridge: AppBridge;
  readonly letterId: LetterId;
  readonly signature: SignatureVerdict;
}

/** What would decide an open verdict, named, and a way to ask for it now; where policy forbids that, it says so instead of trying. */
export function WantedBlock({ bridge, letterId, signature }: WantedBlockProps) {
  const { t } = useTranslation();
  const styles = useStyles();
  const fetching = useContext(FetchingContext);
  const [said, setSaid] = useState<'asked' | 'failed' | null>(null);
  const refresh = () => {
    setSaid(null);
    bridge.ask('evidence.refresh', { letterId }).then(() => setSaid('asked'), () => setSaid('failed'));
  };
  return (
    <>
      <ul className={styles.list} data-testid="wanted">
        {wantedLines(signature.wanted, signature.chain).map(({ key, sentence, hosts }) => (
          <li key={key}>{t(sentence.key, sentence.values)} <span className={styles.from}>{hosts.length === 0 ? t('wanted.nowhere') : t('wanted.from', { hosts: hosts.join(', ') })}</span></li>
        ))}
      </ul>
      <div className={styles.act}>
        {fetching === 'never'
          ? <span data-testid="refresh-never">{t('wanted.never')}</span>
          : <Button size="small" icon={<ArrowSync16Regular />} onClick={refresh} data-testid="evidence-refresh">{t('wanted.refresh')}</Button>}
        <span role="status">{said !== null && t(`wanted.${said}`)}</span>
      </div>
    </>
  );
}
