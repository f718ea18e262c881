import { expect, it } from 'vitest';
import { unsignedNames } from './unsigned-names';

type View = Parameters<typeof unsignedNames>[0];

function named(members: readonly string[], signedMembers: readonly string[]): readonly string[] {
  const view = {
    verdict: { unsignedParts: ['1', '2'] },
    signed: signedMembers.map((member) => ({ part: '2', member, signatures: [{}] })),
    stageTwo: { attachments: [{ part: '2', members: members.map((path) => ({ path })) }] },
  } as unknown as View;
  return unsignedNames(view, (part) => `part ${part}`, (name) => `rest of ${name}`);
}

it('an archive whose files are signed each is not called unsigned, one with an unsigned file beside them as far as it is', () => {
  expect(named(['a.pdf', 'b.pdf'], [])).toEqual(['part 1', 'part 2']);
  expect(named(['a.pdf', 'b.pdf', 'b.pdf.p7s'], ['a.pdf', 'b.pdf'])).toEqual(['part 1']);
  expect(named(['a.pdf', 'b.pdf'], ['a.pdf'])).toEqual(['part 1', 'rest of part 2']);
});
