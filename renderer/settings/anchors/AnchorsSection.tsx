import { Button } from '@fluentui/react-components';
import { Add16Regular } from '@fluentui/react-icons';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppBridge } from '../../../core/contract/bridge';
import type { ImportedAnchor } from '../../../core/fold/evidence';
import type { Policy } from '../../../core/model/policy';
import { Section } from '../../ui/Section';
import { Strip } from '../../ui/Strip';
import { AnchorGroup } from './AnchorGroup';
import { AnchorGuide } from './AnchorGuide';
import { AnchorQuestion } from './AnchorQuestion';
import { FetchLine } from './FetchLine';
import { OwnAnchor } from './OwnAnchor';
import { PolicyAnchor } from './PolicyAnchor';
import { readAnchor } from './read-anchor';
import type { CandidateAnchor } from './read-anchor';
import { useListedAnchors } from './use-listed-anchors';

interface AnchorsSectionProps {
  readonly bridge: AppBridge;
  readonly policy: Policy;
  /** by the people of this office */
  readonly imported: readonly ImportedAnchor[];
}

/** Authorities that signatures are traced back to. None is trusted silently: each is shown, compared and added by hand. */
export function AnchorsSection({ bridge, policy, imported }: AnchorsSectionProps) {
  const { t } = useTranslation();
  const given = policy.trustAnchors;
  const policyAnchors = useListedAnchors(given);
  const ownAnchors = useListedAnchors(imported);
  const [candidate, setCandidate] = useState<CandidateAnchor | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [said, setSaid] = useState<'added' | 'notAdded' | null>(null);
  const choose = async () => {
    setFailure(null);
    setSaid(null);
    const file = await bridge.ask('anchor.choose', {});
    if (!file.ok) return setFailure(`fileFailure.${file.failure.code}`);
    if (file.value === null) return undefined;
    const read = await readAnchor(file.value.name, file.value.bytes);
    return read === null ? setFailure('anchor.notACertificate') : setCandidate(read);
  };
  const add = async (chosen: CandidateAnchor, source: string, domains: readonly string[]) => {
    const added = await bridge.ask('anchor.add', {
      pem: chosen.pem, fingerprint: chosen.view.fingerprint, holder: chosen.view.holder.slice(0, 300), source, ...(domains.length === 0 ? {} : { domains: [...domains] }),
    });
    setSaid(added ? 'added' : 'notAdded');
    if (added) setCandidate(null);
  };
  const run = (act: Promise<unknown>) => {
    act.catch(() => setFailure('common.failed'));
  };
  return (
    <Section title={t('anchor.title')} lead={t('anchor.lead')}>
      {given.length + imported.length === 0 && candidate === null && <span data-testid="anchors-none">{t('anchor.none')}</span>}
      {policyAnchors.length > 0 && (
        <AnchorGroup heading={t('anchor.ofPolicy')} note={t('anchor.ofPolicyNote')}>
          {policyAnchors.map((anchor) => <PolicyAnchor key={anchor.view.fingerprint} anchor={anchor} />)}
        </AnchorGroup>
      )}
      {ownAnchors.length > 0 && (
        <AnchorGroup heading={t('anchor.ofPerson')}>
          {ownAnchors.map((anchor) => (
            <OwnAnchor key={anchor.view.fingerprint} anchor={anchor} onRemove={() => run(bridge.ask('anchor.remove', { fingerprint: anchor.view.fingerprint }))} />
          ))}
        </AnchorGroup>
      )}
      {candidate !== null && <AnchorQuestion candidate={candidate} onAdd={(source, domains) => run(add(candidate, source, domains))} onCancel={() => setCandidate(null)} />}
      {said !== null && <Strip tone={said === 'added' ? 'good' : 'warn'} label={t('common.notice')} headline={t(`trust:${said}`)} testId={`anchor-${said}`} live />}
      {failure !== null && <Strip tone="bad" label={t('common.notice')} headline={t(failure)} live />}
      {candidate === null && <div><Button icon={<Add16Regular />} onClick={() => run(choose())} data-testid="anchor-choose">{t('anchor.choose')}</Button></div>}
      <AnchorGuide />
      <FetchLine policy={policy} />
    </Section>
  );
}
