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
  const read = { stageTwo: { attachments: [{ part: '2', size: 700, opens: 'open', why: 'document', signaturePresent: null, members: [] }] } };
  expect(attachmentLines(view(true, read))[0]).toMatchObject({ opens: 'open', size: 700 });
});

it('an attachment outside the signature is named as such', () => {
  expect(attachmentLines(view(true, { verdict: { unsignedParts: ['2'] } }))[0]?.outsideSignature).toBe(true);
});

it('a file in an archive that bears a signature of its own is not outside of signatures', () => {
  const member = (path: string) => ({ path, size: 5, opens: 'open', why: null, problems: [] });
  const stageTwo = { attachments: [{ part: '2', size: 700, opens: 'saveOnly', why: 'archive', signaturePresent: null, members: [member('a.pdf'), member('b.pdf')] }] };
  const signed = [{ part: '2', member: 'a.pdf', signatures: [{}] }, { part: '2', member: 'b.pdf', signatures: [] }];
  expect(attachmentLines(view(true, { stageTwo, signed, verdict: { unsignedParts: ['2'] } }))[0]?.members.map(({ outsideSignature }) => outsideSignature)).toEqual([false, true]);
});

it('files inside an archive have their last name, their place, and cannot be opened where they were not unpacked', () => {
  const members = [{ path: 'cv/a.pdf', size: 5, opens: 'open', why: null, problems: [] }, { path: 'b.pdf', size: null, opens: 'open', why: null, problems: [{ code: 'archiveEncrypted' }] }];
  const lines = attachmentLines(view(true, { stageTwo: { attachments: [{ part: '2', size: 700, opens: 'saveOnly', why: 'archive', signaturePresent: null, members }] } }))[0]?.members;
  expect(lines?.map(({ name, member, opens, problems }) => [name, member, opens, problems])).toEqual([['a.pdf', 'cv/a.pdf', 'open', []], ['b.pdf', 'b.pdf', 'saveOnly', ['archiveEncrypted']]]);
});
