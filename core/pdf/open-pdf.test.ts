import { describe, expect, it } from 'vitest';
import { joined, latin1, sampleNumbers, sampleObjects, textOfBytes, updatePdf, writePdf } from './fixtures/write-pdf';
import type { TestPdf, WriteOptions } from './fixtures/write-pdf';
import { openPdf } from './open-pdf';
import type { PdfFile, PdfObject } from './pdf-model';

function opened(bytes: Uint8Array): PdfFile {
  const result = openPdf(bytes);
  if (!result.ok) throw new Error(result.failure);
  return result.value;
}

function contentOf(file: PdfFile, revision: number): string {
  const object = file.revisions[revision - 1]?.object(sampleNumbers.content);
  return object?.kind === 'stream' ? textOfBytes(object.raw) : '';
}

function nameIn(object: PdfObject | undefined, key: string): string | null {
  const value = object?.kind === 'dictionary' ? object.entries.get(key) : undefined;
  return value?.kind === 'name' ? value.name : null;
}

const replaced = '<< /Length 7 >>\nstream\n(later)\nendstream';

const shapes: readonly (readonly [string, WriteOptions, WriteOptions])[] = [
  ['tables', {}, {}],
  ['tables with CR LF', { entryEol: '\r\n' }, { entryEol: '\r\n' }],
  ['tables whose lines are one byte short, LF', { entryEol: '\n' }, { entryEol: '\n' }],
  ['tables whose lines are one byte short, CR', { entryEol: '\r' }, { entryEol: '\r' }],
  ['streams', { xref: 'stream' }, { xref: 'stream' }],
  ['streams with predictor', { xref: 'stream', predictor: true }, { xref: 'stream', predictor: true }],
  ['streams and object streams', { xref: 'stream', packed: [1, 2, 3, 5] }, { xref: 'stream', packed: [3] }],
  ['hybrid files', { xref: 'hybrid', packed: [5] }, { xref: 'hybrid', packed: [20] }],
];

describe.each(shapes)('a file of %s', (_name, first, second) => {
  const original = writePdf(sampleObjects(), first);
  const pdf = updatePdf(original, { 4: replaced, 20: '<< /Type /Later >>' }, second);

  it('has a revision for each time it was saved, each ending at its end mark', () => {
    const file = opened(pdf.bytes);
    expect(file.revisions.map(({ end }) => end)).toEqual([original.bytes.length, pdf.bytes.length]);
    expect(file.revisions.flatMap(({ oddities }) => oddities)).toEqual([]);
  });

  it('shows every revision as it was', () => {
    const file = opened(pdf.bytes);
    expect(contentOf(file, 1)).toContain('So 12/CV-VP');
    expect(contentOf(file, 2)).toBe('(later)');
    expect(nameIn(file.revisions[0]?.object(5), 'BaseFont')).toBe('Helvetica');
    expect(nameIn(file.revisions[1]?.object(5), 'BaseFont')).toBe('Helvetica');
    expect(file.revisions[0]?.object(20)).toBeUndefined();
    expect(nameIn(file.revisions[1]?.object(20), 'Type')).toBe('Later');
  });

  it('tells what a revision itself brought', () => {
    const own = [...(opened(pdf.bytes).revisions[1]?.own.keys() ?? [])];
    expect(own).toEqual(expect.arrayContaining([4, 20]));
    for (const untouched of [1, 2, 5]) expect(own).not.toContain(untouched);
  });

  it('reads the signed beginning exactly as the file had it then', () => {
    const alone = opened(pdf.bytes.subarray(0, original.bytes.length));
    expect(alone.revisions).toHaveLength(1);
    expect(contentOf(alone, 1)).toBe(contentOf(opened(pdf.bytes), 1));
  });
});

function oddities(pdf: TestPdf | Uint8Array): readonly string[] {
  return opened(pdf instanceof Uint8Array ? pdf : pdf.bytes).revisions.flatMap((revision) => {
    for (const number of revision.numbers()) revision.object(number);
    return revision.oddities;
  });
}

