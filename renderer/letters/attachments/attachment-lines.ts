import type { PartId } from '../../../core/model/ids';
import type { LetterView } from '../../store/letter-view';

export interface AttachmentLine {
  readonly part: PartId;
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
      };
    });
}
