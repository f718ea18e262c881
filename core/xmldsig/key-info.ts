import { limits } from '../base/limits';
import type { Certificate } from '../pki/certificate';
import { decodeBase64 } from '../pki/pem';
import { readCertificateDer } from '../pki/read-certificate';
import { readCrlDer } from '../pki/read-crl';
import type { RevocationList } from '../pki/read-crl';
import { childrenNamed, plainTextOf } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import { dsNamespace } from './names';

export interface KeyInfo {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly RevocationList[];
  /** how the signer is named where no certificate is there */
  readonly name: string;
}

/** DER of each element that holds base64 and nothing else, at most `most` of them. */
export function encapsulated(elements: readonly XmlElement[], most: number): readonly Uint8Array[] {
  return elements.slice(0, most).flatMap((element) => {
    const text = plainTextOf(element);
    const bytes = text === null ? null : decodeBase64(text);
    return bytes === null || bytes.length === 0 ? [] : [bytes];
  });
}

export async function readCertificateValues(values: readonly Uint8Array[]): Promise<readonly Certificate[]> {
  const read = await Promise.all(values.map(readCertificateDer));
  // one unreadable extra certificate must not cost the reader the verdict on the signer
  return read.flatMap((result) => (result.ok ? [result.value] : []));
}

export function readCrlValues(values: readonly Uint8Array[]): readonly RevocationList[] {
  return values.flatMap((value) => {
    const read = readCrlDer(value);
    return read.ok ? [read.value] : [];
  });
}

/** ds:KeyInfo (XMLDSig 4.5). Bare keys are nobody's; keys fetched from elsewhere are not fetched. */
export async function readKeyInfo(element: XmlElement | null): Promise<KeyInfo> {
  if (element === null) return { certificates: [], crls: [], name: '' };
  const data = childrenNamed(element, dsNamespace, 'X509Data');
  const within = (local: string): readonly XmlElement[] => data.flatMap((each) => childrenNamed(each, dsNamespace, local));
  const names = [...within('X509SubjectName'), ...childrenNamed(element, dsNamespace, 'KeyName')].map(plainTextOf);
  return {
    certificates: await readCertificateValues(encapsulated(within('X509Certificate'), limits.cmsCertificates)),
    crls: readCrlValues(encapsulated(within('X509CRL'), limits.cmsRevocationLists)),
    name: (names.find((name) => name !== null && name.trim() !== '') ?? '').trim().slice(0, 200),
  };
}
