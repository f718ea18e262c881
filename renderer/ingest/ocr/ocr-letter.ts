import { likelyLanguages, type OcrLanguage } from '../../../core/extract/ocr/ocr-language';
import { readMember } from '../../../core/extract/archives/read-member';
import type { ExtractTools } from '../../../core/extract/extract-attachment';
import { jobsLeft, ocrJobs, type OcrJob } from '../../../core/facts/ocr-jobs';
import { openContent, type LetterContent } from '../../../core/facts/open-content';
import { decodePart } from '../../../core/letter/decode-part';
import { findPart } from '../../../core/letter/find-part';
import type { OcrFacts, StageOneFacts, StageTwoFacts } from '../../../core/model/facts';
import type { LetterId } from '../../../core/model/ids';
import type { Problem } from '../../../core/model/letter';

/** A letter on the desk of the reader, with how far it is read. */
export class OcrLetter {
  /** the language that fitted the last page comes first */
  languages: readonly OcrLanguage[];
  /** the file for which an attempt was journalled in this run */
  tried: string | null = null;
  private content: LetterContent | null = null;

  constructor(readonly id: LetterId, readonly pages: number, public ocr: OcrFacts | null, public left: readonly OcrJob[], { one, two }: { readonly one: StageOneFacts | null; readonly two: StageTwoFacts }) {
    const address = one?.header.from[0]?.address ?? '';
    const texts = two.sources.filter(({ source }) => !(source.kind === 'attachment' && source.ocr === true)).map(({ text }) => text);
    this.languages = likelyLanguages({ texts, senderDomain: address.slice(address.lastIndexOf('@') + 1) });
  }

  static of(id: LetterId, one: StageOneFacts | null, two: StageTwoFacts, ocr: OcrFacts | null): OcrLetter {
    return new OcrLetter(id, ocrJobs(two).length, ocr, jobsLeft(two, ocr), { one, two });
  }

  fits(language: OcrLanguage): void {
    this.languages = [language, ...this.languages.filter((other) => other !== language)];
  }

  /** Pages that are left of the file this page is of. */
  leftOfFile(job: OcrJob): readonly OcrJob[] {
    return this.left.filter((other) => fileName(other) === fileName(job));
  }

  /** What was said of pages of that file that could not be read. */
  problemsOf({ part, member }: OcrJob): readonly Problem[] {
    return this.ocr?.parts.find((one) => one.part === part && one.member === member)?.problems ?? [];
  }

  /** The file a page is of; null where it does not open any more. */
  async file({ part, member }: OcrJob, { fetchLetter, tools, open = openContent }: LetterOpening): Promise<Uint8Array | null> {
    if (this.content === null) {
      const raw = await fetchLetter(this.id);
      if (raw === null) return null;
      this.content = await open(raw);
    }
    const found = findPart(this.content.parsed.root, part);
    if (found === null) return null;
    const bytes = decodePart(this.content.bytes, found);
    if (member === null) return bytes;
    const inside = await readMember(bytes, member, await tools());
    return inside.ok ? inside.value : null;
  }
}

/** What it takes to open a letter and a file of it. */
export interface LetterOpening {
  readonly fetchLetter: (id: LetterId) => Promise<Uint8Array | null>;
  readonly tools: () => Promise<ExtractTools>;
  /** as a person reads it: with our keys, where it is encrypted for one; absent: without */
  readonly open?: (raw: Uint8Array) => Promise<LetterContent>;
}

export function fileName({ part, member }: OcrJob): string {
  return `${part}\n${member ?? ''}`;
}
