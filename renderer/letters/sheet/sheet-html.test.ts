import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import type { ReportView } from '../../../core/report/report-view';
import type { Digest, IsoTime } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';
import { reportName } from './report-name';
import { sheetHtml } from './sheet-html';

const keys = ((key: string) => key) as TFunction;
const report: ReportView = {
  program: '0.1.0', madeAt: '2026-11-20T00:00:00.000Z' as IsoTime, letter: { digest: 'c3'.repeat(32) as Digest, arrivedAt: '2026-11-11T00:00:00.000Z' as IsoTime, subject: '<img src=x onerror=alert(1)>"', from: null },
  verdict: 'unsigned', reason: null, documents: [], unsignedParts: [], acceptance: null, pin: null,
};

it('what a letter calls itself cannot become markup of the sheet', () => {
  const html = sheetHtml(report, ['</p><script>x</script>'], () => '', 'vi', keys);
  expect(html).not.toMatch(/<(img|script)/i);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(html.startsWith('<!doctype html><html lang="vi">')).toBe(true);
});

it('the sentence on the letter stands in the colour of its verdict, as those on its signatures do', () => {
  const html = (verdict: ReportView['verdict']) => sheetHtml({ ...report, verdict }, ['x'], () => '', 'vi', keys);
  expect([html('failed').includes('class="said bad"'), html('passed').includes('class="said good"'), html('unsigned').includes('class="said good"')]).toEqual([true, true, false]);
});

it('the digest of the letter can be compared four digits at a time', () => {
  expect(sheetHtml(report, [], () => '', 'vi', keys)).toContain('C3C3 C3C3 C3C3');
});

it('a report is called by the number of the document, as far as a file may be', () => {
  const view = (number: string | null) => ({ kept: { digest: 'c3'.repeat(32) }, documents: number === null ? null : [{ document: { number } }] }) as unknown as LetterView;
  expect(reportName(view('1077/SGDĐT-KTQLCL'), 'Phiếu', 'pdf')).toBe('Phiếu 1077-SGDĐT-KTQLCL.pdf');
  expect(reportName(view('../../x:y'), 'Phiếu', 'json')).toBe('Phiếu x-y.json');
  expect(reportName(view(null), 'Phiếu', 'xml')).toBe('Phiếu c3c3c3c3c3c3.xml');
});
