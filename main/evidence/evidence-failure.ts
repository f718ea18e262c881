import { explainConnectionError } from '../net/explain-connection-error';
import { ProxyFailed } from '../net/proxy-failed';

/** Why something was not fetched; i18n keys below `evidence.failure.` */
export const evidenceFailures = [
  'badAddress', 'privateAddress', 'nameNotFound', 'notReached', 'timeout', 'closed', 'tlsFailed', 'proxyFailed', 'redirect', 'status', 'tooLarge', 'notEvidence', 'diskFull',
] as const;
export type EvidenceFailureCode = (typeof evidenceFailures)[number];

/** Thrown inside this room only; it leaves as the code. */
export class EvidenceFailure extends Error {
  constructor(readonly code: EvidenceFailureCode) {
    super(code);
    this.name = 'EvidenceFailure';
  }
}

/** Those that another network, or the same one later, may cure at once. */
export function isOfTheNetwork(code: EvidenceFailureCode): boolean {
  return code === 'nameNotFound' || code === 'notReached' || code === 'timeout' || code === 'closed' || code === 'proxyFailed';
}

/** @param error as sockets, TLS, Node's reader of HTTP or our own checks throw it */
export function evidenceFailure(error: unknown, host: string): EvidenceFailureCode {
  if (error instanceof EvidenceFailure) return error.code;
  if (error instanceof ProxyFailed) return 'proxyFailed';
  const name = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  // what Node's reader says of an answer that is no HTTP, or whose head has no end
  if (name === 'HPE_HEADER_OVERFLOW') return 'tooLarge';
  if (name.startsWith('HPE_')) return 'notEvidence';
  switch (explainConnectionError(error, { host, port: 0 }).code) {
    case 'nameNotFound':
      return 'nameNotFound';
    case 'timeout':
      return 'timeout';
    case 'closed':
      return 'closed';
    case 'certificateNotTrusted':
    case 'certificateName':
    case 'certificateExpired':
    case 'tlsFailed':
    case 'notThisProtocol':
    case 'tampered':
      return 'tlsFailed';
    default:
      return 'notReached';
  }
}
