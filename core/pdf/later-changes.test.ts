import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentAttacks, formAttacks, shadowAttacks } from './fixtures/attack-pdf';
import { anySignature, judgeLater } from './fixtures/judge-later';
import { change, look, office, officePdf, signedOffice, signField } from './fixtures/office-pdf';
import { updatePdf } from './fixtures/write-pdf';

const files = [...Object.values(shadowAttacks), ...Object.values(formAttacks), ...Object.values(documentAttacks)].map((attack) => attack(anySignature));
const lawful = signField(signedOffice({ sign: anySignature }), office.emptySignature, { sign: anySignature }).bytes;

describe('what came after a signature', () => {
  it('is told without failing, whatever bytes are broken', () => {
    fc.assert(
      fc.property(fc.nat(files.length), fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 8 }), (which, breaks) => {
        const bytes = (files[which] ?? lawful).slice();
        for (const [where, byte] of breaks) bytes[Math.floor(where * (bytes.length - 1))] = byte;
        for (const name of ['ky', 'kySau']) expect(Array.isArray(judgeLater(bytes, name).said)).toBe(true);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('is told without failing, whatever objects are put in the place of others', () => {
    const pdf = signedOffice({ sign: anySignature });
    const number = fc.constantFrom(1, 2, 3, 4, 5, 9, 10, 11, 12, 13, pdf.field, pdf.value);
    const body = fc.oneof(
      fc.constantFrom('null', '[]', '<< >>', '<< /Kids [2 0 R] >>', '<< /Type /Page /Kids [3 0 R] /Annots 3 0 R >>', '[3 0 R 3 0 R]', '<< /V 10 0 R /Kids [10 0 R] /Parent 10 0 R >>', '(text)', '1'),
      number.map((target) => `${target} 0 R`),
      number.map((target) => `<< /Type /Catalog /Pages ${target} 0 R /AcroForm ${target} 0 R /Names ${target} 0 R >>`),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(number, body), { minLength: 1, maxLength: 4 }), (changes) => {
        const { holds } = judgeLater(updatePdf(pdf, Object.fromEntries(changes)).bytes);
        expect(typeof holds).toBe('boolean');
        // whoever touches a page or what it draws is seen
        if (changes.some(([touched]) => touched === office.page || touched === office.content)) expect(holds).toBe(false);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it('is told of a value that was signed with another one shown, and not held against the signature', () => {
    const base = officePdf({}, { [office.textLook]: look('BT /F1 12 Tf 2 5 Td (9000000) Tj ET') });
    expect(judgeLater(signedOffice({ sign: anySignature }, base).bytes)).toMatchObject({ holds: true, said: ['preparedFieldValue nguoiNhan'] });
  });

  it('is told of a layer that was hidden when it was signed', () => {
    const base = officePdf();
    const layered = updatePdf(base, change(base, office.catalog, '/Pages', '/OCProperties << /OCGs [20 0 R] /D << /OFF [20 0 R] >> >> /Pages'));
    expect(judgeLater(signedOffice({ sign: anySignature }, layered).bytes)).toMatchObject({ holds: true, said: ['preparedLayer'] });
  });
});
