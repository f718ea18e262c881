import type { StageOneFacts } from '../model/facts';
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
    problems: [{ code: 'couldNotBeOpened', part: wholeLetter }],
  };
}

/** Looking at its signatures ended this version twice: neither a pass nor a failure may be claimed. */
export const notVerified: LetterVerdict = { verdict: 'indeterminate', reason: 'unsupported', signatures: [], unsignedParts: [], pictures: [], pin: null };
