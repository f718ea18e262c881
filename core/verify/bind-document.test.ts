import { describe, expect, it } from 'vitest';
import { indexDirectory } from '../directory/directory-index';
import type { OfficialDocument } from '../model/document';
import type { PartId, UnitId } from '../model/ids';
import type { CertificateView, LetterVerdict, SignatureVerdict } from '../model/verdict';
import type { Unit } from '../model/unit';
import { bindDocuments, bindSigner, type BoundDocument } from './bind-document';
import { documentVerdicts } from './document-verdicts';
import { mayRegister } from './may-register';
import { signerNames, type SignerNames } from './signer-names';

const part = '2' as PartId;
const nobody = indexDirectory([]);
const document = (more: Partial<BoundDocument> = {}): BoundDocument => ({ origin: { part, member: null }, agency: 'SỞ NỘI VỤ', parentAgency: 'UBND TỈNH LONG AN', place: 'Long An', signer: 'Trần Thị Mẫu', copy: null, ...more });
const agency = (holder: string, organisations: readonly string[] = [], places: readonly string[] = []): SignerNames => ({ part, member: null, role: 'agency', holder, organisations, places });
const person = (holder: string, ...organisations: readonly string[]): SignerNames => ({ part, member: null, role: 'person', holder, organisations, places: [] });
const state = (names: SignerNames, documents: readonly BoundDocument[] = [document()], directory = nobody): string => {
  const check = bindSigner(names, documents, directory);
  return check.why ?? check.state;
};
const unit = (id: string, name: string, more: Partial<Unit> = {}): Unit => ({
  unitId: id as UnitId, name, aliases: [], symbols: [], codes: [], parentId: null, domains: [], addresses: [], phones: [], people: [], groups: [], validFrom: null, validTo: null, successors: [], source: 'person', ...more,
});

describe('the seal of an agency', () => {
  it('belongs to the letterhead that names it, with or without its place', () => {
    for (const names of [agency('Sở Nội vụ tỉnh Long An'), agency('SO NOI VU', ['UBND tinh Long An']), agency('Sở Nội vụ', [], ['Long An']), agency('Ủy ban nhân dân tỉnh Long An')]) expect([names.holder, state(names)]).toEqual([names.holder, 'passed']);
  });

  it('is another\'s where place or name is another', () => {
    for (const names of [agency('Sở Nội vụ tỉnh Bình Dương'), agency('Sở Tài chính tỉnh Long An', ['UBND tỉnh Long An']), agency('Trường Chính trị - Sở Nội vụ tỉnh Long An'), agency('Văn phòng Sở Nội vụ tỉnh Long An')]) expect([names.holder, state(names)]).toEqual([names.holder, 'otherIssuer']);
    // letters of another alphabet that look the same
    expect(state(agency('Sở Nội vụ'.replace('i', '\u0456')))).toBe('otherIssuer');
  });

  it('is compared by what the directory knows of names and of who came after whom', () => {
    const units = [unit('a', 'Sở Nội vụ tỉnh Long An', { aliases: ['Department of Home Affairs'], successors: ['b' as UnitId], parentId: 'c' as UnitId }), unit('b', 'Sở Nội vụ tỉnh Tây Ninh'), unit('c', 'UBND tỉnh Long An'), unit('d', 'Sở Tài chính tỉnh Long An')];
    const directory = indexDirectory(units);
    expect(state(agency('Department of Home Affairs'), [document({ agency: 'Sở Nội vụ tỉnh Long An' })], directory)).toBe('passed');
    expect(state(agency('Sở Nội vụ tỉnh Tây Ninh'), [document({ agency: 'Sở Nội vụ tỉnh Long An', parentAgency: null })], directory)).toBe('passed');
    expect(state(agency('Sở Tài chính tỉnh Long An'), [document({ agency: 'Sở Nội vụ tỉnh Long An', parentAgency: null })], directory)).toBe('otherIssuer');
  });

  it('says nothing where there is nothing to compare it with', () => {
    expect(state(agency('Sở Nội vụ'), [])).toBe('noDocument');
    expect(state(agency('Sở Nội vụ'), [document({ agency: null, parentAgency: null })])).toBe('noLetterhead');
    expect(state(agency('Department of Home Affairs'), [document({ agency: 'กรมตัวอย่าง', parentAgency: null })])).toBe('unclearIssuer');
  });
});

