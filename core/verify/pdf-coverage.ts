import type { Check, LaterChange, SignedExtent } from '../model/verdict';
import { laterChanges } from '../pdf/later-changes';
import { isSlip } from '../pdf/oddities';
import type { PdfFile, PdfSignature } from '../pdf/pdf-model';
import { signedEnd } from '../pdf/signed-revision';

export interface PdfCoverage {
  readonly coverage: Check;
  readonly extent: SignedExtent;
}

const passed: Check = { state: 'passed', why: null };
const failed = (why: string): Check => ({ state: 'failed', why });
const notChecked = (why: string): Check => ({ state: 'notChecked', why });

/** Every reader finds its own objects where the structure is odd; after a signature nobody can then say what is shown. */
function isOdd(file: PdfFile, signed: number): boolean {
  return file.revisions.some(({ index, oddities }) => (index > signed && oddities.some((oddity) => !isSlip(oddity))) || (index === signed && oddities.includes('objectOutside')));
}

function coverageOf(file: PdfFile, { revision, rangeFault }: PdfSignature, end: number | null, changes: readonly LaterChange[]): Check {
  const last = file.revisions[file.revisions.length - 1];
  if (rangeFault !== null && rangeFault !== 'endsElsewhere') return notChecked(rangeFault);
  if (last?.oddities.includes('rebuilt') === true) return notChecked('rebuilt');
  if (rangeFault !== null || revision === null || last === undefined) return failed('endsElsewhere');
  if (end === file.bytes.length) return passed;
  if (changes.some(({ permitted }) => permitted === 'no')) return failed('changedAfter');
  // white space too: whatever the signer did not see was added by somebody
  if (file.bytes.length > last.end) return failed('bytesAfterEnd');
  if (revision === last.index) return passed;
  if (file.encrypted) return notChecked('encryptedChanges');
  if (changes.some(({ permitted }) => permitted === 'unknown')) return failed('unknownChanges');
  return isOdd(file, revision) ? notChecked('oddStructure') : passed;
}

/** What a signature covers of the file as it is now, and what came after it. */
export function pdfCoverage(file: PdfFile, signature: PdfSignature): PdfCoverage {
  const end = signedEnd(signature);
  const changes = signature.revision === null ? [] : laterChanges(file, signature);
  return {
    coverage: coverageOf(file, signature, end, changes),
    extent: {
      prefixBytes: end === null || end === file.bytes.length ? null : end,
      revision: signature.revision,
      revisions: file.revisions.length,
      certification: signature.certification,
      changes,
      outside: [],
    },
  };
}
