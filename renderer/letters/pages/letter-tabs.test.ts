import { describe, expect, it } from 'vitest';
import type { Evidence, TextSource } from '../../../core/model/document';
import type { PartId } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';
import { attachmentLines } from '../attachments/attachment-lines';
import { letterTabs, shownTab, tabOfEvidence } from './letter-tabs';
import { pageMarks, textMarks } from './page-marks';

interface File {
  readonly name: string;
  readonly contentType?: string;
  readonly opens?: 'open' | 'saveOnly';
  readonly why?: string;
  /** text that was read, by page; null: no pages */
  readonly texts?: readonly (readonly [number | null, string])[];
  readonly members?: readonly { readonly path: string; readonly size: number | null; readonly opens: 'open' | 'saveOnly'; readonly problems: readonly { readonly code: string }[] }[];
}

const at = (source: TextSource, start = 0, end = 5): Evidence => ({ field: 'number', index: 0, source, start, end, rule: 'x', confidence: 1 });
const onPage = (part: string, page: number | null): TextSource => ({ kind: 'attachment', part: part as PartId, page });
const body: TextSource = { kind: 'body', part: '1' as PartId };
const pdf: File = { name: 'cong-van.pdf', texts: [[1, 'Số: 12/UBND']] };
const note = 'Kính gửi các đơn vị công văn kèm theo.';

/** A letter whose attachments are parts 2, 3, … */
function letter(files: readonly File[], { text = note, evidence = [] as readonly Evidence[], read = true } = {}): LetterView {
  const info = files.map((file, index) => ({ part: String(index + 2), name: file.name, contentType: file.contentType ?? 'application/octet-stream', encodedSize: 100, inline: false }));
  return {
    stageOne: { html: null, text: { part: '1', text }, attachments: info, sources: [{ source: body, text }] },
    stageTwo: read ? {
      attachments: files.map((file, index) => ({ ...info[index], size: 70, opens: file.opens ?? 'open', why: file.why ?? null, signaturePresent: null, members: file.members ?? [] })),
      sources: files.flatMap((file, index) => (file.texts ?? []).map(([page, words]) => ({ source: onPage(String(index + 2), page), text: words }))),
      recognition: { isOfficial: evidence.length > 0, documents: evidence.length > 0 ? [{ evidence }] : [] },
    } : null,
    verdict: null,
  } as unknown as LetterView;
}

const tabsOf = (view: LetterView) => letterTabs(view, attachmentLines(view));
const kinds = (view: LetterView) => tabsOf(view).map((tab) => `${tab.id}:${tab.kind}`);

describe('tabs', () => {
  it('stand for what can be shown and for the body; a spreadsheet or a program has none', () => {
    const files: readonly File[] = [
      pdf, { name: 'phu-luc.docx', texts: [[null, 'Phụ lục']] }, { name: 'anh.png', contentType: 'image/png' }, { name: 'bang.xlsx' },
      { name: 'cai.exe', opens: 'saveOnly', why: 'program' }, { name: 'ghi-chu.txt', texts: [[null, 'x']] }, { name: 'anh.tiff', contentType: 'image/tiff' },
    ];
    expect(kinds(letter(files, { text: note.repeat(100) }))).toEqual(['body:body', '2:pdf', '3:text', '4:picture', '7:text']);
  });

  it('never show pages of a PDF that could not be opened or is something else', () => {
    expect(kinds(letter([{ ...pdf, opens: 'saveOnly', why: 'couldNotBeOpened', texts: [] }, { name: 'thu.pdf', opens: 'saveOnly', why: 'program' }]))).toEqual(['body:body']);
  });

  it('stand for files inside an archive, too, as far as they were unpacked', () => {
    const inside = (path: string, size: number | null = 9) => ({ path, size, opens: 'open' as const, problems: [] });
    const view = letter([{ name: 'ho-so.zip', opens: 'saveOnly', why: 'archive', members: [inside('cv/12.pdf'), inside('anh.png'), inside('khoa.pdf', null), inside('bang.xlsx')] }]);
    expect(kinds(view)).toEqual(['2/cv/12.pdf:pdf', 'body:body', '2/anh.png:picture']);
    const source: TextSource = { kind: 'attachment', part: '2' as PartId, page: 1, member: 'cv/12.pdf' };
    expect(shownTab(tabsOf(view), [at(source)], 'body')).toBe('2/cv/12.pdf');
    expect(pageMarks([at(source)], { part: '2' as PartId })).toEqual([]);
    expect(pageMarks([at(source)], { part: '2' as PartId, member: 'cv/12.pdf' })).toHaveLength(1);
  });

  it('wait for the second stage before anything is opened', () => {
    expect(kinds(letter([pdf, { name: 'bang.xlsx' }], { read: false }))).toEqual(['body:body', '2:reading']);
  });
});

describe('a letter opens', () => {
  it('with the PDF that it is about, where its text is a covering note', () => {
    expect(kinds(letter([{ name: 'a.docx', texts: [[null, 'x']] }, pdf], { evidence: [at(body), at(onPage('3', 1)), at(onPage('3', 1))] }))).toEqual(['3:pdf', 'body:body', '2:text']);
    expect(kinds(letter([pdf]))[0]).toBe('2:pdf');
    expect(kinds(letter([{ name: 'quet.png' }], { evidence: [at(onPage('2', 1)), at(onPage('2', 1)), at(body)] }))[0]).toBe('2:picture');
    expect(kinds(letter([{ name: 'logo.png' }]))[0]).toBe('body:body');
  });

  it('with its text, where that is the document or is long', () => {
    expect(kinds(letter([pdf], { evidence: [at(body), at(body), at(onPage('2', 1))] }))[0]).toBe('body:body');
    expect(kinds(letter([pdf], { text: note.repeat(60), evidence: [at(onPage('2', 1))] }))[0]).toBe('body:body');
  });
});

describe('what is pointed at', () => {
  const tabs = tabsOf(letter([pdf, { name: 'a.docx', texts: [[null, 'x']] }]));

  it('brings up the tab it was read from, for as long as it is pointed at', () => {
    expect(shownTab(tabs, [at(onPage('3', null))], 'body')).toBe('3');
    expect(shownTab(tabs, [at(body)], '2')).toBe('body');
    expect(shownTab(tabs, [], '3')).toBe('3');
    expect(shownTab(tabs, [], null)).toBe('2');
  });

  it('changes nothing where no tab shows it', () => {
    expect(tabOfEvidence([at({ kind: 'subject' }), at(onPage('9', 1))], tabs)).toBeNull();
    expect(shownTab(tabs, [at({ kind: 'subject' })], '3')).toBe('3');
    expect(shownTab(tabs, [], 'gone')).toBe('2');
  });

  it('is marked on its page, or in its text', () => {
    const evidence = [at(onPage('2', 3), 4, 9), at(body, 0, 2), at(onPage('2', 1), 1, 2), at(onPage('2', 3), 20, 22), at(onPage('3', null), 7, 8)];
    expect(pageMarks(evidence, { part: '2' as PartId })).toEqual([{ page: 3, ranges: [{ start: 4, end: 9 }, { start: 20, end: 22 }] }, { page: 1, ranges: [{ start: 1, end: 2 }] }]);
    expect(textMarks(evidence, { part: '3' as PartId })).toEqual([{ start: 7, end: 8 }]);
  });
});