describe('the signature of a person', () => {
  it('is that of the signature block, for the agency of the letterhead', () => {
    expect(state(person('TRẦN THỊ MẪU', 'Sở Nội vụ', 'UBND tỉnh Long An'))).toBe('passed');
    expect(state(person('Nguyễn Văn Thử', 'Sở Nội vụ', 'UBND tỉnh Long An'))).toBe('otherIssuer');
    expect(state(person('Trần Thị Mẫu', 'Công ty Mẫu'))).toBe('otherIssuer');
  });

  it('of whom only a name is certified is not said to be that official', () => {
    expect(state(person('Trần Thị Mẫu'))).toBe('noOrganisation');
  });
});

it('of several documents in one file the one that fits least counts', () => {
  expect(state(agency('Sở Nội vụ tỉnh Long An'), [document(), document({ agency: 'SỞ TÀI CHÍNH' })])).toBe('otherIssuer');
  expect(state(agency('Sở Nội vụ tỉnh Long An'), [document(), document({ agency: 'SỞ TÀI CHÍNH', parentAgency: 'UBND TỈNH AN PHÚ' })])).toBe('otherIssuer');
  expect(state(agency('Sở Nội vụ tỉnh Long An'), [document(), document({ origin: { part: '3' as PartId, member: null }, agency: 'X', parentAgency: null })])).toBe('passed');
});

const view = (subject: string, holder: string): CertificateView => ({ subject, issuer: 'CN=CA', holder, organisation: null, serial: '1', notBefore: '' as never, notAfter: '' as never, addresses: [], fingerprint: '', der: '' });
const ok = { state: 'passed', why: null } as const;
const signature = (more: Partial<SignatureVerdict> = {}): SignatureVerdict => ({
  where: '2', part, member: null, kind: 'pdf', verdict: 'passed', reason: 'valid', etsi: { indication: 'passed', sub: null }, role: 'agency', signer: view('CN=Sở Nội vụ tỉnh Long An', 'Sở Nội vụ tỉnh Long An'), chain: [], signedAt: null,
  judgedAt: '' as never, judgedBy: 'arrival', timestamps: [], revocationListAt: null, revocationBy: null, revokedAt: null, names: {}, extent: null, digest: null, wanted: [], inputs: [],
  checks: { integrity: ok, coverage: ok, identity: ok, binding: { state: 'notChecked', why: 'document' }, path: ok, revocation: ok, time: ok, timestamp: { state: 'notChecked', why: 'none' }, algorithm: ok }, ...more,
});
const letter = (...signatures: readonly SignatureVerdict[]): LetterVerdict => ({ verdict: signatures[0]?.verdict ?? 'unsigned', reason: signatures[0]?.reason ?? null, signatures, unsignedParts: [], pictures: [], pin: null });

describe('the verdict as it is shown', () => {
  it('is amber where a document bears another\'s signature, and never hides a worse answer', () => {
    const other = [document({ agency: 'SỞ TÀI CHÍNH', parentAgency: null }) as OfficialDocument];
    expect(bindDocuments(letter(signature()), other, nobody)).toMatchObject({ verdict: 'indeterminate', reason: 'otherIssuer', signatures: [{ names: { letterhead: 'SỞ TÀI CHÍNH', certified: 'Sở Nội vụ tỉnh Long An' } }] });
    const broken = signature({ verdict: 'failed', reason: 'broken', checks: { ...signature().checks, integrity: { state: 'failed', why: 'digestMismatch' } } });
    expect(bindDocuments(letter(broken), other, nobody)).toMatchObject({ verdict: 'failed', reason: 'broken' });
    expect(bindDocuments(letter(signature()), [document()], nobody)).toMatchObject({ verdict: 'passed', reason: 'valid' });
  });

  it('leaves the sender of a letter to its From', () => {
    const mail = letter(signature({ kind: 'smime' }));
    expect(bindDocuments(mail, [document({ agency: 'SỞ TÀI CHÍNH' })], nobody)).toBe(mail);
  });

  it('is amber where a letter is signed without an address by another unit than its letterhead, and leaves open what was not compared', () => {
    const open = signature({ kind: 'smime', checks: { ...signature().checks, binding: { state: 'notChecked', why: 'noCertificateAddress' } } });
    const inText = (agency: string): BoundDocument => document({ origin: { part: null, member: null }, agency, parentAgency: null });
    expect(bindDocuments(letter(open), [inText('SỞ TÀI CHÍNH TỈNH LONG AN')], nobody)).toMatchObject({ verdict: 'indeterminate', reason: 'otherIssuer' });
    expect(bindDocuments(letter(open), [inText('SỞ NỘI VỤ TỈNH LONG AN')], nobody).signatures[0]?.checks.binding).toEqual({ state: 'notChecked', why: 'noCertificateAddress' });
    // what it brings along may be another's
    expect(bindDocuments(letter(open), [document({ agency: 'SỞ TÀI CHÍNH TỈNH LONG AN' })], nobody).verdict).toBe('passed');
    // whoever sends a letter signs it, not who signed the document
    const clerk = { ...open, role: 'person' as const, signer: view('CN=Văn thư,O=Sở Nội vụ,L=Long An,C=VN', 'Văn thư') };
    expect(bindDocuments(letter(clerk), [inText('SỞ NỘI VỤ TỈNH LONG AN')], nobody).verdict).toBe('passed');
  });

  it('reads names that carry the marks of their own writing', () => {
    expect(signerNames(signature({ signer: view('CN=Mẫu\\, Thử,OU=Phòng A\\+B,O=Sở \\"Mẫu\\",L=Long An,C=VN', 'Mẫu, Thử') }))).toMatchObject({ holder: 'Mẫu, Thử', organisations: ['Phòng A+B', 'Sở "Mẫu"'], places: ['Long An'] });
  });
});

