import { sampleObjects, streamBody, writePdf } from '../core/pdf/fixtures/write-pdf';
import { signPdf } from '../core/pdf/fixtures/sign-pdf';
import { signBytes, type TestCa } from '../scripts/test-ca.mjs';

/** A one-page PDF that carries `scan` as an embedded stream, signed with a detached CMS over all of it. */
export function signedPdf(ca: TestCa, signer: string, scan: Uint8Array): Uint8Array {
  const pdf = writePdf({ ...sampleObjects(), 6: streamBody('/Type /EmbeddedFile', scan) });
  return signPdf(pdf, { sign: (content) => signBytes(ca, { signer, content }) }).bytes;
}
