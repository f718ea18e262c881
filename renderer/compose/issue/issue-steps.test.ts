import { describe, expect, it } from 'vitest';
import type { Draft, DraftFile } from '../../../core/model/draft';
import type { AccountId, Digest, DraftId, FileId, IsoDate, IsoTime, RegisterId } from '../../../core/model/ids';
import type { RegisterLine } from '../../../core/model/register';
import { newDocument, newDraft } from '../../../core/outgoing/new-draft';
import { filesToSign, issueSteps } from './issue-steps';

const file = (change: Partial<DraftFile> = {}): DraftFile => ({
  fileId: '1'.repeat(16) as FileId, name: 'cong-van.pdf', mediaType: 'application/pdf', size: 1, digest: 'a'.repeat(64) as Digest, role: 'document', stamped: false, signedBy: [], ...change,
});
const signedBy = (role: 'person' | 'agency') => ({ role, holder: 'SỞ GIÁO DỤC VÀ ĐÀO TẠO', at: '2026-11-21T02:00:00.000Z' as IsoTime, timestamp: 'missing' as const });
const place = { registerId: '2'.repeat(16) as RegisterId, year: 2026, number: 30 };
const official = (change: Partial<Draft> = {}): Draft => ({ ...newDraft('3'.repeat(16) as DraftId, '4'.repeat(16) as AccountId), document: newDocument('CV'), files: [file()], ...change });
const numbered = (draft: Draft): Draft => ({ ...draft, document: { ...newDocument('CV'), number: { place, code: '30/SGDĐT-VP', date: '2026-11-21' as IsoDate } } });
const line: RegisterLine = {
  place, code: '30/SGDĐT-VP', date: '2026-11-21' as IsoDate, typeCode: 'CV', summary: '', signer: '', addressees: [], keeper: '', copies: 1, note: '', route: 'mail', draftId: '3'.repeat(16) as DraftId, files: [], oddities: [],
};

describe('the way of an official document', () => {
  it('begins with its number: nothing is signed before', () => {
    expect(issueSteps(official(), null)).toMatchObject({ number: 'now', stamp: 'later', person: 'later', agency: 'later', issue: 'later', send: 'later' });
  });

  it('lets the agency sign only after the person', () => {
    expect(issueSteps(numbered(official()), null)).toMatchObject({ number: 'done', person: 'now', agency: 'later' });
    expect(issueSteps(numbered(official({ files: [file({ signedBy: [signedBy('person')] })] })), null)).toMatchObject({ person: 'done', agency: 'now', stamp: 'skipped' });
  });

  it('asks the person first for a file that came later, and nobody twice for one that is signed', () => {
    const [first, later] = [file({ signedBy: [signedBy('person')] }), file({ fileId: '5'.repeat(16) as FileId, name: 'phu-luc.pdf', role: 'annex' })];
    const draft = numbered(official({ files: [first, later] }));
    expect(issueSteps(draft, null)).toMatchObject({ stamp: 'skipped', person: 'now', agency: 'later' });
    expect(filesToSign(draft, 'person')).toEqual([later]);
    expect(filesToSign(draft, 'agency')).toEqual([first, later]);
  });

  it('offers no stamp once a signature is in the file: it would break it', () => {
    expect(issueSteps(numbered(official({ files: [file({ stamped: true, signedBy: [signedBy('person'), signedBy('agency')] })] })), null)).toMatchObject({ stamp: 'done', agency: 'done', issue: 'now' });
  });

  it('is sent only after it was issued, and not where it goes on paper', () => {
    const draft = numbered(official({ files: [file({ signedBy: [signedBy('person'), signedBy('agency')] })] }));
    expect(issueSteps(draft, null).send).toBe('later');
    expect(issueSteps(draft, line)).toMatchObject({ issue: 'done', send: 'now' });
    expect(issueSteps(draft, { ...line, route: 'paper' }).send).toBe('later');
  });

  it('offers no signature where no file can carry one', () => {
    expect(issueSteps(numbered(official({ files: [file({ name: 'anh.png', mediaType: 'image/png' })] })), null)).toMatchObject({ stamp: 'later', person: 'later' });
  });
});