describe('documents of a letter', () => {
  it('each have their worst signature, the letter itself first, and tell who signed', () => {
    const broken = signature({ role: 'person', verdict: 'failed', reason: 'broken', checks: { ...signature().checks, integrity: { state: 'failed', why: 'digestMismatch' } } });
    const mail = signature({ kind: 'smime', part: '1' as PartId, role: 'unknown' });
    const picture = { part: '4' as PartId, member: 'a/b.pdf', page: 1, what: 'seal' } as const;
    const documents = documentVerdicts({ signatures: [signature(), broken, mail], pictures: [picture, { ...picture, part, member: null }] }, (one, member) => member ?? `${one}.pdf`);
    expect(documents.map(({ part: at, name, verdict, reason, signedBy, pictures }) => [at, name, verdict, reason, signedBy, pictures.length])).toEqual([
      [null, null, 'passed', 'valid', { person: false, agency: false, unclear: true }, 0],
      ['2', '2.pdf', 'failed', 'broken', { person: false, agency: true, unclear: false }, 0],
      ['4', 'a/b.pdf', 'unsigned', null, { person: false, agency: false, unclear: false }, 1],
    ]);
  });
});

describe('registering as authentic', () => {
  const digest = 'd'.repeat(64) as never;
  const accepted = { verdict: 'failed', reason: 'broken', because: 'đã đối chiếu với bản giấy', digest } as const;
  const broken = letter(signature({ verdict: 'failed', reason: 'broken' }));
  const may = (verdict: LetterVerdict | null, acceptance: Parameters<typeof mayRegister>[0]['acceptance'] = null, origin: BoundDocument['origin'] = { part, member: null }) => mayRegister({ verdict, acceptance, digest, origins: [origin] });

  it('needs no reason where everything that is registered is signed and passed', () => {
    expect(may(letter(signature()))).toBe('yes');
    expect(may(letter(signature({ kind: 'smime', part: '1' as PartId })), null, { part: null, member: null })).toBe('yes');
  });

  it('needs one for the unsigned document beside a signed one, for anything undecided, and for no signature at all', () => {
    expect(may(letter(signature()), null, { part: '3' as PartId, member: null })).toBe('needsReason');
    expect(may(letter(signature()), null, { part: null, member: null })).toBe('needsReason');
    expect(may({ ...letter(signature({ kind: 'smime', part: '1' as PartId })), unsignedParts: [part] })).toBe('needsReason');
    expect([may(letter(signature({ verdict: 'indeterminate', reason: 'revocationUnknown' }))), may(broken), may(null)]).toEqual(['needsReason', 'needsReason', 'needsReason']);
  });

  it('holds by a reason only for the answer and the letter it was typed for', () => {
    expect(may(broken, accepted)).toBe('yes');
    expect(may(letter(signature({ verdict: 'failed', reason: 'revoked' })), accepted)).toBe('needsReason');
    expect(may(broken, { ...accepted, digest: 'e'.repeat(64) as never })).toBe('needsReason');
    expect(may(null, { ...accepted, verdict: 'unsigned', reason: null })).toBe('yes');
  });
});
