import { testPdfEngine } from '../../core/extract/fixtures/test-engine';
import { judgeShown } from '../../core/verify/fixtures/judge-shown';
import type { FuzzTarget } from './target';
import { mutateUpdates, signedSeeds } from './mutate-updates';

/** changes that may be seen: the rules on where they may stand have tests of their own */
const seen: ReadonlySet<string> = new Set(['signatureInField', 'signatureVisible', 'signatureWritesOver', 'fieldFilled', 'annotationAdded', 'annotationChanged', 'annotationRemoved']);

/** What came after a signature, against what PDFium draws: as long as the signature covers the file, the pages look as they were signed. */
export async function shownTarget(): Promise<FuzzTarget> {
  const engine = await testPdfEngine();
  const signed = signedSeeds();
  const known = new Map(signed.map((pdf) => [pdf.bytes, pdf]));
  return {
    name: 'shown', seeds: signed.map(({ bytes }) => bytes),
    // an update is made whole: what was one already stays as it is
    mutate(dice, bytes) {
      const pdf = known.get(bytes);
      return pdf === undefined ? bytes : mutateUpdates(dice, pdf);
    },
    run(bytes) {
      const { covered, shownAsSigned, changes } = judgeShown(engine, bytes);
      const isSeen = changes.some(({ what }) => seen.has(what));
      return covered && !isSeen && !shownAsSigned() ? Promise.reject(new Error(`shown otherwise than it was signed, after: ${changes.map(({ what }) => what).join(', ')}`)) : Promise.resolve();
    },
  };
}
