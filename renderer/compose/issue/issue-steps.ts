import type { Draft, DraftFile, SignerPart } from '../../../core/model/draft';
import type { RegisterLine } from '../../../core/model/register';
import { draftStep } from '../../../core/outgoing/draft-step';
import { signableFormat } from '../work/file-format';

export type IssueStepName = 'number' | 'stamp' | 'person' | 'agency' | 'issue' | 'send';
/** `later`: not its turn. `now`: what comes next. `done`. `skipped`: it was not needed, or a person went past it. */
export type StepState = 'later' | 'now' | 'done' | 'skipped';

/** The document and annexes that can carry a signature. */
function signableFiles(draft: Draft): readonly DraftFile[] {
  return draft.files.filter((file) => file.role !== 'file' && signableFormat(file) !== null);
}

function bears(file: DraftFile, part: SignerPart): boolean {
  return file.signedBy.some(({ role }) => role === part);
}

/** Files that a signature is still to go into. */
export function filesToSign(draft: Draft, part: SignerPart): readonly DraftFile[] {
  return signableFiles(draft).filter((file) => !bears(file, part));
}

/** PDF files of the document: what number and date are written into. */
export function filesToStamp(draft: Draft): readonly DraftFile[] {
  return draft.files.filter((file) => file.role === 'document' && signableFormat(file) === 'pdf');
}

/** Where an official document stands on its one way. @param line its register line, once it is issued */
export function issueSteps(draft: Draft, line: RegisterLine | null): Readonly<Record<IssueStepName, StepState>> {
  const step = draftStep(draft, line !== null);
  const hasNumber = draft.document?.number != null;
  const files = signableFiles(draft);
  // a file that was added later has to go the same way
  const isSigned = (part: SignerPart) => files.length > 0 && filesToSign(draft, part).length === 0;
  const stamped = filesToStamp(draft).some((file) => file.stamped);
  const isIssued = line !== null;
  const canSign = hasNumber && files.length > 0;
  const person: StepState = isSigned('person') ? 'done' : isIssued ? 'skipped' : canSign ? 'now' : 'later';
  return {
    number: hasNumber ? 'done' : 'now',
    stamp: stamped ? 'done' : isIssued || files.some(({ signedBy }) => signedBy.length > 0) ? 'skipped' : hasNumber && filesToStamp(draft).length > 0 ? 'now' : 'later',
    person,
    // NĐ 30/2020, Article 32: the agency signs only after the person has
    agency: isSigned('agency') ? 'done' : isIssued ? 'skipped' : person === 'done' ? 'now' : 'later',
    issue: isIssued ? 'done' : step === 'signedByAgency' || hasNumber ? 'now' : 'later',
    send: isIssued && line.route === 'mail' ? 'now' : 'later',
  };
}
