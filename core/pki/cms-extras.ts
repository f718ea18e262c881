import { limits } from '../base/limits';
import type { Certificate } from './certificate';
import { bytesOf, childrenOf, expect, isContext, tags } from './der';
import type { Element } from './der';
import type { FoundTimestamp } from './found-timestamp';
import { oids } from './oids';
import { readCertificateDer } from './read-certificate';
import type { Attribute, SignerInfo } from './read-cms';
import { readCrlDer } from './read-crl';
import type { RevocationList } from './read-crl';

/** What a SignerInfo carries beside the signature: each is signed by somebody itself, so that where it stands proves nothing. */
export interface CmsExtras {
  readonly timestamps: readonly FoundTimestamp[];
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  /** DER of OCSPResponse or BasicOCSPResponse */
  readonly ocsps: readonly Uint8Array[];
}

const archiveTypes: ReadonlySet<string> = new Set<string>([
  oids.signatureAndReferencesTimestamp, oids.referencesTimestamp, oids.archiveTimestamp, oids.archiveTimestampV2, oids.archiveTimestampV3,
]);

/** All values of one attribute type; a broken one costs itself, not the signature. */
function valuesOf(attributes: readonly Attribute[], wanted: (oid: string) => boolean): readonly Element[] {
  return attributes.filter(({ oid }) => wanted(oid)).flatMap(({ values }) => values);
}

function tokensOf(attributes: readonly Attribute[], wanted: (oid: string) => boolean, kind: FoundTimestamp['kind'], imprinted: Uint8Array | null): readonly FoundTimestamp[] {
  return valuesOf(attributes, wanted).map((value) => ({ kind, token: bytesOf(value), imprinted }));
}

/** RevocationValues (RFC 5126 6.3.4) and Adobe's RevocationInfoArchival: lists under [0], OCSP answers under [1]. */
function listed(value: Element, tag: number): readonly Uint8Array[] {
  try {
    const wrapper = childrenOf(expect(value, tags.sequence)).find((field) => isContext(field, tag));
    return wrapper === undefined ? [] : childrenOf(expect(childrenOf(wrapper)[0], tags.sequence)).map(bytesOf);
  } catch {
    // data nobody can read proves nothing
    return [];
  }
}

function elementsOf(value: Element): readonly Uint8Array[] {
  try {
    return childrenOf(expect(value, tags.sequence)).map(bytesOf);
  } catch {
    // as above
    return [];
  }
}

/**
 * Time-stamps, certificates and revocation data in the attributes of a signer (CAdES; RFC 5126, ETSI EN 319 122-1; Adobe's
 * revocationInfoArchival in PDF signatures).
 * @param content the signed content, which a content time-stamp is made over; null where it is not at hand
 */
export async function cmsExtras(signer: SignerInfo, content: Uint8Array | null): Promise<CmsExtras> {
  const { unsigned } = signer;
  const signed = signer.attributes ?? [];
  const revocation = [...valuesOf(unsigned, (oid) => oid === oids.revocationValues), ...valuesOf(signed, (oid) => oid === oids.adobeRevocationArchival)];
  const certificates = valuesOf(unsigned, (oid) => oid === oids.certificateValues).flatMap(elementsOf).slice(0, limits.cmsCertificates);
  const read = await Promise.all(certificates.map(readCertificateDer));
  const lists = revocation.flatMap((value) => listed(value, 0)).slice(0, limits.cmsRevocationLists).map(readCrlDer);
  return {
    timestamps: [
      ...tokensOf(unsigned, (oid) => oid === oids.signatureTimestamp, 'signature', signer.signature),
      ...tokensOf(signed, (oid) => oid === oids.contentTimestamp, 'content', content),
      ...tokensOf(unsigned, (oid) => archiveTypes.has(oid), 'archive', null),
    ].slice(0, limits.timestampsPerSignature),
    certificates: read.flatMap((result) => (result.ok ? [result.value] : [])),
    crls: lists.flatMap((result) => (result.ok ? [result.value] : [])),
    ocsps: revocation.flatMap((value) => listed(value, 1)).slice(0, limits.cmsOcspAnswers),
  };
}
