import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { officePdf, signedOffice } from '../fixtures/office-pdf';
import { anySignature } from '../fixtures/judge-later';
import { latin1, textOfBytes } from '../fixtures/write-pdf';
import { openPdf } from '../open-pdf';
import { addValidation } from './add-validation';
import { prepareTimestamp } from './add-timestamp';
import { testFonts } from './fixtures/test-fonts';
import { stampNumber } from './stamp-pdf';

const fonts = testFonts();
const files = [officePdf().bytes, officePdf({ xref: 'stream', packed: [1, 2, 3, 6] }).bytes, signedOffice({ sign: anySignature }).bytes].map(textOfBytes);
/** what a careless or hostile program puts in the place of something else */
const words = ['0 R', '3 0 R', '[', ']', '<<', '>>', '/Kids', '/Type /Page', '/Contents', '/Annots', '/AcroForm', '/Fields', '/Resources', '/Prev 0', '/Size 3', '-1', '99999999999', 'null', '(', ')', '/Parent', 'endobj', 'stream', 'startxref', '%%EOF', '/Rotate 45', '\n'];

const anyDamaged = fc
  .tuple(fc.constantFrom(...files), fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.oneof(fc.constantFrom(...words), fc.string({ maxLength: 4 }).map((text) => text.replace(/[^\x00-\xff]/g, '?')))), { minLength: 1, maxLength: 4 }))
  .map(([file, edits]) => latin1(edits.reduce((text, [at, length, word]) => text.slice(0, at % text.length) + word + text.slice((at % text.length) + length), file)));

describe('a file of somebody else\'s making', () => {
  it('is written to or refused by name, and where it is written to its bytes stay', async () => {
    await fc.assert(
      fc.asyncProperty(anyDamaged, async (bytes) => {
        const rect = { left: 10, bottom: 10, right: 90, top: 24 };
        const stamped = await stampNumber(bytes, { texts: [{ page: 1, rect, text: '12', size: 12, style: 'upright', align: 'left' }], fonts });
        const added = await addValidation(bytes, { certificates: [Uint8Array.of(1)], ocsps: [], crls: [] });
        const timestamp = await prepareTimestamp(bytes);
        const written = [stamped.ok ? stamped.value : null, added.ok ? added.value : null, timestamp.ok ? timestamp.value.finish(Uint8Array.of(0x30, 0)) : null];
        for (const file of written) {
          if (file === null) continue;
          expect(Buffer.compare(file.subarray(0, bytes.length), bytes)).toBe(0);
          const before = openPdf(bytes);
          const after = openPdf(file);
          expect(after.ok && before.ok && after.value.revisions.length - before.value.revisions.length).toBe(1);
        }
      }),
      { numRuns: 40 },
    );
  });
});
