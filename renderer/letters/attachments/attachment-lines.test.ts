import { expect, it } from 'vitest';
import type { LetterView } from '../../store/letter-view';
import { attachmentLines } from './attachment-lines';

const attachment = (part: string, name: string, contentType: string, inline = false) => ({ part, name, contentType, encodedSize: 1000, inline });
const view = (html: boolean, over: object = {}) => ({
  stageOne: { html: html ? { part: '1.2', text: '' } : null, attachments: [attachment('2', 'a.pdf', 'application/pdf'), attachment('3', 'logo.png', 'image/png', true)] },
  stageTwo: null, verdict: null, ...over,
}) as unknown as LetterView;

it('a picture shown inside the letter is not listed again, but is where nothing shows it', () => {
  expect(attachmentLines(view(true)).map((line) => line.name)).toEqual(['a.pdf']);
  expect(attachmentLines(view(false)).map((line) => line.name)).toEqual(['a.pdf', 'logo.png']);
});

it('nothing can be opened before its content was looked at', () => {
  expect(attachmentLines(view(true))[0]?.opens).toBeNull();
  const read = { stageTwo: { attachments: [{ part: '2', size: 700, opens: 'open', why: 'document', signaturePresent: null }] } };
  expect(attachmentLines(view(true, read))[0]).toMatchObject({ opens: 'open', size: 700 });
});

it('an attachment outside the signature is named as such', () => {
  expect(attachmentLines(view(true, { verdict: { unsignedParts: ['2'] } }))[0]?.outsideSignature).toBe(true);
});
