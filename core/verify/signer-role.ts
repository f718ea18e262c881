import { foldName } from '../directory/fold-name';
import type { SignerRole } from '../model/verdict';
import type { Certificate } from '../pki/certificate';
import { attributeOf } from '../pki/distinguished-name';
import { qcTypes } from '../pki/qc-types';

const attributes = { commonName: '2.5.4.3', surname: '2.5.4.4', serialNumber: '2.5.4.5', organisation: '2.5.4.10', title: '2.5.4.12', givenName: '2.5.4.42', organisationIdentifier: '2.5.4.97', userId: '0.9.2342.19200300.100.1.1' } as const;

/** Identity and passport numbers as Vietnamese authorities write them, and ETSI EN 319 412-1, 5.1.3 (also `PNOVN-…`). */
const personId = /^(?:CCCD|CMND|CMT|HC|HO CHIEU|PP)\s*[:-]|^(?:PAS|IDC|PNO)[A-Z]{2}-|^(?:PAS|IDC|PNO|TIN):[A-Z]{2}-/i;
/** Tax and budget codes of an organisation; ETSI EN 319 412-1, 5.1.4. */
const agencyId = /^(?:MST|MNS|MSDN|MDV|MADINHDANH)\s*[:-]|^(?:VAT|NTR|GOV|PSD)[A-Z]{2}-/i;

/** How names of offices begin; folded as `foldName` does it. Vietnamese, English, Malay */
const agencyWords = new RegExp(`^(?:${[
  'uy ban', 'hoi dong', 'van phong', 'so', 'bo', 'tong cuc', 'cuc', 'chi cuc', 'phong', 'ban', 'trung tam', 'vien', 'hoc vien', 'dai hoc', 'cong an', 'kho bac', 'bao hiem', 'toa an', 'thanh tra',
  'tinh uy', 'thanh uy', 'huyen uy', 'quan uy', 'dang uy', 'tinh doan', 'lien doan', 'mat tran', 'hoi nong dan', 'hoi lien hiep', 'benh vien', 'tong cong ty', 'cong ty', 'ngan hang', 'chinh phu', 'quoc hoi',
  // Vũ, Trương, Đặng and Đoàn are family names as well
  'vu (?:to chuc|phap|ke hoach|hop tac|khoa hoc|tai chinh)', 'truong (?:dai hoc|cao dang|trung|tieu|mam non|mau giao|pho thong|chinh tri|can bo|quan)', 'dang (?:bo|doan)', 'doan thanh nien',
  'department', 'ministry', 'office', 'provincial', 'people s committee', 'university', 'jabatan', 'kementerian', 'pejabat', 'majlis', 'dinas', 'badan',
].join('|')}) `);
const thaiAgency = /^(?:กระทรวง|กรม|สำนัก|องค์การ|องค์กร|เทศบาล|จังหวัด|อำเภอ|มหาวิทยาลัย|โรงเรียน|โรงพยาบาล|ศูนย์|ศาล|สถาบัน|คณะ|ธนาคาร|บริษัท|การไฟฟ้า|การประปา)/;
const thaiPerson = /^(?:นาย|นางสาว|นาง|น\.ส\.|ว่าที่|พล|พ\.|ร้อย|ดร\.)/;
/** family names that nine Vietnamese in ten bear; as the first of two to six words without an office's */
const surnames = new RegExp(`^(?:${'nguyen|tran|le|pham|hoang|huynh|phan|vu|vo|dang|bui|do|ho|ngo|duong|ly|dinh|dao|doan|lam|mai|trinh|ha|cao|luong|truong|chu|thai|quach|luu|tang|kieu|vuong'}) \\S+(?: \\S+){0,4} ?$`);

/**
 * Whose certificate it is: a person's or an office's. What the certificate says of its own kind counts before identity numbers, and those before what its
 * name looks like; where nothing is clear it stays unknown.
 */
export function signerRole(certificate: Pick<Certificate, 'subject' | 'tbs'>): SignerRole {
  const known = roles.get(certificate) ?? readRole(certificate);
  roles.set(certificate, known);
  return known;
}

/** an office signs all its letters with one certificate */
const roles = new WeakMap<Pick<Certificate, 'subject' | 'tbs'>, SignerRole>();

function readRole(certificate: Pick<Certificate, 'subject' | 'tbs'>): SignerRole {
  const of = (oid: string): string | null => attributeOf(certificate.subject, oid);
  const types = qcTypes(certificate);
  const [person, seal] = [types.includes('0.4.0.1862.1.6.1'), types.includes('0.4.0.1862.1.6.2')];
  if (person !== seal) return person ? 'person' : 'agency';
  if (of(attributes.givenName) !== null || of(attributes.surname) !== null) return 'person';
  const ids = [of(attributes.serialNumber), of(attributes.userId)].filter((id) => id !== null);
  if (ids.some((id) => personId.test(id))) return 'person';
  return roleOfName(of(attributes.commonName), of(attributes.organisation)) ?? (of(attributes.title) !== null ? 'person' : roleOfIds([...ids, of(attributes.organisationIdentifier)]));
}

function roleOfName(name: string | null, organisation: string | null): SignerRole | null {
  if (name === null) return organisation === null ? null : 'agency';
  const folded = foldName(name);
  if (thaiAgency.test(name.trim()) || agencyWords.test(`${folded} `)) return 'agency';
  if (organisation !== null && folded === foldName(organisation)) return 'agency';
  return thaiPerson.test(name.trim()) || surnames.test(folded) ? 'person' : null;
}

function roleOfIds(ids: readonly (string | null)[]): SignerRole {
  return ids.some((id) => id !== null && agencyId.test(id)) ? 'agency' : 'unknown';
}
