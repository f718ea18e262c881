import type { AttachmentFacts, MemberFacts } from '../model/facts';
import type { LetterVerdict } from '../model/verdict';

/** An archive is no unsigned part of a letter where each file in it bears a signature, or is one: what holds of those is said of each. */
export function withoutSignedArchives(verdict: LetterVerdict, attachments: readonly Pick<AttachmentFacts, 'part' | 'why' | 'members' | 'problems'>[]): LetterVerdict {
  const signed = new Set(verdict.signatures.flatMap(({ where, part, member }) => (member === null ? [] : [where, `${part ?? ''}/${member}`])));
  const whole = new Set(attachments.filter((one) => isArchive(one) && one.members.length > 0 && one.members.every((member) => isCovered(member, one, signed))).map(({ part }) => part));
  return { ...verdict, unsignedParts: verdict.unsignedParts.filter((part) => !whole.has(part)) };
}

function isCovered(member: MemberFacts, { part, members }: Pick<AttachmentFacts, 'part' | 'members'>, signed: ReadonlySet<string>): boolean {
  if (signed.has(`${part}/${member.path}`)) return true;
  // the files of an archive within stand for it; a letter within has a text beside its files
  return isArchive(member) && members.some(({ path }) => path.startsWith(`${member.path}/`));
}

/** One of which everything was unpacked. */
function isArchive({ why, problems }: Pick<AttachmentFacts, 'why' | 'problems'>): boolean {
  return why === 'archive' && problems.length === 0;
}