describe('slips of producers', () => {
  it('a table numbered from 1 that begins with the free list is read as one from 0', () => {
    const pdf = writePdf(sampleObjects(), { firstNumber: 1 });
    expect(contentOf(opened(pdf.bytes), 1)).toContain('So 12/CV-VP');
    expect(oddities(pdf)).toEqual(['xrefOffByOne']);
  });

  it('bytes before the header are named, offsets may count from either beginning', () => {
    const pdf = writePdf(sampleObjects());
    expect(oddities(joined('\r\n \r\n', pdf.bytes))).toEqual(['headerOffset']);
    // PDFium counts from the header and has to search this one
    expect(oddities(writePdf(sampleObjects(), { header: 'gateway\n%PDF-1.4\n' }))).toEqual(['headerOffset', 'headerAmbiguous']);
  });

  it('bytes before the header are no oddity of what comes later, as long as offsets count from the header', () => {
    const late = opened(joined('\r\n', updatePdf(writePdf(sampleObjects()), { 6: '(note)' }).bytes));
    expect(late.revisions.map((revision) => revision.oddities)).toEqual([['headerOffset'], []]);
  });

  it('a startxref that misses by a few bytes is found', () => {
    const pdf = writePdf(sampleObjects());
    const text = textOfBytes(pdf.bytes).replace(/startxref\n(\d+)/, (_all, at: string) => `startxref\n${Number(at) - 3}`);
    expect(oddities(latin1(text))).toEqual(['startxrefOff']);
  });

  it('a free number is free, and one that was freed later was there before', () => {
    const pdf = updatePdf(writePdf({ ...sampleObjects(), 6: '(note)' }), { 6: null });
    const file = opened(pdf.bytes);
    expect(file.revisions[0]?.object(6)).toMatchObject({ kind: 'string' });
    expect(file.revisions[1]?.object(6)).toBeUndefined();
    expect(file.revisions[1]?.own.get(6)).toBeNull();
    expect(file.revisions[1]?.numbers()).not.toContain(6);
  });
});

