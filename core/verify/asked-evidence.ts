import type { KeptEvidence } from '../model/evidence';
import type { Wanted } from '../model/verdict';

/** One thing that can be asked of the network, by a name that what comes back bears too: an address, and for OCSP the certificate. */
export type EvidenceName = string;

export function namesOfWanted(wanted: Wanted): readonly EvidenceName[] {
  return wanted.what === 'ocsp' ? [`ocsp ${wanted.certificate}`] : wanted.urls;
}

export function nameOfKept({ what, url, about }: Pick<KeptEvidence, 'what' | 'url' | 'about'>): EvidenceName {
  return what === 'ocsp' ? `ocsp ${about ?? ''}` : url;
}
