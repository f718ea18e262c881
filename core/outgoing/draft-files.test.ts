import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DraftFile } from '../model/draft';
import type { AccountId, Digest, DraftId, FileId, IsoDate, IsoTime, RegisterId } from '../model/ids';
import { boundaryOf, composeEntity } from './compose-entity';
import { encodedBytes, messageBytes, withMovedFile, withNewFiles, withRole } from './draft-files';
import { draftStep } from './draft-step';
import { fieldsFromFile } from './fields-from-file';
import { newDocument, newDraft } from './new-draft';

const file = (at: number, change: Partial<DraftFile> = {}): DraftFile => ({
  fileId: String(at).padStart(16, '0') as FileId, name: `tep-${at}.pdf`, mediaType: 'application/pdf', size: 1000, digest: String(at).padStart(64, '0') as Digest, role: 'file', stamped: false, signedBy: [], ...change,
});
const names = (files: readonly DraftFile[]) => files.map(({ name }) => name);

it('files change places with their neighbours and stay at the ends', () => {
  const files = [file(1), file(2), file(3)];
  expect(names(withMovedFile(files, 2, -1))).toEqual(['tep-1.pdf', 'tep-3.pdf', 'tep-2.pdf']);
  expect(withMovedFile(files, 0, -1)).toBe(files);
  expect(withMovedFile(files, 2, 1)).toBe(files);
  fc.assert(fc.property(fc.nat({ max: 2 }), fc.constantFrom<-1 | 1>(-1, 1), (at, by) => names(withMovedFile(files, at, by)).toSorted().join() === names(files).join()));
});

it('the first page that is attached to an official letter is the document, what follows are annexes; a person may say otherwise', () => {
  const files = withNewFiles([], [file(1, { name: 'anh.jpg', mediaType: 'image/jpeg' }), file(2), file(3)], true);
  expect(files.map(({ role }) => role)).toEqual(['file', 'document', 'annex']);
  expect(withRole(files, file(3).fileId, 'file')[2]?.role).toBe('file');
  expect(withNewFiles([], [file(2)], false)[0]?.role).toBe('file');
  expect(withNewFiles(files, [file(2)], true)).toHaveLength(3);
});

describe('the size that is shown before sending', () => {
  it('is never less than the letter takes, and not much more', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), fc.array(fc.nat({ max: 60_000 }), { maxLength: 3 }), (body, sizes) => {
      const files = sizes.map((size, at) => ({ name: `tep-${at}.pdf`, mediaType: 'application/pdf', bytes: new Uint8Array(size) }));
      const actual = composeEntity({ body, files, boundary: boundaryOf('0123456789abcdef'.repeat(4)) }).length;
      const shown = messageBytes(sizes.map((size) => ({ size })), body, { signed: false, encrypted: false });
      expect(shown).toBeGreaterThanOrEqual(actual);
      expect(shown).toBeLessThan(actual + 8192 + 2 * body.length * 4);
    }), { numRuns: 60 });
  });

  it('counts four bytes for three with line ends, and an encrypted letter twice over', () => {
    expect(encodedBytes(57)).toBe(78);
    const plain = messageBytes([{ size: 300_000 }], '', { signed: false, encrypted: false });
    expect(messageBytes([{ size: 300_000 }], '', { signed: false, encrypted: true })).toBeGreaterThan(plain * 1.3);
  });
});

describe('how far a document came', () => {
  const place = { registerId: '00000000000000b1' as RegisterId, year: 2026, number: 12 };
  const numbered = { ...newDraft('00000000000000d1' as DraftId, '00000000000000a1' as AccountId), document: { ...newDocument('CV'), number: { place, code: '12/SGDĐT-VP', date: '2026-11-20' as IsoDate } } };
  const by = (role: 'person' | 'agency') => ({ role, holder: 'Sở', at: '2026-11-20T01:00:00.000Z' as IsoTime, timestamp: 'missing' as const });
  const document = file(1, { role: 'document', stamped: true });

  it('is told by its number, its stamp and its two signatures', () => {
    expect(draftStep({ ...numbered, document: newDocument('CV') })).toBe('writing');
    expect(draftStep({ ...numbered, files: [file(1, { role: 'document' })] })).toBe('numbered');
    expect(draftStep({ ...numbered, files: [document] })).toBe('stamped');
    expect(draftStep({ ...numbered, files: [{ ...document, signedBy: [by('person')] }] })).toBe('signedByPerson');
    expect(draftStep({ ...numbered, files: [{ ...document, signedBy: [by('person'), by('agency')] }] })).toBe('signedByAgency');
    expect(draftStep({ ...numbered, files: [{ ...document, signedBy: [by('person'), by('agency')] }] }, true)).toBe('issued');
  });

  it('is held back by one file that is not signed', () => {
    expect(draftStep({ ...numbered, files: [{ ...document, signedBy: [by('person'), by('agency')] }, file(2, { role: 'document' })] })).toBe('numbered');
  });
});

it('what a person wrote is never replaced by what the file says', () => {
  const read = { documents: [{ type: 'Công văn', summary: 'báo cáo', secrecy: null }], signer: { name: 'Người ký', title: 'GIÁM ĐỐC' }, receivers: ['Sở Tài chính'] };
  expect(fieldsFromFile(newDocument('CV'), read)).toEqual({ summary: 'báo cáo', signer: { name: 'Người ký', title: 'GIÁM ĐỐC' }, placesOfReceipt: ['Sở Tài chính'] });
  expect(fieldsFromFile({ ...newDocument('CV'), summary: 'việc khác', signer: { name: 'A', title: '' }, placesOfReceipt: ['B'] }, read)).toBeNull();
});
