import type { ExtractTools } from '../extract/extract-attachment';
import { Allowance } from '../extract/archives/allowance';
import { archiveKind, isVolumeName } from '../extract/archives/open-archive';
import { decodePart } from '../letter/decode-part';
import { findPart } from '../letter/find-part';
import { limits } from '../base/limits';
import type { SourceText } from '../model/document';
import type { AttachmentFacts, InvitationFacts, OcrFacts, StageTwoFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import type { SignaturePicture } from '../model/verdict';
import type { AttachmentInfo } from '../model/letter';
import { recognise } from '../recognise/recognise';
import { coreVersion } from './core-version';
import type { KeptMembers } from './kept-members';
import type { LetterContent } from './open-content';
import { readFile } from './read-file';
import { newArchiveState, readMembers } from './read-members';
import { bodySources } from './stage-one';
import { withInvitation } from './with-invitation';
import { readTexts, withOcr } from './with-ocr';

export interface StageTwoAsk {
  readonly content: LetterContent;
  readonly tools: ExtractTools;
  /** parts that killed the window before: named, not opened */
  readonly skip: ReadonlySet<PartId>;
  /** what was read from pictures of this letter so far; null or absent: nothing */
  readonly ocr?: OcrFacts | null;
  /** takes signed files of archives, see `filesToVerify` */
  readonly kept?: KeptMembers;
}

interface AttachmentRead {
  readonly facts: AttachmentFacts;
  readonly texts: readonly SourceText[];
  readonly invitations: readonly InvitationFacts[];
  readonly pictures: readonly SignaturePicture[];
  /** its name as the sender wrote it, where it holds files; else null */
  readonly archive: string | null;
}

/**
 * Second stage: every attachment decoded, hashed and read as text, then what lies in archives; recognition over everything the
 * letter says. Once anything in it is stamped as a state secret, archives stay closed.
 */
export async function stageTwo({ content, tools, skip, ocr = null, kept }: StageTwoAsk): Promise<StageTwoFacts> {
  const bodies = bodySources(content.parsed);
  const reads: AttachmentRead[] = [];
  let budget = limits.attachmentTotalBytes;
  for (const info of content.parsed.attachments) {
    const read = await readAttachment(content, info, tools, skip, budget);
    // what was not read has cost nothing
    if (read.facts.digest !== '') budget -= read.facts.size;
    reads.push(read);
  }
  const unpacked = await unpack(content, reads, [...bodies, ...(ocr === null ? [] : readTexts(ocr))], tools, kept);
  const sources = [...bodies, ...unpacked.flatMap((read) => read.texts)];
  const attachments = unpacked.map((read) => read.facts);
  const invitations = unpacked.flatMap((read) => read.invitations);
  const problems = attachments.flatMap((one) => [...one.problems, ...one.members.flatMap((member) => member.problems)]);
  const two: StageTwoFacts = { coreVersion, ocrVersion: null, attachments, recognition: withInvitation(recognise(sources), invitations, sources), sources, pictures: unpacked.flatMap((read) => read.pictures), problems, ...(invitations.length === 0 ? {} : { invitations }) };
  return ocr === null ? two : withOcr(two, ocr);
}

async function readAttachment(content: LetterContent, info: AttachmentInfo, tools: ExtractTools, skip: ReadonlySet<PartId>, budget: number): Promise<AttachmentRead> {
  const part = findPart(content.parsed.root, info.part);
  const known = { part: info.part, name: info.name, contentType: info.contentType };
  const closed = (code: string): AttachmentRead => ({
    facts: { ...known, size: info.encodedSize, digest: '', opens: 'saveOnly', why: code, signaturePresent: null, pages: 0, scans: [], members: [], problems: [{ code, part: info.part }] },
    texts: [], invitations: [], pictures: [], archive: null,
  });
  if (!part || skip.has(info.part)) return closed('couldNotBeOpened');
  if (info.encodedSize > limits.attachmentBytes * 1.4) return closed('attachmentTooLarge');
  const bytes = decodePart(content.bytes, part);
  if (bytes.byteLength > Math.min(limits.attachmentBytes, budget)) return closed('attachmentTooLarge');
  const givenName = part.filename ?? info.name;
  const { facts, texts, invitations, pictures } = await readFile({ bytes, place: { part: info.part, member: null }, givenName, label: info, tools });
  const archive = archiveKind(bytes) !== null || isVolumeName(givenName) ? givenName : null;
  return { facts: { ...known, ...facts, members: [] }, texts, invitations, pictures, archive };
}

/** Archives come last, when all else has had its say: what is stamped a secret there keeps them closed. */
async function unpack(content: LetterContent, reads: readonly AttachmentRead[], others: readonly SourceText[], tools: ExtractTools, kept: KeptMembers | undefined): Promise<readonly AttachmentRead[]> {
  const state = newArchiveState(new Allowance());
  const unpacked: AttachmentRead[] = [];
  let isFirst = true;
  for (const read of reads) {
    const part = read.archive === null ? null : findPart(content.parsed.root, read.facts.part);
    if (part !== null && isFirst) {
      state.isSecret = looksSecret([...others, ...reads.flatMap((one) => one.texts)]);
      isFirst = false;
    }
    unpacked.push(part === null ? read : await withMembers(read, decodePart(content.bytes, part)));
  }
  return unpacked;

  async function withMembers({ facts, texts, invitations, pictures, archive }: AttachmentRead, bytes: Uint8Array): Promise<AttachmentRead> {
    const inside = await readMembers({ bytes, part: facts.part, name: archive ?? '', tools, state, looksSecret, kept });
    return { archive, facts: { ...facts, members: inside.members, problems: [...facts.problems, ...inside.problems] }, texts: [...texts, ...inside.texts], invitations: [...invitations, ...inside.invitations], pictures: [...pictures, ...inside.pictures] };
  }
}

function looksSecret(texts: readonly SourceText[]): boolean {
  return recognise(texts).documents.some((document) => document.secrecy !== null);
}
