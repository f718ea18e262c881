import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rangeFaults } from './byte-range';
import { findSignatures } from './find-signatures';
import { anySignature } from './fixtures/judge-later';
import { fillPlaceholder, hexOfBytes, placeholder, signPdf } from './fixtures/sign-pdf';
import { edited, joined, latin1, sampleObjects, streamBody, textOfBytes, updatePdf, writePdf } from './fixtures/write-pdf';
import { openPdf } from './open-pdf';
import type { PdfSignature } from './pdf-model';
import { signedContent, signedRevision } from './signed-revision';

function signaturesOf(bytes: Uint8Array): readonly PdfSignature[] {
  const opened = openPdf(bytes);
  if (!opened.ok) throw new Error(opened.failure);
  return findSignatures(opened.value);
}

const original = writePdf(sampleObjects());
const signed = signPdf(original, { sign: anySignature, field: 'ky', room: 64 });
const text = textOfBytes(signed.bytes);

/** The signed file with one stretch of it replaced by another of the same length, so that every offset stays. */
function forged(from: RegExp, to: (match: string) => string): Uint8Array {
  return latin1(text.replace(from, (match) => to(match).padEnd(match.length, ' ')));
}

function only(bytes: Uint8Array): PdfSignature {
  const found = signaturesOf(bytes);
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} signatures`);
  return found[0];
}

describe('a lawful signature', () => {
  it('is found in its field, covers its revision and nothing is wrong with its ranges', () => {
    expect(only(signed.bytes)).toMatchObject({ fieldName: 'ky', field: signed.field, value: signed.value, subFilter: 'adbe.pkcs7.detached', isTimestamp: false, rangeFault: null, revision: 2, certification: null, locks: null });
  });

  it('keeps its revision when the file grows, and gives back what was signed', () => {
    const later = updatePdf(signed, { 4: '<< /Length 1 >>\nstream\nx\nendstream' });
    const signature = only(later.bytes);
    expect(signature).toMatchObject({ rangeFault: null, revision: 2 });
    expect(signedRevision(later.bytes, signature)).toEqual(signed.bytes);
    const gap = text.indexOf('/Contents <') + '/Contents '.length;
    expect(textOfBytes(signedContent(later.bytes, signature) ?? new Uint8Array(0))).toBe(text.slice(0, gap) + text.slice(text.indexOf('>', gap) + 1));
  });

  it.each([['stream', [1]], ['hybrid', []]] as const)('is found in files of cross-reference %s as well', (xref, packed) => {
    const first = writePdf(sampleObjects(), { xref, packed: [5, ...packed] });
    const once = signPdf(first, { sign: anySignature, room: 64, write: { xref, packed: [...packed] } });
    const twice = signPdf(once, { sign: anySignature, room: 64, write: { xref } });
    expect(signaturesOf(twice.bytes).map(({ rangeFault, revision }) => [rangeFault, revision])).toEqual([[null, 3], [null, 2]]);
  });

  it('says what it permits and what it locks', () => {
    expect(only(signPdf(original, { sign: anySignature, certify: 2, room: 64 }).bytes)).toMatchObject({ certification: 2, locks: null });
    expect(only(signPdf(original, { sign: anySignature, fieldLock: '/Action /Include /Fields [(mau.so) (mau.ngay)]', room: 64 }).bytes)).toMatchObject({ certification: null, locks: { action: 'Include', fields: ['mau.so', 'mau.ngay'] } });
  });

  it('a certification of a number nobody knows permits nothing', () => {
    const certified = signPdf(original, { sign: anySignature, certify: 3, room: 64 });
    expect(only(latin1(textOfBytes(certified.bytes).replace('/P 3 /V', '/P 7 /V'))).certification).toBe(1);
  });

  it('the name of a field is that of its parents too', () => {
    const catalog = edited(signed, 1, (body) => body.replace(`${signed.field} 0 R`, '30 0 R'));
    const nested = updatePdf(signed, { 1: catalog, 30: `<< /T (\xfe\xff\x1e\x03) /FT /Sig /Kids [31 0 R] >>`, 31: `<< /T (thu) /Kids [${signed.field} 0 R 31 0 R] >>` });
    expect(only(nested.bytes).fieldName).toBe('\u1e03.thu.ky');
  });
});

describe('universal forgery: a signature that says nothing is never a lawful one', () => {
  it.each<readonly [string, RegExp, (match: string) => string, string]>([
    ['no ByteRange', /\/ByteRange \[[^\]]*\]/, () => '', 'rangeMissing'],
    ['ByteRange null', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange null', 'rangeMissing'],
    ['ByteRange of another type', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange (0 1 2 3)', 'rangeMalformed'],
    ['ByteRange empty', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange []', 'rangeMalformed'],
    ['ByteRange of one number', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0]', 'rangeMalformed'],
    ['ByteRange of nulls', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [null null null null]', 'rangeMalformed'],
    ['ByteRange of indirect numbers', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 9 0 R 3 1]', 'rangeMalformed'],
    ['ByteRange of zeros', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 0 0 0]', 'rangeMalformed'],
    ['ByteRange negative', /\/ByteRange \[0 /, () => '/ByteRange [-1', 'rangeMalformed'],
    ['ByteRange that does not begin at 0', /\/ByteRange \[0 /, () => '/ByteRange [9', 'rangeMalformed'],
    ['more than two ranges', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 5 6 5 20 6]', 'rangeMalformed'],
    ['ranges that overlap', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 900 500 700]', 'rangeMalformed'],
    ['ranges beyond the file', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 9 10 99999999]', 'rangeMalformed'],
    ['ranges broken into fractions', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 9.5 10.5 20]', 'rangeMalformed'],
    ['ranges that leave a hole elsewhere', /\/ByteRange \[[^\]]*\]/, () => '/ByteRange [0 100 200 300]', 'gapNotContents'],
    ['no Contents', /\/Contents </, () => '/Kontents <', 'contentsMissing'],
    ['Contents null', /\/Contents <[^>]*>/, () => '/Contents null', 'contentsMissing'],
    ['Contents empty', /\/Contents <[^>]*>/, () => '/Contents <>', 'contentsMissing'],
    ['Contents of zeros', /\/Contents <[^>]*>/, (match) => match.replace(/[1-9a-f](?=[^<]*>)/g, '0').replace('<3', '<0'), 'contentsMissing'],
    ['Contents that are no hexadecimal string', /\/Contents <[^>]*>/, (match) => match.replace('<', '(').replace('>', ')'), 'contentsPadded'],
    ['Contents with other characters between the digits', /0{20}>/, () => '00000000000000000000(>'.slice(1), 'contentsPadded'],
    ['something behind the signature in Contents', /0{20}>/, () => '000000000000000000ff>'.padStart(21, '0'), 'contentsPadded'],
  ])('%s', (_title, from, to, fault) => {
    expect(only(forged(from, to)).rangeFault).toBe(fault);
  });

  it('a value that is no dictionary is an unsigned field', () => {
    expect(signaturesOf(updatePdf(signed, { [signed.value]: 'null' }).bytes).map(({ field, revision }) => [field, revision])).toEqual([[0, 2]]);
  });
});

describe('signature wrapping: what the ranges leave out is the signature and nothing else', () => {
  it('a second range moved behind inserted bytes', () => {
    const [from, to] = [text.indexOf('/Contents <') + 10, text.indexOf('>', text.indexOf('/Contents <')) + 1];
    const injected = `/Injected (${'x'.repeat(80)}) `;
    const moved = text.slice(0, to) + injected + text.slice(to);
    const range = `[0 ${from} ${to + injected.length} ${text.length - to}]`;
    const bytes = latin1(moved.replace(/(\/ByteRange )\[[^\]]*\]/, (match, key: string) => `${key}${range}`.padEnd(match.length)));
    expect(only(bytes).rangeFault).toBe('gapNotContents');
  });

  it('a second ByteRange in the space of the signature, the first still signed', () => {
    const [from, to] = [text.indexOf('/Contents <') + 10, text.indexOf('>', text.indexOf('/Contents <')) + 1];
    const short = `<${hexOfBytes(anySignature())}>`;
    const inside = `${short} /ByteRange [0 ${from} ${to} ${text.length - to}]`;
    expect(only(latin1(text.slice(0, from) + inside.padEnd(to - from) + text.slice(to))).rangeFault).toBe('duplicateKeys');
  });
});

describe('incremental saving: what was added after the signature is not covered by it', () => {
  const copied = text.slice(text.indexOf(`${signed.value} 0 obj`), text.indexOf('endobj', text.indexOf(`${signed.value} 0 obj`)));

  it('a copy of the signature in an update covers nothing, and the first is still seen', () => {
    const later = updatePdf(signed, { [signed.value]: copied.slice(copied.indexOf('<<')) });
    expect(signaturesOf(later.bytes).map(({ field, rangeFault }) => [field > 0, rangeFault])).toEqual([[true, 'gapNotContents'], [false, null]]);
  });

  it('a signature taken out of the form is still seen', () => {
    const later = updatePdf(signed, { 1: edited(signed, 1, (body) => body.replace(`${signed.field} 0 R`, '')) });
    expect(signaturesOf(later.bytes)).toMatchObject([{ field: 0, value: signed.value, rangeFault: null, revision: 2 }]);
  });

  it('a signed file within the file is that file\'s matter', () => {
    const wrapped = writePdf({ ...sampleObjects(), 6: streamBody('/Type /EmbeddedFile', signed.bytes) });
    expect(signaturesOf(wrapped.bytes)).toEqual([]);
  });

  it('a signature that no cross-reference leads to is seen, and covers no revision', () => {
    const other = writePdf(sampleObjects('So 99/CV-VP'));
    expect(signaturesOf(joined(signed.bytes, other.bytes)).map(({ field, revision, rangeFault }) => [field, revision, rangeFault])).toEqual([[0, null, 'endsElsewhere']]);
  });

  it('space reserved in an earlier revision and signed in a later one is one signature', () => {
    const reserved = updatePdf(original, { 6: placeholder({ room: 64 }) });
    expect(signaturesOf(signPdf(reserved, { sign: anySignature, room: 64, objects: { 6: 'null' } }).bytes)).toHaveLength(1);
  });

  it('rights that a program grants its reader are no signature', () => {
    const rights = fillPlaceholder(updatePdf(original, { 6: placeholder({ room: 64, keys: '/Reference [<< /TransformMethod /UR3 >>]' }) }).bytes, anySignature);
    expect(signaturesOf(rights)).toEqual([]);
  });

  it('a signature whose own revision leads to another object is none of the file', () => {
    const pdf = signPdf(writePdf(sampleObjects()), { sign: anySignature, room: 64 });
    const clashing = updatePdf(original, { 6: '[1 2 3]' });
    const twice = textOfBytes(clashing.bytes).replace('6 0 obj\n[1 2 3]\nendobj', (array) => `6 0 obj\n${placeholder({ room: 64 })}\nendobj\n${array}`);
    const at = twice.lastIndexOf('6 0 obj');
    const moved = twice.replace(/^(6 1\n)\d{10}/m, (_all, head: string) => `${head}${String(at).padStart(10, '0')}`).replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${twice.lastIndexOf('xref\n6 1')}\n%%EOF\n`);
    expect(signaturesOf(fillPlaceholder(latin1(moved), anySignature))).toEqual([]);
    expect(signaturesOf(pdf.bytes)).toHaveLength(1);
  });

  it('ranges that end in the middle of a revision end nowhere', () => {
    const [, size = 0, second = 0, rest = 0] = only(signed.bytes).byteRange;
    expect(only(forged(/\/ByteRange \[[^\]]*\]/, () => `/ByteRange [0 ${size} ${second} ${rest - 9}]`)).rangeFault).toBe('endsElsewhere');
  });
});

it('two fields with one signature are one signature', () => {
  const shared = updatePdf(signed, { 1: edited(signed, 1, (body) => body.replace('/Fields [', '/Fields [40 0 R ')), 40: `<< /FT /Sig /T (b) /V ${signed.value} 0 R >>` });
  expect(signaturesOf(shared.bytes)).toHaveLength(1);
});

it('every fault of ranges has a text', () => {
  for (const language of ['vi', 'en']) {
    const texts = JSON.parse(readFileSync(`assets/locales/parts/signature-pdf.${language}.json`, 'utf8')) as { check: { why: Record<string, string> } };
    expect(rangeFaults.filter((fault) => texts.check.why[fault] === undefined)).toEqual([]);
  }
});
