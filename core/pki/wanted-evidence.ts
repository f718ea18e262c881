import { limits } from '../base/limits';
import type { Wanted } from '../model/verdict';
import { isSelfIssued } from './certificate';
import type { Certificate } from './certificate';
import type { Undecided } from './check-revocation';
import { attributeOf } from './distinguished-name';
import type { DistinguishedName } from './distinguished-name';
import { ocspRequest } from './ocsp-request';
import { encodeBase64 } from './pem';

function readable(name: DistinguishedName): string {
  return attributeOf(name, '2.5.4.3') ?? attributeOf(name, '2.5.4.10') ?? name.text;
}

/**
 * The certificate of whoever issued the last one that is known. It is asked for at its address only where it could lead somewhere: the address is whatever
 * the sender wrote into a certificate that nobody vouches for.
 * @param hasAnchors is anything trusted at all?
 */
export function wantedIssuer(last: Certificate, hasAnchors: boolean): Wanted {
  const { authorityKeyId, subjectKeyId, issuerUrls } = last.extensions;
  const isOwnIssuer = isSelfIssued(last) && (authorityKeyId === null || subjectKeyId === null || authorityKeyId === subjectKeyId);
  return { what: 'certificate', name: readable(last.issuer), keyId: authorityKeyId, urls: hasAnchors && !isOwnIssuer ? issuerUrls.slice(0, limits.wantedUrls) : [] };
}

/** The signer's own certificate, which neither came along nor is kept. */
export function wantedSigner(name: string): Wanted {
  return { what: 'certificate', name, keyId: null, urls: [] };
}

/**
 * What would tell whether a certificate is revoked: its issuer's list and, where it names a responder, an answer. With neither
 * address the list is named all the same, so that a person can obtain it.
 */
export async function wantedStatus({ certificate, issuer }: Undecided): Promise<readonly Wanted[]> {
  const { ocspUrls, distributionPoints } = certificate.extensions;
  const name = readable(certificate.issuer);
  const lists = [...new Set(distributionPoints.flatMap(({ urls }) => urls))].slice(0, limits.wantedUrls);
  const about = certificate.fingerprint;
  const wanted: Wanted[] = [];
  if (ocspUrls.length > 0) wanted.push({ what: 'ocsp', name, certificate: about, urls: ocspUrls.slice(0, limits.wantedUrls), request: encodeBase64(await ocspRequest(certificate, issuer)) });
  if (lists.length > 0 || ocspUrls.length === 0) wanted.push({ what: 'crl', name, certificate: about, urls: lists });
  return wanted;
}
