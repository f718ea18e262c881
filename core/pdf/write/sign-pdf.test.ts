import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timestampToken } from '../../../scripts/test-ca.mjs';
import type { TestCa, TestService } from '../../../scripts/test-ca.mjs';
import { testPdfEngine } from '../../extract/fixtures/test-engine';
import type { PdfEngine } from '../../extract/pdf-engine';
import { renderPdfPage } from '../../extract/render-pdf-page';
import type { SignatureVerdict } from '../../model/verdict';
import { bytesOfPem } from './fixtures/bytes-of-pem';
import { trustIn } from '../../verify/fixtures/trust-in';
import type { TrustContext } from '../../verify/trust-context';
import { openTrust } from '../../verify/trust-context';
import { validationData } from '../../verify/validation-data';
import { verifyPdf } from '../../verify/verify-pdf';
import { anySignature, judgeLater } from '../fixtures/judge-later';
import { officePdf } from '../fixtures/office-pdf';
import { signPdf } from '../fixtures/sign-pdf';
import { sampleObjects, textOfBytes, updatePdf, writePdf } from '../fixtures/write-pdf';
import type { TestPdf } from '../fixtures/write-pdf';
import { annexLines, copyLines } from '../../outgoing/signature-lines';
import type { PdfRect } from './pdf-place';
import { addValidation } from './add-validation';
import { prepareTimestamp } from './add-timestamp';
import { hexOf } from './write-object';
import { poppler } from './fixtures/sign-here';
import { makeOffice, signed, signingPlace, signingTime } from './fixtures/signed-here';
import { testFonts } from './fixtures/test-fonts';
import { handwriting, seal, writePng } from './fixtures/write-png';

let folder: string;
let ca: TestCa;
let tsa: TestService;
let engine: PdfEngine;

