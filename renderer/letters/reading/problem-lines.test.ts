import { expect, it } from 'vitest';
import type { LetterView } from '../../store/letter-view';
import { problemLines } from './problem-lines';

const view = (attachments: readonly { readonly part: string; readonly codes: readonly string[]; readonly scans?: readonly number[] }[], codes: readonly string[] = []) => ({
  stageOne: { problems: codes.map((code) => ({ code })) },
  stageTwo: { problems: attachments.flatMap(({ part, codes: own }) => own.map((code) => ({ code, part }))), attachments: attachments.map(({ part, codes: own, scans = [] }) => ({ part, scans, problems: own.map((code) => ({ code })) })) },
}) as unknown as LetterView;

it('names each kind of problem once, with every part it was met in', () => {
  expect(problemLines(view([{ part: '2', codes: ['pdfBroken'] }, { part: '3', codes: ['pdfBroken', 'pdfNoText'] }], ['boundaryNotClosed']))).toEqual([
    { code: 'boundaryNotClosed', parts: [] }, { code: 'pdfBroken', parts: ['2', '3'] }, { code: 'pdfNoText', parts: ['3'] },
  ]);
});

it('leaves scans that can be read to the strip that tells how far they are', () => {
  expect(problemLines(view([{ part: '2', codes: ['pdfNoText'], scans: [1] }, { part: '3', codes: ['pdfNoText'] }]))).toEqual([{ code: 'pdfNoText', parts: ['3'] }]);
});

it('has nothing to say of a letter without problems', () => {
  expect(problemLines(view([{ part: '2', codes: [] }]))).toEqual([]);
});
