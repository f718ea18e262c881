import type { UnitBelief } from '../../../core/recognise/believe-unit';
import type { Tone } from '../../ui/tone';
import { words } from '../../ui/words';
import type { Words } from '../../ui/words';

export interface UnitReason {
  readonly tone: Tone;
  readonly words: Words;
}

/** Why the unit of a letter may be believed, or not, one line for each thing that speaks for or against it. */
export function unitReasons(belief: UnitBelief): readonly UnitReason[] {
  return [...domainReason(belief), ...certificateReason(belief)];
}

function domainReason({ domain, domainKind, refuted }: UnitBelief): readonly UnitReason[] {
  if (domain === null) return [];
  if (refuted) return [{ tone: 'warn', words: words('unit.refuted', { domain }) }];
  if (domainKind === 'official') return [{ tone: 'good', words: words('unit.officialDomain', { domain }) }];
  return [{ tone: 'warn', words: words(domainKind === 'free' ? 'unit.freeDomain' : 'unit.otherDomain', { domain }) }];
}

function certificateReason({ certificate, unit }: UnitBelief): readonly UnitReason[] {
  if (certificate === null) return [];
  const { holder, matches } = certificate;
  return matches
    ? [{ tone: 'good', words: words('unit.certificate', { holder }) }]
    : [{ tone: 'warn', words: words('unit.certificateDiffers', { holder, unit }) }];
}
