import { archiveKind } from '../extract/archives/open-archive';
import { extractAttachment, type AttachmentLabel, type AttachmentText, type ExtractTools } from '../extract/extract-attachment';
import { decideAttachment } from '../letter/attachment-kind';
import type { SourceText, TextSource } from '../model/document';
import type { InvitationFacts, MemberFacts, SignedFormat } from '../model/facts';
import type { PartId } from '../model/ids';
import type { SignaturePicture } from '../model/verdict';
import { signedFormat } from './signed-format';

/** Where a file lies: an attachment, or a member of one. */
export interface FilePlace {
  readonly part: PartId;
  readonly member: string | null;
}

/** What is said alike of attachments and of files in archives. */
export type FileFacts = Omit<MemberFacts, 'path'> & { readonly size: number; readonly signaturePresent: SignedFormat | null };

export interface FileRead {
  readonly facts: FileFacts;
  readonly texts: readonly SourceText[];
  readonly invitations: readonly InvitationFacts[];
  /** of seals and handwriting; none where the file is signed */
  readonly pictures: readonly SignaturePicture[];
}

export interface FileAsk {
  readonly bytes: Uint8Array;
  readonly place: FilePlace;
  /** as its sender wrote the name: what hides in it decides whether it may be opened */
  readonly givenName: string;
  readonly label: AttachmentLabel;
  readonly tools: ExtractTools;
  /** enough was read: the file is listed, and its text left alone */
  readonly onlyHash?: boolean;
}

const unread: AttachmentText = { pages: [], scans: [], signaturePresent: null, problems: [] };

/** One decoded file: hashed, judged, read as text. */
export async function readFile({ bytes, place, givenName, label, tools, onlyHash = false }: FileAsk): Promise<FileRead> {
  const opens = decideAttachment(givenName, label.contentType, bytes);
  // a document that lies unpacked in an archive makes its first bytes look like one
  const extracted = onlyHash || archiveKind(bytes) !== null ? unread : await extractAttachment(bytes, label, tools);
  const facts: FileFacts = {
    size: bytes.byteLength,
    digest: await sha256Hex(bytes),
    opens: opens.kind,
    why: opens.kind === 'saveOnly' ? opens.why : null,
    signaturePresent: signedFormat(bytes, givenName, extracted.signaturePresent),
    pages: extracted.pages.length,
    scans: extracted.scans,
    problems: extracted.problems.map((problem) => ({ ...problem, part: place.part })),
  };
  const { meeting } = extracted;
  const invitations = meeting === undefined ? [] : [{ source: sourceOf(place, null), meeting }];
  const pictures = facts.signaturePresent === null ? (extracted.pictures ?? []).map((picture): SignaturePicture => ({ ...place, ...picture })) : [];
  return { facts, invitations, pictures, texts: extracted.pages.map((page) => ({ source: sourceOf(place, page.page), text: page.text })) };
}

export function sourceOf({ part, member }: FilePlace, page: number | null): TextSource & { readonly kind: 'attachment' } {
  return member === null ? { kind: 'attachment', part, page } : { kind: 'attachment', part, page, member };
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
