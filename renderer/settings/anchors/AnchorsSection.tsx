import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { TrustAnchor } from '../../../core/model/policy';
import { Section } from '../../ui/Section';
import { Strip } from '../../ui/Strip';
import { AnchorCard } from './AnchorCard';
import { AnchorQuestion } from './AnchorQuestion';
import { readAnchor, readAnchors } from './read-anchor';
import type { CandidateAnchor, ListedAnchor } from './read-anchor';

interface AnchorsSectionProps {
  readonly bridge: AppBridge;
  readonly anchors: readonly TrustAnchor[];
  readonly onChanged: () => void;
}

/** Authorities that signatures are traced back to. None is trusted silently: each is shown, compared and added by hand. */
export function AnchorsSection({ bridge, anchors, onChanged }: AnchorsSectionProps) {
  const { t } = useTranslation();
  const [listed, setListed] = useState<readonly ListedAnchor[]>([]);
  const [candidate, setCandidate] = useState<CandidateAnchor | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    readAnchors(anchors).then((read) => {
      if (!left) setListed(read);
    }, () => setFailure('common.failed'));
    return () => {
      left = true;
    };
  }, [anchors]);
  const choose = async () => {
    setFailure(null);
    const file = await bridge.ask('anchor.choose', {});
    if (!file.ok) return setFailure(`fileFailure.${file.failure.code}`);
    if (file.value === null) return undefined;
    const read = await readAnchor(file.value.name, file.value.bytes);
    return read === null ? setFailure('anchor.notACertificate') : setCandidate(read);
  };
  const add = async (chosen: CandidateAnchor, source: string) => {
    await bridge.ask('anchor.add', { pem: chosen.pem, fingerprint: chosen.view.fingerprint, source });
    setCandidate(null);
    onChanged();
  };
  const remove = async (fingerprint: string) => {
    await bridge.ask('anchor.remove', { fingerprint });
    onChanged();
  };
  const run = (act: Promise<unknown>) => {
    act.catch(() => setFailure('common.failed'));
  };
  return (
    <Section title={t('anchor.title')} lead={t('anchor.lead')}>
      {listed.length === 0 && candidate === null && <span data-testid="anchors-none">{t('anchor.none')}</span>}
      {listed.map((anchor) => (
        <AnchorCard
          key={anchor.view.fingerprint} view={anchor.view} source={anchor.source}
          actions={<Button size="small" onClick={() => run(remove(anchor.view.fingerprint))} aria-label={t('anchor.removeNamed', { name: anchor.view.holder })}>{t('anchor.remove')}</Button>}
        />
      ))}
      {candidate !== null && <AnchorQuestion candidate={candidate} onAdd={(source) => run(add(candidate, source))} onCancel={() => setCandidate(null)} />}
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live />}
      {candidate === null && <div><Button icon={<Add16Regular />} onClick={() => run(choose())} data-testid="anchor-choose">{t('anchor.choose')}</Button></div>}
    </Section>
  );
}
