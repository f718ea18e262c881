import { describe, expect, it } from 'vitest';
import { change, extend, look, office, officePdf, signedOffice, signField, signVisibly } from './fixtures/office-pdf';
import { anySignature, judgeLater } from './fixtures/judge-later';
import { signPdf } from './fixtures/sign-pdf';
import { flateBody, streamBody, updatePdf } from './fixtures/write-pdf';
import type { TestPdf, WriteOptions } from './fixtures/write-pdf';

const sign = anySignature;

function withDss(pdf: TestPdf, write: WriteOptions = {}): TestPdf {
  const certificate = pdf.size;
  return updatePdf(pdf, {
    [certificate]: streamBody('', 'der'),
    [certificate + 1]: `<< /Type /DSS /Certs [${certificate} 0 R] /OCSPs [] /CRLs [${certificate} 0 R] /VRI << /AAAA << /Cert [${certificate} 0 R] >> >> >>`,
    ...extend(pdf, office.catalog, `/DSS ${certificate + 1} 0 R /Extensions << /ESIC << /BaseVersion /1.7 /ExtensionLevel 5 >> >>`),
  }, write);
}

function withStamp(pdf: TestPdf): TestPdf {
  return signPdf(pdf, { sign, field: 'dau', type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161' });
}

function withFilled(pdf: TestPdf, value = 'Phong B'): TestPdf {
  return updatePdf(pdf, { ...change(pdf, office.textField, '(Phong A)', `(${value})`), [office.textLook]: look(`BT /F1 12 Tf 2 5 Td (${value}) Tj ET`) });
}

const image = (keys: string): Uint8Array => streamBody(`/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8 ${keys}`, '\xff\x00\x00');

describe('after a signature without certification, what programs lawfully add leaves it standing and is listed:', () => {
  const ky = signedOffice({ sign });

  it('nothing at all', () => {
    expect(judgeLater(ky.bytes)).toMatchObject({ holds: true, said: [] });
  });

  it('validation data', () => {
    expect(judgeLater(withDss(ky).bytes)).toMatchObject({ holds: true, said: ['validationData', 'technical'] });
  });

  it('a document time-stamp, and further ones with their data', () => {
    const stamped = withStamp(withDss(ky));
    expect(judgeLater(stamped.bytes)).toMatchObject({ holds: true, said: ['validationData', 'technical', 'documentTimestamp dau'] });
  });

  it('a second signature in the field that waited for it', () => {
    expect(judgeLater(signField(ky, office.emptySignature, { sign }).bytes)).toMatchObject({ holds: true, said: ['signatureInField kySau'] });
  });

  it('a second signature without a picture', () => {
    expect(judgeLater(signPdf(ky, { sign, field: 'ky2' }).bytes)).toMatchObject({ holds: true, said: ['signatureInvisible ky2'] });
  });

  it('a second signature with a picture where nothing else stands', () => {
    const second = signVisibly(ky, '[60 100 240 180]', look('1 1 0.9 rg 0 0 180 80 re f BT /F1 8 Tf 2 60 Td (Ky boi: Van phong) Tj ET', '/BBox [0 0 180 80]'), { sign });
    expect(judgeLater(second.bytes)).toMatchObject({ holds: true, said: ['signatureVisible ky2'] });
  });

  it('a seal that can be seen through, over a line of text', () => {
    const seal = ky.size + 10;
    const picture = streamBody(`/Type /XObject /Subtype /Form /BBox [0 0 110 110] /Resources << /XObject << /I ${seal} 0 R >> >>`, 'q 110 0 0 110 0 0 cm /I Do Q');
    const second = signVisibly(ky, '[60 480 170 590]', picture, { sign }, { [seal]: image(`/SMask ${seal + 1} 0 R`), [seal + 1]: streamBody('/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8', '\x80') });
    expect(judgeLater(second.bytes)).toMatchObject({ holds: true, said: ['signatureVisible ky2'] });
  });

  it('an empty field for the next signature', () => {
    const field = ky.size;
    const more = updatePdf(ky, {
      [field]: '<< /Type /Annot /Subtype /Widget /FT /Sig /T (ky3) /F 4 /Rect [60 100 200 160] /P 3 0 R >>',
      ...change(ky, office.catalog, '/Fields [', `/Fields [${field} 0 R `), ...change(ky, office.page, '/Annots [', `/Annots [${field} 0 R `),
    });
    expect(judgeLater(more.bytes)).toMatchObject({ holds: true, said: ['signatureFieldAdded ky3'] });
  });

  it('a form field filled in, and a box ticked', () => {
    expect(judgeLater(withFilled(ky).bytes)).toMatchObject({ holds: true, said: ['fieldFilled nguoiNhan'] });
    const ticked = updatePdf(ky, change(ky, office.checkBox, '/V /Off /AS /Off', '/V /Yes /AS /Yes'));
    expect(judgeLater(ticked.bytes)).toMatchObject({ holds: true, said: ['fieldFilled dongY'] });
  });

  it('a field on a dotted line', () => {
    const dotted = officePdf({}, { [office.content]: streamBody('', 'BT /F1 14 Tf 72 404 Td (Nguoi nhan: ........................................) Tj ET'), [office.textField]: '<< /Type /Annot /Subtype /Widget /FT /Tx /T (nguoiNhan) /V (Phong A) /F 4 /Rect [160 400 310 420] /P 3 0 R /AP << /N 12 0 R >> >>' });
    expect(judgeLater(withFilled(signedOffice({ sign }, dotted)).bytes)).toMatchObject({ holds: true, said: ['fieldFilled nguoiNhan'] });
  });

  it('a filled field that the reader is to draw', () => {
    const filled = updatePdf(ky, { ...change(ky, office.textField, '(Phong A)', '(Phong B)'), ...change(ky, office.catalog, '/SigFlags 3', '/SigFlags 3 /NeedAppearances true') });
    expect(judgeLater(filled.bytes).said).toEqual(['technical', 'fieldFilled nguoiNhan']);
  });

  it('a field that may not be filled any more', () => {
    expect(judgeLater(updatePdf(ky, extend(ky, office.textField, '/Ff 1')).bytes)).toMatchObject({ holds: true, said: ['fieldLocked nguoiNhan'] });
  });

  it('metadata', () => {
    const named = updatePdf(ky, { [office.metadata]: streamBody('/Type /Metadata /Subtype /XML', '<x:xmpmeta xmlns:x="adobe:ns:meta/"> </x:xmpmeta>'), [office.free]: '<< /ModDate (D:20261122000000Z) >>' }, { trailer: `/Info ${office.free} 0 R` });
    expect(judgeLater(named.bytes)).toMatchObject({ holds: true, said: ['metadata'] });
  });

  it('objects written again as they were, and objects nobody uses', () => {
    const again = updatePdf(ky, { ...change(ky, office.page, '/Type /Page', '/Type /Page'), ...change(ky, office.catalog, '/Type /Catalog', '/Type  /Catalog') });
    expect(judgeLater(again.bytes)).toMatchObject({ holds: true, said: [] });
    expect(judgeLater(updatePdf(ky, { [ky.size]: '<< /Left (behind) >>' }).bytes)).toMatchObject({ holds: true, said: ['unusedObjects'] });
  });

  it('streams packed otherwise, as some programs do when they save', () => {
    const plain = 'BT /F1 14 Tf 72 720 Td (So 12/QD-UBND) Tj 0 -200 Td (Kinh phi: 1000000 dong) Tj ET';
    expect(judgeLater(updatePdf(ky, { [office.content]: flateBody('', plain) }).bytes)).toMatchObject({ holds: true, said: [] });
    expect(judgeLater(updatePdf(ky, { [office.content]: flateBody('', plain.replace('1000000', '9000000')) }).bytes)).toMatchObject({ holds: false, said: ['pageContent 1'] });
  });

  it('all of these one after the other, named by the revision they came with', () => {
    const all = withStamp(withDss(signPdf(withFilled(signField(ky, office.emptySignature, { sign })), { sign, field: 'ky2' })));
    const { holds, changes } = judgeLater(all.bytes);
    expect(holds).toBe(true);
    expect(changes.map(({ revision, what }) => `${revision} ${what}`)).toEqual(['3 signatureInField', '4 fieldFilled', '5 signatureInvisible', '6 validationData', '6 technical', '7 documentTimestamp']);
    expect(judgeLater(all.bytes, 'ky2')).toMatchObject({ holds: true, said: ['validationData', 'technical', 'documentTimestamp dau'] });
    expect(judgeLater(all.bytes, 'dau')).toMatchObject({ holds: true, said: [] });
  });

  it.each<readonly [string, WriteOptions]>([
    ['a cross-reference stream', { xref: 'stream' }], ['objects in an object stream', { xref: 'stream', packed: [1, 10] }], ['a hybrid file', { xref: 'hybrid', packed: [1] }],
  ])('whichever way the file is written: %s', (_, write) => {
    const own = signedOffice({ sign, write }, officePdf(write));
    expect(judgeLater(withDss(own, write).bytes)).toMatchObject({ holds: true, said: ['validationData', 'technical'] });
  });
});

describe('in a tagged file', () => {
  const tags = {
    30: '<< /Type /StructTreeRoot /K 31 0 R /ParentTree << /Nums [0 [32 0 R]] >> /ParentTreeNextKey 1 >>', 31: '<< /Type /StructElem /S /Document /P 30 0 R /K [32 0 R] >>',
    32: '<< /Type /StructElem /S /P /P 31 0 R /Pg 3 0 R /K 0 /ActualText (Kinh phi: 1000000 dong) >>',
  };
  const base = officePdf({}, tags);
  const tagged = updatePdf(base, extend(base, office.catalog, '/StructTreeRoot 30 0 R /MarkInfo << /Marked true >>'));
  const ky = signedOffice({ sign }, tagged);

  it('a new signature brings an element for its widget', () => {
    const [value, element] = [ky.size, ky.size + 5];
    const signed = signVisibly(ky, '[60 100 240 180]', look('BT /F1 8 Tf 2 60 Td (Ky boi: Van phong) Tj ET', '/BBox [0 0 180 80]'), { sign }, {
      30: '<< /Type /StructTreeRoot /K 31 0 R /ParentTree << /Nums [0 [32 0 R] 1 99 0 R] >> /ParentTreeNextKey 2 >>'.replace('99', String(element)),
      31: `<< /Type /StructElem /S /Document /P 30 0 R /K [32 0 R ${element} 0 R] >>`,
      [element]: `<< /Type /StructElem /S /Form /P 31 0 R /Pg 3 0 R /K << /Type /OBJR /Obj ${value + 1} 0 R /Pg 3 0 R >> >>`,
    });
    expect(judgeLater(signed.bytes)).toMatchObject({ holds: true, said: ['technical', 'signatureVisible ky2'] });
  });

  it('nothing else of the structure may change: it is what is read aloud', () => {
    expect(judgeLater(updatePdf(ky, change(ky, 32, '1000000', '9000000')).bytes)).toMatchObject({ holds: false, said: ['structure'] });
    const more = updatePdf(ky, { 31: `<< /Type /StructElem /S /Document /P 30 0 R /K [32 0 R ${ky.size} 0 R] >>`, [ky.size]: '<< /Type /StructElem /S /P /P 31 0 R /Pg 3 0 R /K 0 >>' });
    expect(judgeLater(more.bytes)).toMatchObject({ holds: false, said: ['structure'] });
  });
});

describe('under a certification', () => {
  it('that permits nothing, validation data and document time-stamps are no changes', () => {
    const ky = signedOffice({ sign, certify: 1 });
    expect(judgeLater(withStamp(withDss(ky)).bytes).holds).toBe(true);
    expect(judgeLater(withFilled(ky).bytes).holds).toBe(false);
    expect(judgeLater(signField(ky, office.emptySignature, { sign }).bytes).holds).toBe(false);
  });

  it('that permits forms, fields are filled and signed', () => {
    const ky = signedOffice({ sign, certify: 2 });
    expect(judgeLater(signField(withFilled(ky), office.emptySignature, { sign }).bytes)).toMatchObject({ holds: true, said: ['fieldFilled nguoiNhan', 'signatureInField kySau'] });
  });

  it('that permits annotations, notes and marks are made, changed and taken away', () => {
    const ky = signedOffice({ sign, certify: 3 });
    const note = '<< /Type /Annot /Subtype /Text /Rect [300 700 320 720] /Contents (xem lai) >>';
    const mark = `<< /Type /Annot /Subtype /Highlight /Rect [72 510 272 530] /QuadPoints [72 530 272 530 72 510 272 510] /C [1 1 0] /AP << /N ${office.free + 1} 0 R >> >>`;
    const marked = updatePdf(ky, {
      [ky.size]: note, [ky.size + 1]: mark.replace(`${office.free + 1} 0 R`, `${ky.size + 2} 0 R`),
      [ky.size + 2]: streamBody('/Type /XObject /Subtype /Form /BBox [72 510 272 530] /Resources << /ExtGState << /G << /BM /Multiply >> >> >>', '/G gs 1 1 0 rg 72 510 200 20 re f'),
      ...change(ky, office.page, '/Annots [', `/Annots [${ky.size} 0 R ${ky.size + 1} 0 R `),
    });
    expect(judgeLater(marked.bytes)).toMatchObject({ holds: true, said: ['annotationAdded 1'] });
    const without = updatePdf(marked, change(marked, office.page, `${ky.size} 0 R `, ''));
    expect(judgeLater(without.bytes)).toMatchObject({ holds: true, said: ['annotationAdded 1', 'annotationRemoved 1'] });
  });

  it('a later signature is bound by it as well', () => {
    const ky2 = signField(signedOffice({ sign, certify: 2 }), office.emptySignature, { sign });
    const noted = updatePdf(ky2, { [ky2.size]: '<< /Type /Annot /Subtype /Text /Rect [300 700 320 720] >>', ...change(ky2, office.page, '/Annots [', `/Annots [${ky2.size} 0 R `) });
    expect(judgeLater(noted.bytes, 'kySau').changes).toMatchObject([{ what: 'annotationAdded', permitted: 'no' }]);
  });
});

describe('a field that a signature locks', () => {
  it('is not filled lawfully any more, while others are', () => {
    expect(judgeLater(withFilled(signedOffice({ sign, fieldLock: '/Action /Include /Fields [(nguoiNhan)]' })).bytes).changes).toMatchObject([{ what: 'fieldFilled', permitted: 'no' }]);
    expect(judgeLater(withFilled(signedOffice({ sign, fieldLock: '/Action /Include /Fields [(dongY)]' })).bytes).holds).toBe(true);
    expect(judgeLater(withFilled(signedOffice({ sign, fieldLock: '/Action /Exclude /Fields [(dongY)]' })).bytes).holds).toBe(false);
    expect(judgeLater(withFilled(signedOffice({ sign, fieldLock: '/Action /All' })).bytes).holds).toBe(false);
  });
});