beforeAll(async () => {
  engine = await testPdfEngine();
  folder = mkdtempSync(join(tmpdir(), 'vanthu-write-'));
  ({ ca, tsa } = makeOffice(folder));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function verdicts(bytes: Uint8Array, change: Partial<TrustContext> = {}): Promise<readonly SignatureVerdict[]> {
  const context = trustIn(ca, change);
  return verifyPdf(bytes, { where: 'cong-van.pdf', part: null, member: null }, context, await openTrust(context));
}

async function said(bytes: Uint8Array): Promise<readonly string[]> {
  return (await verdicts(bytes)).map(({ verdict, reason, signer }) => `${verdict} ${reason}: ${signer?.subject.includes('Sở') === true ? 'agency' : 'person'}`);
}

const both = ['passed valid: person', 'passed valid: agency'];
const annotated = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Annots 6 0 R >>';

const files: readonly (readonly [string, () => TestPdf])[] = [
  ['with a table', () => writePdf(sampleObjects())],
  ['with a cross-reference stream', () => writePdf(sampleObjects(), { xref: 'stream' })],
  ['with catalog, pages and fonts in an object stream', () => writePdf(sampleObjects(), { xref: 'stream', packed: [1, 2, 3, 5], predictor: true })],
  ['that is a hybrid', () => writePdf(sampleObjects(), { xref: 'hybrid', packed: [5] })],
  ['updated before, with a page without annotations', () => updatePdf(writePdf(sampleObjects(), { xref: 'stream' }), { 3: annotated.replace(' /Annots 6 0 R', '') }, { xref: 'stream' })],
  ['without a form', () => writePdf({ ...sampleObjects(), 1: '<< /Type /Catalog /Pages 2 0 R >>' })],
  ['with form, fields and annotations as objects of their own', () => writePdf({ ...sampleObjects(), 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm 7 0 R >>', 3: annotated, 6: '[]', 7: '<< /Fields 8 0 R >>', 8: '[]' })],
  ['with fields that bear the names taken', () => writePdf({
    ...sampleObjects(), 1: '<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R 7 0 R] >> >>', 6: '<< /FT /Tx /T (ChuKyCaNhan) /V (a) >>', 7: '<< /FT /Tx /T (ChuKyCoQuan) /V (b) >>',
  })],
  ['of PDF 2.0 without a line end at its end', () => { const pdf = writePdf(sampleObjects(), { header: '%PDF-2.0\n' }); return { ...pdf, bytes: pdf.bytes.subarray(0, -1) }; }],
];

describe('a PDF signed by the person and then by the agency', () => {
  it.each(files)('has two valid signatures and keeps every earlier byte: %s', async (_name, make) => {
    const before = make().bytes;
    const once = await signed(ca, before, 'person');
    const twice = await signed(ca, once, 'agency');
    expect(Buffer.compare(once.subarray(0, before.length), before)).toBe(0);
    expect(Buffer.compare(twice.subarray(0, once.length), once)).toBe(0);
    expect(poppler(twice)).toEqual({ valid: 2, all: 2, whole: 1 });
    expect(await said(twice)).toEqual(both);
  });

  it('may show handwriting, a seal over a third of it, and neither breaks the other', async () => {
    const once = await signed(ca, officePdf().bytes, 'person', { picture: handwriting() });
    const twice = await signed(ca, once, 'agency', { picture: seal(), place: { page: 1, rect: { left: 240, bottom: 80, right: 342, top: 182 } } });
    expect(poppler(twice)).toMatchObject({ valid: 2, whole: 1 });
    expect(await said(twice)).toEqual(both);
    expect(judgeLater(twice, 'ChuKyCaNhan').said).toEqual(['signatureVisible ChuKyCoQuan']);
    // two pictures and two signatures: not a copy of the document
    expect(twice.length - officePdf().bytes.length).toBeLessThan(200_000);
  });

  it('is damaged for both when a byte of the first revision changes', async () => {
    const twice = (await signed(ca, await signed(ca, writePdf(sampleObjects()).bytes, 'person'), 'agency')).slice();
    const at = textOfBytes(twice).indexOf('So 12/CV-VP');
    twice[at + 3] = 0x33;
    expect((await verdicts(twice)).map(({ verdict }) => verdict)).toEqual(['failed', 'failed']);
  });
});

describe('what is seen of a signature', () => {
  type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  const turned = (turn: number): TestPdf => writePdf({ ...sampleObjects(), 3: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> /Rotate ${turn} >>` });

  /** Points of a stretch of the picture that are of that colour; origin at its upper left. */
  function count(bytes: Uint8Array, box: Box, isMeant: (red: number, green: number, blue: number) => boolean): number {
    const image = renderPdfPage(engine, bytes, 1, 1);
    if (!image.ok || image.value === null) throw new Error('the page cannot be drawn');
    const { width, rgba } = image.value;
    let found = 0;
    for (let y = box.y; y < box.y + box.height; y += 1) {
      for (let x = box.x; x < box.x + box.width; x += 1) {
        const at = (y * width + x) * 4;
        if (isMeant(rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0)) found += 1;
      }
    }
    return found;
  }
  const isBlue = (red: number, green: number, blue: number): boolean => blue > red + 60 && blue > green + 60;
  const isDark = (red: number, green: number, blue: number): boolean => red + green + blue < 300;

  /** Red at the left, blue at the right, twice as wide as high: upright and not turned. */
  const halves = (): Uint8Array => writePng(40, 20, (x) => (x < 20 ? [220, 0, 0, 255] : [0, 0, 220, 255]));

  it.each<readonly [number, PdfRect, Box]>([
    [0, { left: 300, bottom: 100, right: 400, top: 150 }, { x: 300, y: 842 - 150, width: 100, height: 50 }],
    [90, { left: 100, bottom: 300, right: 150, top: 400 }, { x: 300, y: 100, width: 100, height: 50 }],
    [180, { left: 100, bottom: 300, right: 200, top: 350 }, { x: 595 - 200, y: 300, width: 100, height: 50 }],
    [270, { left: 100, bottom: 300, right: 150, top: 400 }, { x: 842 - 400, y: 595 - 150, width: 100, height: 50 }],
  ])('stands upright on a page turned by %i degrees', async (turn, rect, { x, y, width, height }) => {
    const bytes = await signed(ca, turned(turn).bytes, 'person', { picture: halves(), place: { page: 1, rect } });
    const isRed = (red: number, green: number, blue: number): boolean => red > green + 60 && red > blue + 60;
    const half = { y: y + 1, width: width / 2 - 4, height: height - 2 };
    expect(count(bytes, { x: x + 2, ...half }, isRed)).toBe(half.width * half.height);
    expect(count(bytes, { x: x + width / 2 + 2, ...half }, isBlue)).toBe(half.width * half.height);
  });

  it('keeps the proportions of its picture, and what lies under what is transparent', async () => {
    const bytes = await signed(ca, writePdf(sampleObjects()).bytes, 'person', { picture: handwriting(), place: { page: 1, rect: { left: 60, bottom: 690, right: 260, top: 770 } } });
    expect(count(bytes, { x: 60, y: 842 - 770, width: 200, height: 80 }, isBlue)).toBeGreaterThan(200);
    expect(count(bytes, { x: 60, y: 842 - 770, width: 200, height: 80 }, isDark)).toBeGreaterThan(200);
  });

  it('is text on an annex, in its corner, black, and on no main document', async () => {
    const place = { page: 1, rect: { left: 360, bottom: 790, right: 550, top: 826 } };
    const box = { x: 360, y: 842 - 826, width: 190, height: 36 };
    const lines = annexLines('1077/SGDĐT-KTQLCL', signingTime);
    const annex = await signed(ca, writePdf(sampleObjects()).bytes, 'agency', { part: 'annex', picture: seal(), lines, fonts: testFonts(), place });
    expect(count(annex, box, isDark)).toBeGreaterThan(100);
    expect(count(annex, box, (red, green, blue) => Math.abs(red - green) > 40 || Math.abs(green - blue) > 40)).toBe(0);
    expect(poppler(annex)).toMatchObject({ valid: 1, whole: 1 });
    const main = await signed(ca, writePdf(sampleObjects()).bytes, 'agency', { lines, fonts: testFonts(), place });
    expect(count(main, box, isDark)).toBe(0);
  });

  it('of a copy stands on the document that was signed, and leaves its signatures standing', async () => {
    const twice = await signed(ca, await signed(ca, writePdf(sampleObjects()).bytes, 'person'), 'agency');
    const lines = copyLines('SAO Y', 'Sở Giáo dục và Đào tạo', signingTime);
    const copy = await signed(ca, twice, 'agency', { part: 'copy', lines, fonts: testFonts(), place: { page: 1, rect: { left: 360, bottom: 790, right: 550, top: 826 } } });
    expect(await said(copy)).toEqual([...both, 'passed valid: agency']);
    expect(judgeLater(copy, 'ChuKyCoQuan')).toMatchObject({ holds: true, said: ['signatureVisible ChuKyBanSao'] });
    expect(poppler(copy)).toEqual({ valid: 3, all: 3, whole: 1 });
  });

  it.each<readonly [string, string, Parameters<typeof signed>[3]]>([
    ['a picture that is none', 'pictureFormat', { picture: Uint8Array.of(1, 2, 3) }],
    ['a page that is none', 'noSuchPage', { picture: seal(), place: { ...signingPlace, page: 2 } }],
    ['a place without extent', 'noRoom', { picture: seal(), place: { page: 1, rect: { left: 10, right: 10, bottom: 0, top: 9 } } }],
    ['text without fonts', 'noFont', { part: 'copy', lines: ['SAO Y'] }],
    ['a word wider than its place', 'noRoom', { part: 'copy', lines: ['W'.repeat(60)], fonts: testFonts() }],
  ])('is refused by name: %s', async (_name, failure, change) => {
    await expect(signed(ca, writePdf(sampleObjects()).bytes, 'person', change)).rejects.toThrow(failure);
  });
});

describe('time-stamps and validation data', () => {
  it('a signature time-stamp is in before the next signature and holds for both', async () => {
    const twice = await signed(ca, await signed(ca, writePdf(sampleObjects()).bytes, 'person', { tsa }), 'agency', { tsa });
    const found = await verdicts(twice);
    expect(found.map(({ timestamps }) => timestamps.map(({ verdict }) => verdict))).toEqual([['passed'], ['passed']]);
    expect(found.map(({ verdict, judgedBy }) => `${verdict} ${judgedBy}`)).toEqual(['passed timestamp', 'passed timestamp']);
    expect(poppler(twice)).toEqual({ valid: 2, all: 2, whole: 1 });
  });

  it('certificates and lists added later are used by who has no others, and change nothing', async () => {
    const twice = await signed(ca, await signed(ca, writePdf(sampleObjects(), { xref: 'stream' }).bytes, 'person'), 'agency');
    const lists = ca.crls.map(bytesOfPem);
    const added = await addValidation(twice, { certificates: [bytesOfPem(ca.intermediatePem)], ocsps: [], crls: lists });
    if (!added.ok) throw new Error(added.failure);
    expect((await verdicts(twice, { crls: [] })).map(({ verdict }) => verdict)).toEqual(['indeterminate', 'indeterminate']);
    expect((await verdicts(added.value, { crls: [] })).map(({ verdict }) => verdict)).toEqual(['passed', 'passed']);
    expect(judgeLater(added.value, 'ChuKyCoQuan')).toMatchObject({ holds: true, said: ['validationData'] });
    expect(poppler(added.value)).toMatchObject({ valid: 2 });
    // what is there is not written again, and more goes beside it
    const again = await addValidation(added.value, { certificates: [], ocsps: [], crls: lists });
    expect(again.ok && Buffer.compare(again.value, added.value)).toBe(0);
    const more = await addValidation(added.value, { certificates: [bytesOfPem(ca.rootPem)], ocsps: [], crls: lists });
    expect(more.ok && judgeLater(more.value, 'ChuKyCaNhan').holds).toBe(true);
    expect(more.ok && more.value.length - added.value.length).toBeLessThan(4000);
  });

  it('what has to be carried along is what the verdicts rest on, and nothing where they did not pass', async () => {
    const once = await signed(ca, writePdf(sampleObjects()).bytes, 'agency', { tsa });
    const trust = trustIn(ca, { intermediates: [ca.intermediatePem, ca.strangerRootPem], crls: [...ca.crls, ca.strangerCrl] });
    const data = await validationData(await verdicts(once), await openTrust(trust));
    if (data === null) throw new Error('the signature did not pass');
    expect([data.certificates.map(hexOf), data.crls.map(hexOf).sort()]).toEqual([[hexOf(bytesOfPem(ca.intermediatePem))], ca.crls.map((list) => hexOf(bytesOfPem(list))).sort()]);
    const added = await addValidation(once, data);
    expect(added.ok && (await verdicts(added.value, { crls: [] })).map(({ verdict }) => verdict)).toEqual(['passed']);
    expect(await validationData(await verdicts(once, { crls: [] }), await openTrust(trust))).toBeNull();
  });

  it('a document time-stamp covers everything before it and leaves it standing', async () => {
    const once = await signed(ca, officePdf().bytes, 'person', { picture: handwriting() });
    const prepared = await prepareTimestamp(once);
    if (!prepared.ok) throw new Error(prepared.failure);
    const token = timestampToken(tsa, { digest: createHash('sha256').update(prepared.value.content).digest(), at: new Date(Date.now() - 3_600_000) });
    const stamped = prepared.value.finish(token);
    expect(judgeLater(stamped, 'ChuKyCaNhan')).toMatchObject({ holds: true, said: ['documentTimestamp DauThoiGian'] });
    const [verdict] = await verdicts(stamped);
    expect(verdict?.timestamps).toMatchObject([{ kind: 'document', verdict: 'passed' }]);
  });
});

describe('a PDF that must not be signed is refused by name', () => {
  const by = anySignature;
  const table = writePdf(sampleObjects());
  it.each<readonly [string, string, () => Uint8Array]>([
    ['certified against any change', 'certified', () => signPdf(table, { sign: by, certify: 1 }).bytes],
    ['with every field locked', 'locked', () => signPdf(table, { sign: by, fieldLock: '/Action /All' }).bytes],
    ['with all fields locked but others', 'locked', () => signPdf(table, { sign: by, fieldLock: '/Action /Exclude /Fields [(ghiChu)]' }).bytes],
    ['with this field locked', 'locked', () => signPdf(table, { sign: by, fieldLock: '/Action /Include /Fields [(ChuKyCaNhan)]' }).bytes],
    ['encrypted', 'encrypted', () => writePdf(sampleObjects(), { trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >> /ID [<00> <00>]` }).bytes],
    ['with a startxref that leads nowhere', 'damaged', () => Buffer.from(textOfBytes(table.bytes).replace(/startxref\n\d+/, 'startxref\n7'), 'latin1')],
    ['with a startxref that misses by a little', 'damaged', () => Buffer.from(textOfBytes(table.bytes).replace(/startxref\n(\d+)/, (_all, at: string) => `startxref\n${Number(at) - 2}`), 'latin1')],
    ['with something before its header', 'damaged', () => Buffer.concat([Buffer.from('\n\n'), table.bytes])],
    ['with something behind its end', 'damaged', () => writePdf(sampleObjects(), { tail: 'more' }).bytes],
    ['whose table and stream name different objects', 'damaged', () => {
      const text = textOfBytes(writePdf(sampleObjects(), { xref: 'hybrid', packed: [5] }).bytes);
      return Buffer.from(text.replace(/^0000000000 00001 f/m, `${String(text.indexOf('4 0 obj')).padStart(10, '0')} 00000 n`), 'latin1');
    }],
    ['with two catalogs in its trailer', 'damaged', () => writePdf(sampleObjects(), { trailer: '/Root 4 0 R' }).bytes],
    ['whose update makes readers forget objects', 'damaged', () => Buffer.from(textOfBytes(updatePdf(table, { 4: '<< /Length 0 >>\nstream\n\nendstream' }).bytes).replace(/(\/Size )\d+(?![\s\S]*\/Size)/, '$13'), 'latin1')],
    ['that is none', 'notPdf', () => Buffer.from('<html></html>')],
    ['without that page', 'noSuchPage', () => writePdf({ ...sampleObjects(), 2: '<< /Type /Pages /Kids [] /Count 0 >>' }).bytes],
  ])('%s', async (_name, failure, make) => {
    await expect(signed(ca, make(), 'person')).rejects.toThrow(failure);
  });

  it('with a lock of other fields, or a certification that lets forms be signed, it is signed', async () => {
    for (const options of [{ fieldLock: '/Action /Include /Fields [(ghiChu)]' }, { certify: 2 as const }, { certify: 3 as const }]) {
      const file = signPdf(table, { sign: by, field: 'ky', ...options });
      expect(judgeLater(await signed(ca, file.bytes, 'person'))).toMatchObject({ holds: true, said: ['technical', 'signatureInvisible ChuKyCaNhan'] });
    }
  });

  it('with measures of many digits, signed by another program, its page stays exactly as large as it was', async () => {
    const page = sampleObjects()[3];
    const file = signPdf(writePdf({ ...sampleObjects(), 3: typeof page === 'string' ? page.replace('595 842', '595.303937007874 841.889763779528') : '' }), { sign: anySignature, field: 'ky' });
    expect(judgeLater(await signed(ca, file.bytes, 'person'))).toMatchObject({ holds: true, said: ['technical', 'signatureInvisible ChuKyCaNhan'] });
  });

  it('what would be seen is refused where a certification leaves only what is not seen', async () => {
    await expect(signed(ca, signPdf(table, { sign: by, certify: 2 }).bytes, 'person', { picture: handwriting() })).rejects.toThrow('breaksEarlier');
  });

  it('a picture over the text that another has signed, which hides it, is refused', async () => {
    const solid = writePng(4, 4, () => [255, 255, 255, 255]);
    await expect(signed(ca, await signed(ca, table.bytes, 'person'), 'agency', { picture: solid, place: { page: 1, rect: { left: 60, bottom: 700, right: 320, top: 760 } } })).rejects.toThrow('breaksEarlier');
  });
});
