import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pdfCoverage } from '../verify/pdf-coverage';
import { findSignatures } from './find-signatures';
import { anySignature } from './fixtures/judge-later';
import { signPdf } from './fixtures/sign-pdf';
import { flateBody, joined, latin1, sampleObjects, textOfBytes, updatePdf, writePdf } from './fixtures/write-pdf';
import { openPdf } from './open-pdf';
import type { PdfFile } from './pdf-model';
import { securityStore } from './security-store';
import { signedContent } from './signed-revision';
import { undoFilters } from './undo-filters';

const evidence = { 50: '<< /Certs [51 0 R] /CRLs 51 0 R /VRI << /A << /OCSP [51 0 R] >> >> >>', 51: flateBody('', 'certificate'), 1: '<< /Type /Catalog /Pages 2 0 R /DSS 50 0 R /AcroForm << /Fields [] >> >>' };
const plain = signPdf(writePdf(sampleObjects()), { sign: anySignature, room: 32, certify: 2 });
const samples = [
  plain,
  updatePdf(plain, { 4: flateBody('', 'BT (later) Tj ET') }),
  signPdf(signPdf(writePdf(sampleObjects(), { xref: 'stream', packed: [2, 3, 5], predictor: true }), { sign: anySignature, room: 32 }), { sign: anySignature, room: 32, objects: evidence, write: { xref: 'stream' } }),
  signPdf(writePdf(sampleObjects(), { xref: 'hybrid', packed: [5] }), { sign: anySignature, room: 32, fieldLock: '/Action /All', write: { xref: 'hybrid', packed: [3] } }),
].map(({ bytes }) => bytes);

/** what structure is made of: put where it does not belong it leads further than random bytes */
const pieces = ['obj', 'endobj', 'stream\n', 'endstream', 'xref\n0 9\n', 'trailer', 'startxref\n', '%%EOF', '<<', '>>', '[', ']', '<', '>', '(', ')', '/Kids', '/Prev 9', '/Length 99999999', '/ByteRange [0 1 2 3]', '/Type /ObjStm', '/XRefStm 20', '1 0 R', '3 0 R', '4294967296', '-1', '9'.repeat(40), '\0', '%'];

type Change = readonly [what: 'put' | 'over' | 'cut' | 'move' | 'digit', at: number, size: number, piece: string];
const change: fc.Arbitrary<Change> = fc.tuple(fc.constantFrom('put', 'over', 'cut', 'move', 'digit'), fc.nat(1_000_000), fc.nat(300), fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })));

function changed(bytes: Uint8Array, [what, where, size, piece]: Change): Uint8Array {
  const at = where % bytes.length;
  const part = bytes.subarray(at, at + size);
  switch (what) {
    case 'put':
      return joined(bytes.subarray(0, at), piece, bytes.subarray(at));
    case 'over':
      return joined(bytes.subarray(0, at), piece, bytes.subarray(at + piece.length));
    case 'cut':
      return joined(bytes.subarray(0, at), bytes.subarray(at + size));
    case 'move':
      return joined(bytes.subarray(0, (at * 7) % bytes.length), part, bytes.subarray((at * 7) % bytes.length));
    case 'digit': {
      const text = textOfBytes(bytes);
      const digit = text.slice(at).search(/\d/);
      return digit < 0 ? bytes : joined(text.slice(0, at + digit), String(size % 10), text.slice(at + digit + 1));
    }
  }
}

function readEverything(file: PdfFile): void {
  for (const revision of file.revisions) {
    for (const number of [...revision.numbers().slice(0, 200), -1, 0, 1e9]) {
      const object = revision.object(number);
      if (object?.kind === 'stream') undoFilters(object, (inner) => revision.resolve(inner), 1_000_000);
    }
    expect(revision.end).toBeLessThanOrEqual(file.bytes.length);
    expect(Array.isArray(revision.oddities)).toBe(true);
  }
  for (const signature of findSignatures(file)) pdfCoverage(file, signature);
  securityStore(file);
}

it('whatever is done to a file, it is read to an end without an error', () => {
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 4 }), (sample, changes) => {
      const opened = openPdf(changes.reduce(changed, sample));
      if (opened.ok) readEverything(opened.value);
    }),
    { seed: 20261122, numRuns: 250 },
  );
});

