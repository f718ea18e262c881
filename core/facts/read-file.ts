import { extractAttachment, type AttachmentLabel, type AttachmentText, type ExtractTools } from '../extract/extract-attachment';
import { decideAttachment } from '../letter/attachment-kind';
import type { SourceText, TextSource } from '../model/document';
import type { MemberFacts, OcrFacts } from '../model/facts';
import type { PartId } from '../model/ids';

/** Where a file lies: an attachment, or a member of one. */
export interface FilePlace {
  readonly part: PartId;
  readonly member: string | null;
}

/** What is said alike of attachments and of files in archives. */
export type FileFacts = Omit<MemberFacts, 'path'> & { readonly size: number; readonly signaturePresent: AttachmentText['signaturePresent'] };

export interface FileRead {
  readonly facts: FileFacts;
  readonly texts: readonly SourceText[];
}

/** said of text that is not there, and untrue once it was read from the pictures */
const unread: ReadonlySet<string> = new Set(['pdfNoText', 'pdfTextGarbled']);

export interface FileAsk {
  readonly bytes: Uint8Array;
  readonly place: FilePlace;
  /** as its sender wrote the name: what hides in it decides whether it may be opened */
  readonly givenName: string;
  readonly label: AttachmentLabel;
  readonly tools: ExtractTools;
  readonly ocr: OcrFacts | null;
}

/** One decoded file: hashed, judged, read as text; what was read from its pictures stands among its pages. */
export async function readFile({ bytes, place, givenName, label, tools, ocr }: FileAsk): Promise<FileRead> {
  const opens = decideAttachment(givenName, label.contentType, bytes);
  const extracted = await extractAttachment(bytes, label, tools);
  const read = ocr?.parts.find((one) => one.part === place.part && one.member === place.member)?.pages ?? [];
  const wasRead = extracted.scans.every((page) => read.some((one) => one.page === page));
  const facts: FileFacts = {
    size: bytes.byteLength,
    digest: await sha256Hex(bytes),
    opens: opens.kind,
    why: opens.kind === 'saveOnly' ? opens.why : null,
    signaturePresent: extracted.signaturePresent,
    pages: extracted.pages.length,
    scans: extracted.scans,
    problems: extracted.problems.filter((problem) => !(wasRead && read.length > 0 && unread.has(problem.code))).map((problem) => ({ ...problem, part: place.part })),
  };
  const own = extracted.pages.map((page) => ({ source: sourceOf(place, page.page), text: page.text }));
  const pictures = read.filter((page) => page.text.trim() !== '').map((page) => ({ source: { ...sourceOf(place, page.page), ocr: true as const }, text: page.text }));
  return { facts, texts: byPage([...own, ...pictures]) };
}

export function sourceOf({ part, member }: FilePlace, page: number | null): TextSource & { readonly kind: 'attachment' } {
  return member === null ? { kind: 'attachment', part, page } : { kind: 'attachment', part, page, member };
}

/** A document may begin on a picture and go on in text. The sort is stable: a page's own text stays before its picture's. */
function byPage<Text extends { readonly source: { readonly page: number | null } }>(texts: readonly Text[]): readonly Text[] {
  return [...texts].sort((one, other) => (one.source.page ?? 0) - (other.source.page ?? 0));
}

async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
