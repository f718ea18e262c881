import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleObjects, textOfBytes, updatePdf, writePdf } from '../fixtures/write-pdf';
import type { ObjectBody, TestPdf } from '../fixtures/write-pdf';
import { openPdf } from '../open-pdf';
import type { PdfObject } from '../pdf-model';
import { appendRevision } from './append-revision';
import { openDraft } from './pdf-draft';
import { latinBytes, objectText, pdfArray, pdfDictionary, pdfName, pdfNull, pdfNumber, pdfText, streamBody } from './write-object';

const leaf: fc.Arbitrary<PdfObject> = fc.oneof(
  fc.constant(pdfNull),
  fc.boolean().map((value): PdfObject => ({ kind: 'boolean', value })),
  fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }).map(pdfNumber),
  fc.integer({ min: -99_999_999, max: 99_999_999 }).map((value) => pdfNumber(value / 1000)),
  fc.double({ min: -20_000, max: 20_000, noNaN: true, noDefaultInfinity: true }).filter((value) => value === 0 || Math.abs(value) > 1e-4).map((value) => pdfNumber(value === 0 ? 0 : value)),
  fc.string({ unit: 'grapheme', maxLength: 12 }).map(pdfText),
  fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => pdfName(String.fromCharCode(...bytes))),
);
const anyObject = fc.letrec<{ node: PdfObject }>((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, leaf, fc.array(tie('node'), { maxLength: 4 }).map(pdfArray), fc.dictionary(fc.stringMatching(/^[ -~]{1,6}$/), tie('node'), { maxKeys: 4 }).map(pdfDictionary)),
})).node;

/** What was read, without where it stood. */
function plain(object: PdfObject): unknown {
  switch (object.kind) {
    case 'string': return { string: [...object.bytes] };
    case 'array': return object.items.map(plain);
    case 'dictionary': return { entries: [...object.entries].map(([key, value]) => [key, plain(value)]) };
    default: return object;
  }
}

/** numbers from 40 on: below lie what the writer of the fixture adds for itself */
interface Step {
  readonly xref: 'table' | 'stream' | 'hybrid';
  readonly packed: readonly number[];
  readonly objects: Readonly<Record<number, ObjectBody | null>>;
}

const anyFile: fc.Arbitrary<TestPdf> = fc
  .tuple(
    fc.constantFrom('table' as const, 'stream' as const, 'hybrid' as const),
    fc.subarray([2, 5]),
    fc.array(fc.record({ number: fc.integer({ min: 40, max: 44 }), text: fc.option(fc.stringMatching(/^[a-z]{0,9}$/)) }), { maxLength: 4 }),
    fc.constantFrom('', '/ID [<0011> <2233>]', '/Info 5 0 R'),
  )
  .map(([xref, packed, updates, trailer]) => {
    const step: Omit<Step, 'objects'> = { xref, packed: xref === 'table' ? [] : packed };
    return updates.reduce(
      (pdf, { number, text }) => updatePdf(pdf, { [number]: text === null ? null : `(${text})` }, { ...step, packed: [], trailer }),
      writePdf(sampleObjects(), { ...step, trailer }),
    );
  });

describe('an appended revision', () => {
  it('leaves every byte before it, keeps every object it does not bring, and is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(anyFile, fc.dictionary(fc.integer({ min: 40, max: 50 }).map(String), anyObject, { minKeys: 1, maxKeys: 4 }), async (pdf, bodies) => {
        const opened = openPdf(pdf.bytes);
        if (!opened.ok) throw new Error(opened.failure);
        const changes = new Map(Object.entries(bodies).map(([number, body]) => [Number(number), body]));
        const { bytes } = await appendRevision(opened.value, new Map([...changes].map(([number, body]) => [number, latinBytes(objectText(body))])));
        expect(Buffer.compare(bytes.subarray(0, pdf.bytes.length), pdf.bytes)).toBe(0);
        const again = openPdf(bytes);
        if (!again.ok) throw new Error(again.failure);
        const [before, after] = [opened.value.revisions.at(-1), again.value.revisions.at(-1)];
        expect(again.value.revisions).toHaveLength(opened.value.revisions.length + 1);
        for (const number of new Set([...(before?.numbers() ?? []), ...changes.keys()])) {
          const change = changes.get(number);
          const is = after?.object(number);
          if (change !== undefined) expect(plain(is ?? pdfNull)).toEqual(plain(change));
          else expect(is).toEqual(before?.object(number));
        }
        expect(after?.oddities).toEqual([]);
        expect(after?.trailer.entries.get('Root')).toEqual(before?.trailer.entries.get('Root'));
        expect(openDraft(bytes).ok).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the first identifier and changes the second', async () => {
    const file = openPdf(writePdf(sampleObjects(), { trailer: '/ID [<0011> <2233>]' }).bytes);
    if (!file.ok) throw new Error(file.failure);
    const { bytes } = await appendRevision(file.value, new Map([[6, latinBytes('(a)')]]));
    expect(textOfBytes(bytes).split('trailer')[2]).toMatch(/\/ID \[<0011> <(?!2233)[0-9a-f]{32}>\]/);
  });

  it('replaces an object under the generation it has', async () => {
    const pdf = writePdf(sampleObjects());
    const used = latinBytes(textOfBytes(pdf.bytes).replace('5 0 obj', '5 3 obj').replace('5 0 R', '5 3 R').replace(/(\d{10}) 00000 n \n(?=trailer)/, '$1 00003 n \n'));
    const file = openPdf(used);
    if (!file.ok) throw new Error(file.failure);
    const { bytes } = await appendRevision(file.value, new Map([[5, latinBytes('<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>')]]));
    const again = openPdf(bytes);
    expect(again.ok && again.value.revisions.at(-1)?.own.get(5)).toMatchObject({ generation: 3 });
  });

  it('may bring streams, in a file of streams and in one of tables', async () => {
    for (const xref of ['table', 'stream'] as const) {
      const file = openPdf(writePdf(sampleObjects(), { xref }).bytes);
      if (!file.ok) throw new Error(file.failure);
      const { bytes, bodies } = await appendRevision(file.value, new Map([[20, streamBody(pdfDictionary({}), Uint8Array.of(0, 255, 13, 10))]]));
      const again = openPdf(bytes);
      const stream = again.ok ? again.value.revisions.at(-1)?.object(20) : undefined;
      expect(stream?.kind === 'stream' && [...stream.raw]).toEqual([0, 255, 13, 10]);
      expect(textOfBytes(bytes.subarray(bodies.get(20) ?? 0)).startsWith('<< /Length 4 >>')).toBe(true);
    }
  });
});
