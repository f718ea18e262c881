import type { CertificateView } from '../../../core/model/verdict';
import { certificateView, readCertificate } from '../../../core/pki/read-certificate';

export interface CandidateAnchor {
  readonly name: string;
  readonly pem: string;
  readonly view: CertificateView;
  /** a certificate that names itself as its issuer; others are unusual as anchors, and said to be */
  readonly selfIssued: boolean;
}

/** A trusted authority as it was given (by policy or by a person), and its certificate opened. */
export interface ListedAnchor<Given> {
  readonly view: CertificateView;
  readonly given: Given;
}

/** A chosen file as a certificate (PEM or DER); null where it holds none. */
export async function readAnchor(name: string, bytes: Uint8Array): Promise<CandidateAnchor | null> {
  const read = await readCertificate(bytes);
  if (!read.ok) return null;
  const view = certificateView(read.value);
  return { name, pem: pemOf(read.value.der), view, selfIssued: view.subject === view.issuer };
}

export async function readAnchors<Given extends { readonly pem: string }>(anchors: readonly Given[]): Promise<readonly ListedAnchor<Given>[]> {
  const read = await Promise.all(anchors.map(async (anchor) => {
    const certificate = await readCertificate(anchor.pem);
    return certificate.ok ? { view: certificateView(certificate.value), given: anchor } : null;
  }));
  return read.filter((one) => one !== null);
}

/** RFC 7468: lines of 64 characters. */
export function pemOf(der: Uint8Array): string {
  let binary = '';
  for (const byte of der) binary += String.fromCharCode(byte);
  const lines = btoa(binary).match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
