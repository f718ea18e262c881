import { anySignature } from '../../core/pdf/fixtures/judge-later';
import { look, office, officeObjects, officePdf, signedOffice } from '../../core/pdf/fixtures/office-pdf';
import { signedAstray, withData } from '../../core/pdf/fixtures/reader-tricks';
import { signPdf } from '../../core/pdf/fixtures/sign-pdf';
import { joined, latin1, streamBody, textOfBytes, updatePdf } from '../../core/pdf/fixtures/write-pdf';
import type { ObjectBody, TestPdf, WriteOptions } from '../../core/pdf/fixtures/write-pdf';
import type { Dice } from './dice';
import { mutateBytes, spliced } from './mutate-bytes';
import { pdfWords } from './words';

const sign = anySignature;
const writes: readonly WriteOptions[] = [{}, { xref: 'stream' }, { xref: 'stream', packed: [1, 3, 20, 40, 41] }, { xref: 'hybrid', packed: [20, 40] }];
const forged = streamBody('', 'BT /F1 14 Tf 72 720 Td (Kinh phi: 9000000 dong) Tj ET');

/** Everything an attacker could have had signed along: spare objects, pages that inherit, looks that wait to be chosen. */
const prepared: Readonly<Record<number, ObjectBody>> = {
  2: '<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> /XObject << /Im 24 0 R >> >> >>',
  3: String(officeObjects()[3]).replace(/\/MediaBox.*\/Annots \[/, '/Contents [4 0 R 22 0 R] /Annots [20 0 R '),
  20: '<< /Type /Annot /Subtype /Stamp /F 4 /Rect [60 500 400 560] /Parent 21 0 R /AP << /N << /Yes 23 0 R /Off 24 0 R >> >> >>', 21: '<< /V /Off >>',
  22: streamBody('', 'q 1 0 0 1 60 600 cm /Im Do Q'), 23: look('1 1 1 rg 0 0 340 60 re f', '/BBox [0 0 340 60]'), 24: look('0 0 10 10 re f', '/BBox [0 0 340 60]'), 25: forged,
};

/** Signed files, and what they were before they became bytes. */
export function signedSeeds(): readonly TestPdf[] {
  return [signedOffice({ sign }), signedOffice({ sign }, officePdf({}, prepared)), signedOffice({ sign, certify: 3 }, officePdf({ xref: 'stream', packed: [1, 3, 20] }, prepared)), signedAstray()];
}

const bodyWords: readonly string[] = [
  '/Parent 40 0 R', '/Contents 25 0 R', '/Contents 40 0 R', '4 0 R', '40 0 R', '23 0 R', '25 0 R', '/Resources << /XObject << /Im 23 0 R >> >>', '/V /Yes', '/AS /Yes', '/AP << /N 23 0 R >>', '/Kids [40 0 R]', '/Count 1', '/Rotate 90', '/MediaBox [0 0 200 200]', '/CropBox [0 0 300 300]',
  '/Annots []', '/Type /Page', '/F 2', '/Subtype /Widget', '/OC 40 0 R', '/Filter /FlateDecode', '/Length 20', '/Rect [60 500 400 560]', '%', '#41', 'null', '/UserUnit 2', '/Pages 40 0 R', '/Root 40 0 R',
];

function update(dice: Dice, pdf: TestPdf): TestPdf {
  const write = dice.pick(writes);
  if (dice.chance(0.2)) return withData(pdf, dice.chance(0.5) ? joined('4 0 obj\n', forged, '\nendobj\n') : 'der', write);
  if (dice.chance(0.2)) return signPdf(pdf, { sign, field: 'dau', type: 'DocTimeStamp', subFilter: 'ETSI.RFC3161', room: 100, write: { xref: write.xref === 'stream' ? 'stream' : 'table' } });
  const changed: Record<number, ObjectBody | null> = {};
  for (let count = 1 + dice.below(2); count > 0; count -= 1) {
    const number = dice.pick([...pdf.objects.keys(), 40, 41]);
    const body = pdf.objects.get(number) ?? dice.pick<ObjectBody>([forged, String(pdf.objects.get(office.page)), String(pdf.objects.get(office.pages)), '<< /V /Yes >>']);
    const bytes = typeof body === 'string' ? latin1(body) : body;
    changed[number] = dice.chance(0.1) ? null : dice.chance(0.1) ? forged : dice.chance(0.2) ? bytes : mutateBytes(dice, bytes, [bytes], bodyWords);
  }
  return updatePdf(pdf, changed, write);
}

/** Bytes of the tail changed, and its offsets set right again, so that readers get beyond the cross-reference. */
function changedTail(dice: Dice, bytes: Uint8Array, from: number): Uint8Array {
  const tail = bytes.subarray(from);
  const piece = dice.pick([joined('4 0 obj\n', forged, '\nendobj\n'), joined('3 0 obj\n<< >>\nendobj\n'), latin1(`xref\n4 1\n${String(from).padStart(10, '0')} 00000 n \ntrailer\n<< /Size 60 /Root 1 0 R >>\n`), latin1(`startxref\n${from}\n%%EOF\n`)]);
  if (dice.chance(0.5)) return joined(bytes.subarray(0, from), mutateBytes(dice, tail, [tail, piece], dice.chance(0.5) ? pdfWords : bodyWords));
  const text = textOfBytes(tail);
  const marks = [...text.matchAll(/\d+ 0 obj|xref\n|trailer|startxref|endobj|%%EOF/g)].map(({ index }) => index);
  const at = dice.pick([0, ...marks]);
  const moved = textOfBytes(spliced(tail, at, at, piece));
  const offsetOf = (number: string): number => moved.indexOf(`\n${number} 0 obj`) + 1;
  let number = 0;
  const fixed = moved.replaceAll(/(\d+) (\d+)\n(?=\d{10} )|\d{10}(?= 00000 n)/g, (all, first?: string) => {
    if (first !== undefined) {
      number = Number(first);
      return all;
    }
    const offset = offsetOf(String(number++));
    return offset > 0 ? String(from + offset).padStart(10, '0') : all;
  });
  const table = fixed.lastIndexOf('\nxref\n') + 1;
  return joined(bytes.subarray(0, from), table === 0 ? fixed : fixed.replaceAll(/startxref\n\d+/g, `startxref\n${from + table}`));
}

/** One more thing that happened to a signed file; `signed` is how long it was. */
export function mutateUpdates(dice: Dice, pdf: TestPdf): Uint8Array {
  let updated = update(dice, pdf);
  if (dice.chance(0.2) && updated.objects.has(office.catalog) && updated.objects.has(office.page)) updated = update(dice, updated);
  let { bytes } = updated;
  // the file that is searched has its catalog elsewhere
  if (textOfBytes(pdf.bytes).includes('/Root 9 0 R')) bytes = latin1(textOfBytes(bytes).replaceAll('/Root 1 0 R', '/Root 9 0 R'));
  for (let changes = dice.below(3); changes > 0; changes -= 1) bytes = changedTail(dice, bytes, pdf.bytes.length);
  return bytes;
}
