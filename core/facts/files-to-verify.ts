import { Allowance } from '../extract/archives/allowance';
import type { ArchiveTools } from '../extract/archives/open-archive';
import { walkArchive } from '../extract/archives/walk-archive';
import { decodePart } from '../letter/decode-part';
import { findPart } from '../letter/find-part';
import type { AttachmentFacts, MemberFacts, StageTwoFacts } from '../model/facts';
import type { FileToVerify } from '../verify/verify-file';
import type { LetterContent } from './open-content';
import { KeptMembers } from './kept-members';

/**
 * The files of a letter that verification has to open: attachments with signatures of their own, and in archives also whatever lies beside a signature
 * file. Archives are unpacked once more, within the limits of the second stage and only as far as needed, unless that stage has just done so.
 * @param kept what the second stage held on to; absent: nothing
 */
export async function filesToVerify(content: LetterContent, { attachments }: Pick<StageTwoFacts, 'attachments'>, tools: ArchiveTools, kept = new KeptMembers()): Promise<readonly FileToVerify[]> {
  const allowance = new Allowance();
  const files: FileToVerify[] = [];
  for (const attachment of attachments) {
    const part = findPart(content.parsed.root, attachment.part);
    if (part === null) continue;
    const bytes = (): Uint8Array => decodePart(content.bytes, part);
    if (attachment.signaturePresent !== null && attachment.digest !== '') files.push({ part: attachment.part, member: null, name: part.filename ?? attachment.name, format: attachment.signaturePresent, bytes });
    const wanted = wantedMembers(attachment);
    if (wanted.length === 0) continue;
    const unpacked = kept.hasAll(attachment.part, wanted) ? kept.of(attachment.part) : await unpack(bytes(), part.filename ?? attachment.name, wanted, tools, allowance);
    files.push(...wanted.map((member): FileToVerify => ({
      part: attachment.part, member: member.path, name: member.path.slice(member.path.lastIndexOf('/') + 1), format: member.signaturePresent, bytes: () => unpacked.get(member.path) ?? null,
    })));
  }
  return files;
}

/** Signed ones; where a signature file lies among them, every one that it may sign. */
function wantedMembers({ members }: AttachmentFacts): readonly MemberFacts[] {
  const unpacked = members.filter(({ digest }) => digest !== '');
  return unpacked.some(({ signaturePresent }) => signaturePresent === 'cms') ? unpacked : unpacked.filter(({ signaturePresent }) => signaturePresent !== null);
}

async function unpack(bytes: Uint8Array, name: string, wanted: readonly MemberFacts[], tools: ArchiveTools, allowance: Allowance): Promise<ReadonlyMap<string, Uint8Array>> {
  const paths = new Set(wanted.map(({ path }) => path));
  const isOnTheWay = (path: string): boolean => paths.has(path) || wanted.some((one) => one.path.startsWith(`${path}/`));
  const unpacked = new Map<string, Uint8Array>();
  for await (const found of walkArchive({ bytes, name, tools, allowance, refuse: (path) => (isOnTheWay(path) ? null : 'archiveSecret') })) {
    if (found.kind === 'file' && found.content.ok && paths.has(found.path)) unpacked.set(found.path, found.content.value);
  }
  return unpacked;
}
