import type { Draft, DraftStep } from '../model/draft';

/**
 * How far an official document came on its one way: number, stamp, signature of the person, signature of the agency, register line.
 * A step counts only for every file that is the document itself: one unsigned among them holds it back.
 * @param issued has it its register line? Only the journal knows
 */
export function draftStep(draft: Draft, issued = false): DraftStep {
  if (draft.document?.number == null) return 'writing';
  if (issued) return 'issued';
  const files = draft.files.filter(({ role }) => role === 'document');
  const signed = (part: 'person' | 'agency') => files.length > 0 && files.every(({ signedBy }) => signedBy.some(({ role }) => role === part));
  if (signed('person') && signed('agency')) return 'signedByAgency';
  if (signed('person')) return 'signedByPerson';
  return files.length > 0 && files.every(({ stamped }) => stamped) ? 'stamped' : 'numbered';
}
