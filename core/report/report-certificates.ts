import type { CertificateView, SignatureVerdict } from '../model/verdict';
import type { ReportView } from './report-view';

/** Every signature of the letter in the order of its documents. */
export function reportSignatures({ documents }: Pick<ReportView, 'documents'>): readonly SignatureVerdict[] {
  return documents.flatMap(({ signatures }) => signatures);
}

/** Each certificate that any signature or time-stamp names, once. */
export function reportCertificates(view: Pick<ReportView, 'documents'>): readonly CertificateView[] {
  const known = new Map<string, CertificateView>();
  for (const { signer, chain, timestamps } of reportSignatures(view)) {
    for (const one of [signer, ...chain, ...timestamps.map(({ authority }) => authority)]) if (one !== null && !known.has(one.fingerprint)) known.set(one.fingerprint, one);
  }
  return [...known.values()];
}
