import type { AttachmentFacts, StageOneFacts, StageTwoFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import type { LetterVerdict } from '../model/verdict';
import { recognise } from '../recognise/recognise';
import { coreVersion } from './core-version';

/** The letter as a whole, where attempts are counted and problems are named. */
export const wholeLetter = '0' as PartId;

/** Facts of a letter that cannot be opened by this version: it is listed and named, and nothing is said of what is in it. */
export function closedLetter(): StageOneFacts {
  return {
    coreVersion,
    header: { from: [], replyTo: [], to: [], cc: [], subject: '', date: null, messageId: null, inReplyTo: [], references: [], fields: [] },
    text: null,
    html: null,
    attachments: [],
    recognition: recognise([]),
    sources: [],
    signed: false,
    notice: null,
    problems: [{ code: 'couldNotBeOpened', part: wholeLetter }],
  };
}

/** Files of a letter that was listed but can be opened no more: named, and nothing is said of what is in them. */
export function closedFiles({ attachments, recognition, sources, keys }: StageOneFacts): StageTwoFacts {
  const closed = attachments.map(({ part, name, contentType, encodedSize }): AttachmentFacts => ({
    part, name, contentType, size: encodedSize, digest: '', opens: 'saveOnly', why: 'couldNotBeOpened', signaturePresent: null, pages: 0, scans: [], members: [], problems: [{ code: 'couldNotBeOpened', part }],
  }));
  return { coreVersion, ocrVersion: null, attachments: closed, recognition, sources, pictures: [], problems: closed.flatMap(({ problems }) => problems), ...(keys === undefined ? {} : { keys }) };
}

/** Looking at its signatures ended this version twice: neither a pass nor a failure may be claimed. */
export const notVerified: LetterVerdict = { verdict: 'indeterminate', reason: 'unsupported', signatures: [], unsignedParts: [], pictures: [], pin: null };