it('nothing but the signature itself can be changed in a file without its signature noticing', () => {
  const [sample] = samples;
  if (sample === undefined) throw new Error('no sample');
  const signedOf = (file: PdfFile): readonly string[] => findSignatures(file).filter((one) => one.rangeFault === null && pdfCoverage(file, one).coverage.state === 'passed').map((one) => textOfBytes(signedContent(file.bytes, one) ?? new Uint8Array(0)));
  const original = openPdf(sample);
  const [content] = original.ok ? signedOf(original.value) : [];
  expect(content).toBeDefined();
  const outsideGap = (bytes: Uint8Array): string => textOfBytes(bytes).replace(/\/Contents <[^<>]*>/g, '/Contents');
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, behind) => {
      const bytes = behind ? joined(sample, ...changes.map(([, where, size, piece]) => joined(piece, sample.subarray(where % sample.length, (where % sample.length) + size)))) : changes.reduce(changed, sample);
      const opened = openPdf(bytes);
      const fooled = opened.ok && outsideGap(bytes) !== outsideGap(sample) && signedOf(opened.value).includes(content ?? '');
      expect(fooled).toBe(false);
    }),
    { seed: 20261123, numRuns: 200 },
  );
});

it('a stream that unfolds without end is not unfolded', () => {
  const bomb = writePdf({ ...sampleObjects(), 6: flateBody('/Type /ObjStm /N 1 /First 4', new Uint8Array(3_000_000)) });
  const opened = openPdf(bomb.bytes);
  const revision = opened.ok ? opened.value.revisions[0] : undefined;
  const stream = revision?.object(6);
  expect(stream?.kind === 'stream' ? undoFilters(stream, (object) => object ?? { kind: 'null' }, 1_000_000) : 'no stream').toBeNull();
});

it('thousands of signatures, and fields within fields without end, are bounded', () => {
  const fields = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [100 + index, `<< /FT /Sig /T (f${index}) /V << /ByteRange [0 1 2 3] /Contents <00> >> >>`]));
  const catalog = `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [99 0 R ${Object.keys(fields).map((number) => `${number} 0 R`).join(' ')}] >> >>`;
  const opened = openPdf(writePdf({ ...sampleObjects(), ...fields, 1: catalog, 99: '<< /T (a) /Kids [99 0 R 98 0 R] >>', 98: '<< /T (b) /Kids [99 0 R] >>' }).bytes);
  expect(opened.ok && findSignatures(opened.value).length).toBe(64);
});

it('streams whose lengths lie in streams whose lengths lie in streams end somewhere', () => {
  const chain = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [10 + index, `<< /Length ${11 + index} 0 R >>\nstream\nabc\nendstream`]));
  const opened = openPdf(writePdf({ ...sampleObjects(), ...chain }).bytes);
  const revision = opened.ok ? opened.value.revisions[0] : undefined;
  expect(revision?.object(10)).toMatchObject({ kind: 'stream' });
  expect(revision?.oddities).toContain('tooMuch');
});

it('objects without end, thousands of them, are given up together', () => {
  const endless = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [10 + index, `<< >>\nstream\n${'x'.repeat(200)}`]));
  const opened = openPdf(writePdf({ ...sampleObjects(), ...endless }).bytes);
  const revision = opened.ok ? opened.value.revisions[0] : undefined;
  for (const number of revision?.numbers() ?? []) revision?.object(number);
  expect(revision?.oddities).toContain('tooMuch');
});

it('fields that share thousands of kids are not multiplied', () => {
  const kids = `[${'7 0 R '.repeat(50_000)}]`;
  const fields = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [10 + index, `<< /T (f${index}) /Kids 6 0 R >>`]));
  const catalog = `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${Object.keys(fields).map((number) => `${number} 0 R`).join(' ')}] >> >>`;
  const opened = openPdf(writePdf({ ...sampleObjects(), ...fields, 1: catalog, 6: kids, 7: '<< /T (k) /Kids 6 0 R >>' }).bytes);
  expect(opened.ok && findSignatures(opened.value)).toEqual([]);
});

it('a cross-reference that claims millions of objects costs nothing', () => {
  const bytes = latin1(textOfBytes(writePdf(sampleObjects()).bytes).replace('xref\n0 6', 'xref\n0 8388000'));
  const opened = openPdf(bytes);
  expect(opened.ok && opened.value.revisions[0]?.oddities).toContain('xrefCount');
});
