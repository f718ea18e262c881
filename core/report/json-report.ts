import type { SignatureVerdict } from '../model/verdict';
import { reportCertificates } from './report-certificates';
import type { ReportView } from './report-view';

/** raised when a field changes its meaning or goes; new fields may come at any time */
export const jsonReportVersion = 1;

function signatureOf({ signer, chain, timestamps, ...rest }: SignatureVerdict): object {
  return {
    ...rest,
    signer: signer?.fingerprint ?? null,
    chain: chain.map(({ fingerprint }) => fingerprint),
    timestamps: timestamps.map(({ authority, ...stamp }) => ({ ...stamp, authority: authority?.fingerprint ?? null })),
  };
}

/**
 * The report for machines, described in `docs/signature-report.md`: names and codes are those of `core/model/verdict.ts`, certificates
 * stand once in `certificates` and are named by their SHA-256 fingerprints elsewhere. Same view, same bytes.
 * @returns JSON, indented, with a line end
 */
export function jsonReport(view: ReportView): string {
  const { documents, ...rest } = view;
  return `${JSON.stringify({
    format: 'vanthu-signature-report',
    version: jsonReportVersion,
    ...rest,
    documents: documents.map((document) => ({ ...document, signatures: document.signatures.map(signatureOf) })),
    certificates: reportCertificates(view),
  }, null, 2)}\n`;
}
