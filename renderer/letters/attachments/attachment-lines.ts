import type { PartId } from '../../../core/model/ids';
import type { MemberFacts } from '../../../core/model/facts';
import type { LetterView } from '../../store/letter-view';

export interface AttachmentLine {
  readonly part: PartId;
  /** path inside the archive that is this part; absent: the part itself */
  readonly member?: string;
  readonly name: string;
  readonly contentType: string;
  /** bytes; before the second stage the encoded size, less the third that base64 adds */
  readonly size: number;
  /** null until the second stage has looked at the content */
  readonly opens: 'open' | 'saveOnly' | null;
  /** i18n key below `attachment.why.` */
  readonly why: string | null;
  readonly signed: boolean;
  readonly outsideSignature: boolean;
  /** files inside, where it is an archive that was opened */
  readonly members: readonly AttachmentLine[];
  /** codes of what went wrong with a file inside an archive; those of attachments stand in a strip */
  readonly problems: readonly string[];
}

/** The file that a line is about. */
export function fileOf({ part, member }: Pick<AttachmentLine, 'part' | 'member'>): { readonly part: PartId; readonly member?: string } {
  return member === undefined ? { part } : { part, member };
}

/** One file of the letter, as a word: its part, and where it lies inside it. */
export function fileKey({ part, member }: { readonly part: PartId; readonly member?: string }): string {
  return member === undefined ? part : `${part}/${member}`;
}

/** Attachments as listed; pictures that the letter's HTML shows in place are not listed again. */
export function attachmentLines(view: LetterView): readonly AttachmentLine[] {
  const first = view.stageOne;
  if (first === null) return [];
  const unsigned = new Set<string>(view.verdict?.unsignedParts ?? []);
  return first.attachments
    .filter((one) => !(one.inline && first.html !== null && one.contentType.startsWith('image/')))
    .map((one) => {
      const read = view.stageTwo?.attachments.find((facts) => facts.part === one.part);
      return {
        part: one.part, name: one.name, contentType: one.contentType,
        size: read?.size ?? Math.round(one.encodedSize * 0.74),
        opens: read?.opens ?? null, why: read?.why ?? null,
        signed: (read?.signaturePresent ?? null) !== null, outsideSignature: unsigned.has(one.part),
        members: (read?.members ?? []).map((member) => memberLine(one.part, member, unsigned.has(one.part) && !isSigned(view, one.part, member.path))), problems: [],
      };
    });
}

/** What bears a signature of its own is signed, although the archive around it is not. */
function isSigned({ signed }: LetterView, part: PartId, path: string): boolean {
  return signed.some((document) => document.part === part && document.member === path && document.signatures.length > 0);
}

function memberLine(part: PartId, { path, size, opens, why, problems }: MemberFacts, outsideSignature: boolean): AttachmentLine {
  return {
    part, member: path, name: path.slice(path.lastIndexOf('/') + 1), contentType: 'application/octet-stream', size: size ?? 0, opens: size === null ? 'saveOnly' : opens, why, signed: false, outsideSignature,
    members: [], problems: [...new Set(problems.map(({ code }) => code))],
  };
}
