import { whenText } from '../calendar/invitation-text';
import type { Evidence, OfficialDocument, Recognition, SourceText, TextSource } from '../model/document';
import type { InvitationFacts } from '../model/facts';

/**
 * An official letter that tells its meeting only in the file of a calendar program: the document takes time and place from there, with the line of that file
 * as evidence. What the paper itself says stands; a letter that is not official stays so.
 */
export function withInvitation(recognition: Recognition, invitations: readonly InvitationFacts[], sources: readonly SourceText[]): Recognition {
  const { documents } = recognition;
  const [invitation] = invitations;
  const index = Math.max(0, documents.findIndex(({ deskKind }) => deskKind === 'invitation'));
  const document = documents[index];
  if (invitation === undefined || document === undefined || documents.some(({ meeting }) => meeting !== null)) return recognition;
  // the file is read in the time of Việt Nam and Thailand: a Malaysian paper means its own
  if (document.system === 'malay') return recognition;
  const evidence = evidenceOf(invitation, sources, documents.length === 1 ? 0.9 : 0.6);
  if (evidence === null) return recognition;
  const made: OfficialDocument = { ...document, meeting: invitation.meeting, evidence: [...document.evidence, evidence] };
  return { ...recognition, documents: documents.map((one) => (one === document ? made : one)) };
}

function evidenceOf({ source, meeting }: InvitationFacts, sources: readonly SourceText[], confidence: number): Evidence | null {
  const text = sources.find((one) => isSame(one.source, source))?.text ?? '';
  const when = whenText(meeting);
  const start = text.indexOf(when);
  return when === '' || start === -1 ? null : { field: 'meeting', index: 0, source, start, end: start + when.length, rule: 'calendar-file', confidence };
}

function isSame(one: TextSource, other: TextSource): boolean {
  return one.kind === 'attachment' && other.kind === 'attachment' && one.part === other.part && one.member === other.member && one.page === other.page && one.ocr === other.ocr;
}
