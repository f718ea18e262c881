import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import type { AttachmentFacts, MemberFacts, OcrPage, StageTwoFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import { recognise } from '../recognise/recognise';
import { jobsLeft, ocrJobs, withPage, withUnreadPage } from './ocr-jobs';
import { withOcr } from './with-ocr';

const file = (part: string, scans: readonly number[], members: readonly MemberFacts[] = []): AttachmentFacts => ({
  part: part as PartId, name: `${part}.pdf`, contentType: 'application/pdf', size: 1, digest: part, opens: 'open', why: null, signaturePresent: null, pages: 0, scans, members,
  problems: [{ code: 'pdfNoText', part: part as PartId }],
});
const member = (path: string, scans: readonly number[]): MemberFacts => ({ path, size: 1, digest: path, opens: 'open', why: null, signaturePresent: null, pages: 0, scans, problems: [] });
const stage = (...attachments: AttachmentFacts[]): StageTwoFacts => ({ coreVersion: '3', ocrVersion: null, attachments, recognition: recognise([]), sources: [], pictures: [], problems: [] });
const page = (number: number, text: string): OcrPage => ({ page: number, text, width: 10, height: 10, words: [], confidence: 1 });

describe('the pages of a letter that are pictures', () => {
  const two = stage(file('2', [1, 3]), file('3', [], [member('a/b.pdf', [2])]));

  it('are read in the order of the letter, those inside archives too', () => {
    expect(ocrJobs(two)).toEqual([{ part: '2', member: null, page: 1 }, { part: '2', member: null, page: 3 }, { part: '3', member: 'a/b.pdf', page: 2 }]);
  });

  it('are left as long as they were neither read nor named', () => {
    const [one, other, last] = ocrJobs(two);
    const read = withPage(null, one!, page(1, 'Trang một'));
    expect(jobsLeft(two, read)).toEqual([other, last]);
    expect(jobsLeft(two, withUnreadPage(read, other!, 'pictureBroken'))).toEqual([last]);
  });

  it('of a whole book are read as far as the limit goes', () => {
    expect(ocrJobs(stage(file('2', Array.from({ length: limits.ocrPages + 50 }, (_none, at) => at + 1))))).toHaveLength(limits.ocrPages);
  });
});

describe('the second stage with what was read', () => {
  it('names the files with pages that nobody read because they are too many', () => {
    const many = stage(file('2', Array.from({ length: limits.ocrPages - 1 }, (_none, at) => at + 1)), file('3', [1, 2, 3]), file('4', [], [member('a/b.pdf', [1])]));
    const ocr = { ...withPage(null, ocrJobs(many)[0]!, page(1, 'Trang một')), done: true };
    const said = [{ code: 'ocrTooMany', part: '3' }, { code: 'ocrTooMany', part: '4', detail: 'a/b.pdf' }];
    expect(withOcr(many, ocr).problems.filter(({ code }) => code === 'ocrTooMany')).toEqual(said);
    expect(withOcr(withOcr(many, ocr), ocr).problems.filter(({ code }) => code === 'ocrTooMany')).toEqual(said);
    expect(withOcr(many, { ...ocr, done: false }).problems.filter(({ code }) => code === 'ocrTooMany')).toEqual([]);
  });

  it('holds its texts file by file and page by page, and names what could not be read', () => {
    const two: StageTwoFacts = {
      ...stage(file('2', [1, 3]), file('3', [1])),
      sources: [
        { source: { kind: 'subject' }, text: 'Gửi' }, { source: { kind: 'attachment', part: '2' as PartId, page: 2 }, text: 'Trang hai' }, { source: { kind: 'attachment', part: '3' as PartId, page: 1 }, text: 'Dấu' },
      ],
    };
    const [one, other, last] = ocrJobs(two);
    const ocr = { ...withUnreadPage(withPage(withPage(null, last!, page(1, 'Tệp ba')), one!, page(1, 'Trang một')), other!, 'pictureBroken'), done: true };
    const made = withOcr(two, ocr);
    expect(made.sources.map(({ text }) => text)).toEqual(['Gửi', 'Trang một', 'Trang hai', 'Dấu', 'Tệp ba']);
    expect(made.problems.map(({ code }) => code)).toEqual(['pictureBroken']);
    expect(made.ocrVersion).toBe(ocr.ocrVersion);
    // made once more it is the same
    expect(withOcr(made, ocr)).toEqual(made);
    expect(withOcr(two, { ...ocr, done: false }).ocrVersion).toBeNull();
  });
});