describe('what hides objects is named', () => {
  it('a cross-reference that points behind the end of its revision', () => {
    const first = writePdf(sampleObjects());
    const dangling = latin1(textOfBytes(first.bytes).replace(/^(\d{10}) 00000 n \n(?=trailer)/m, `${String(first.bytes.length + 1).padStart(10, '0')} 00000 n \n`));
    const file = opened(updatePdf({ ...first, bytes: dangling }, { 9: '(x)' }).bytes);
    expect(file.revisions[0]?.object(5)).toBeUndefined();
    expect(file.revisions[0]?.oddities).toContain('objectOutside');
  });

  it('an update that brings an object hidden in an earlier revision', () => {
    const hidden = latin1(textOfBytes(writePdf(sampleObjects()).bytes));
    const first = { ...writePdf(sampleObjects()), bytes: hidden };
    const target = textOfBytes(hidden).indexOf('5 0 obj');
    const pdf = updatePdf(first, { 6: '(x)' });
    // the new table sends number 6 back into the first revision
    const at = textOfBytes(pdf.bytes).lastIndexOf('6 0 obj');
    const text = textOfBytes(pdf.bytes).replace(`${String(at).padStart(10, '0')} 00000 n`, `${String(target).padStart(10, '0')} 00000 n`);
    expect(opened(latin1(text)).revisions[1]?.oddities).toEqual(expect.arrayContaining(['objectFromEarlier', 'wrongOffset']));
  });

  it('an update that replaces an object stream, and with it what lies in it', () => {
    const first = writePdf(sampleObjects(), { xref: 'stream', packed: [5] });
    const container = [...(opened(first.bytes).revisions[0]?.own.values() ?? [])].find((place) => place !== null && place.inStream !== null)?.inStream ?? 0;
    const pdf = updatePdf(first, { [container]: '<< /Type /ObjStm /N 1 /First 4 /Length 30 >>\nstream\n5 0 << /Type /Font /Evil true >>\nendstream' }, { xref: 'stream' });
    expect(opened(pdf.bytes).revisions[1]?.oddities).toContain('objectStreamReplaced');
  });

  it('an update that replaces what says how an object stream is unfolded', () => {
    const first = writePdf({ ...sampleObjects(), 7: '/FlateDecode' }, { xref: 'stream', packed: [5] });
    const plain = textOfBytes(first.bytes);
    const at = plain.indexOf('/Filter /FlateDecode', plain.indexOf('/Type /ObjStm'));
    const bytes = latin1(`${plain.slice(0, at)}/Filter 7 0 R       ${plain.slice(at + 20)}`);
    const harmless = updatePdf({ ...first, bytes }, { 6: '(x)' }, { xref: 'stream' });
    expect(opened(harmless.bytes).revisions[1]?.oddities).toEqual([]);
    const pdf = updatePdf({ ...first, bytes }, { 7: '/ASCIIHexDecode' }, { xref: 'stream' });
    expect(opened(pdf.bytes).revisions[1]?.oddities).toContain('objectStreamReplaced');
  });

  it('an update that replaces an object under another generation', () => {
    const pdf = updatePdf(writePdf(sampleObjects()), { 5: '<< /Type /Font >>' });
    const text = textOfBytes(pdf.bytes);
    const at = text.lastIndexOf('5 0 obj');
    const other = `${text.slice(0, at)}5 1 obj${text.slice(at + 7)}`.replace(new RegExp(`${String(at).padStart(10, '0')} 00000`), (entry) => entry.replace(/0$/, '1'));
    expect(opened(latin1(other)).revisions[1]?.oddities).toEqual(['otherGeneration']);
  });

  it('a table and the stream beside it that do not agree', () => {
    const pdf = writePdf(sampleObjects(), { xref: 'hybrid', packed: [5] });
    const text = textOfBytes(pdf.bytes);
    const font = /^0000000000 00001 f/m;
    expect(oddities(latin1(text.replace(font, `${String(text.indexOf('4 0 obj')).padStart(10, '0')} 00000 n`)))).toContain('xrefOverlap');
  });

  it('bytes behind the end mark', () => {
    expect(oddities(writePdf(sampleObjects(), { tail: '4 0 obj (other) endobj' }))).toContain('bytesAfterEnd');
    expect(oddities(writePdf(sampleObjects(), { tail: '\r\n\0\0' }))).toEqual([]);
  });

  it('a file that can only be read by searching', () => {
    const pdf = writePdf(sampleObjects());
    const file = opened(latin1(textOfBytes(pdf.bytes).replace(/startxref\n\d+/, 'startxref\n99999')));
    expect(file.revisions.flatMap((revision) => revision.oddities)).toEqual(['rebuilt']);
    expect(contentOf(file, 1)).toContain('So 12/CV-VP');
  });
});

describe('hostile structure ends', () => {
  it('cross-references that name each other', () => {
    const pdf = writePdf(sampleObjects());
    const looped = textOfBytes(pdf.bytes).replace('/Root 1 0 R', `/Root 1 0 R /Prev ${pdf.startxref}`);
    expect(oddities(latin1(looped))).toEqual(['rebuilt']);
  });

  it('references that name each other, also as lengths', () => {
    const pdf = writePdf({ ...sampleObjects(), 6: '7 0 R', 7: '6 0 R', 8: '<< /Length 8 0 R >>\nstream\nabc\nendstream' });
    const [revision] = opened(pdf.bytes).revisions;
    expect(revision?.resolve({ kind: 'reference', number: 6, generation: 0 })).toEqual({ kind: 'null' });
    expect(revision?.object(8)).toMatchObject({ kind: 'stream' });
  });

  it('depth without end', () => {
    const pdf = writePdf({ ...sampleObjects(), 6: `${'['.repeat(100_000)}${']'.repeat(100_000)}` });
    expect(opened(pdf.bytes).revisions[0]?.object(6)).toBeUndefined();
  });

  it('no PDF, an empty file, a header alone', () => {
    expect(openPdf(latin1('hello'))).toEqual({ ok: false, failure: 'notPdf' });
    expect(openPdf(new Uint8Array(0))).toEqual({ ok: false, failure: 'notPdf' });
    expect(openPdf(latin1('%PDF-1.7\n'))).toEqual({ ok: false, failure: 'damaged' });
  });
});
