import type { CertificateView, SignatureVerdict } from '../../../core/model/verdict';
import type { ChainRole } from './certificate/CertificateCard';

export function chainOf({ chain, signer }: SignatureVerdict): readonly CertificateView[] {
  return chain.length > 0 || signer === null ? chain : [signer];
}

/** The last certificate is an anchor only where a way to one was found; a defect on the way does not undo that. */
export function chainRole(signature: SignatureVerdict, index: number): ChainRole {
  const { path } = signature.checks;
  const reached = path.state === 'passed' || (path.state === 'failed' && path.why !== 'noAnchor');
  if (reached && index === signature.chain.length - 1) return 'anchor';
  return index === 0 ? 'leaf' : 'intermediate';
}
