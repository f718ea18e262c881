import { openTrust, type TrustContext } from '../../../core/verify/trust-context';
import { verifyOoxml } from '../../../core/verify/verify-ooxml';
import { verifyPdf } from '../../../core/verify/verify-pdf';

/** Is every signature in the file whole? What a token gave is looked at before anybody relies on it. @returns false where there is no signature */
export async function isWhole(bytes: Uint8Array, isOffice: boolean, trust: TrustContext): Promise<boolean> {
  const opened = await openTrust(trust);
  const verdicts = await (isOffice ? verifyOoxml : verifyPdf)(bytes, { part: null, member: null, where: '0' }, trust, opened);
  return verdicts.length > 0 && verdicts.every(({ checks }) => checks.integrity.state === 'passed');
}
