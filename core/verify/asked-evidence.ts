import type { KeptEvidence } from '../model/evidence';
import type { Wanted } from '../model/verdict';

/**
 * One thing that can be asked of the network, by a name that what comes back bears too: an address, and for OCSP the certificate. A certificate has
 * other names than a list: where it is asked for says whoever made up a certificate, and that may be where another letter's list lies.
 */
export type EvidenceName = string;

export function namesOfWanted(wanted: Wanted): readonly EvidenceName[] {
  return wanted.what === 'ocsp' ? [`ocsp ${wanted.certificate}`] : wanted.urls.map((url) => nameOf(wanted.what, url));
}

export function nameOfKept({ what, url, about }: Pick<KeptEvidence, 'what' | 'url' | 'about'>): EvidenceName {
  return what === 'ocsp' ? `ocsp ${about ?? ''}` : nameOf(what, url);
}

function nameOf(what: 'crl' | 'certificate', url: string): EvidenceName {
  return what === 'certificate' ? `certificate ${url}` : url;
}
