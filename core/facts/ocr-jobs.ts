import { limits } from '../base/limits';
import { ocrVersion } from '../extract/ocr/ocr-version';
import type { OcrFacts, OcrPage, StageTwoFacts } from '../model/facts';
import type { PartId } from '../model/ids';
import type { Problem } from '../model/letter';

/** One page of one file of a letter that is a picture. */
export interface OcrJob {
  readonly part: PartId;
  readonly member: string | null;
  /** from 1 */
  readonly page: number;
}

type OcrPart = OcrFacts['parts'][number];

/** Pages of the letter that are pictures, in the order they are read; at most limits.ocrPages. */
export function ocrJobs(two: Pick<StageTwoFacts, 'attachments'>): readonly OcrJob[] {
  return scansOf(two).slice(0, limits.ocrPages);
}

/** Files with pages beyond limits.ocrPages, each named once: nobody shall take them for read. */
export function ocrLeftOut(two: Pick<StageTwoFacts, 'attachments'>): readonly Problem[] {
  const files = new Map(scansOf(two).slice(limits.ocrPages).map(({ part, member }) => [`${part}\n${member ?? ''}`, { part, member }]));
  return [...files.values()].map(({ part, member }) => ({ code: 'ocrTooMany', part, ...(member === null ? {} : { detail: member }) }));
}

function scansOf({ attachments }: Pick<StageTwoFacts, 'attachments'>): readonly OcrJob[] {
  return attachments.flatMap(({ part, scans, members }) => [
    ...scans.map((page) => ({ part, member: null, page })),
    ...members.flatMap(({ path, scans: inside }) => inside.map((page) => ({ part, member: path, page }))),
  ]);
}

/** Those of them that were neither read nor given up. */
export function jobsLeft(two: Pick<StageTwoFacts, 'attachments'>, ocr: OcrFacts | null): readonly OcrJob[] {
  return ocrJobs(two).filter((job) => {
    const part = partOf(ocr, job);
    return part === undefined || !(part.pages.some(({ page }) => page === job.page) || part.problems.some(({ detail }) => detail === String(job.page)));
  });
}

/** The facts with one page more. */
export function withPage(ocr: OcrFacts | null, job: OcrJob, page: OcrPage): OcrFacts {
  const part = partOf(ocr, job) ?? emptyPart(job);
  return replaced(ocr, { ...part, pages: [...part.pages.filter((one) => one.page !== job.page), page].sort((a, b) => a.page - b.page) });
}

/** The facts with a page named that could not be read: the rest of the file still is. */
export function withUnreadPage(ocr: OcrFacts | null, job: OcrJob, code: string): OcrFacts {
  const part = partOf(ocr, job) ?? emptyPart(job);
  return replaced(ocr, { ...part, problems: [...part.problems, { code, part: job.part, detail: String(job.page) }] });
}

function partOf(ocr: OcrFacts | null, { part, member }: OcrJob): OcrPart | undefined {
  return ocr?.parts.find((one) => one.part === part && one.member === member);
}

function emptyPart({ part, member }: OcrJob): OcrPart {
  return { part, member, pages: [], problems: [] };
}

function replaced(ocr: OcrFacts | null, part: OcrPart): OcrFacts {
  const others = (ocr?.parts ?? []).filter((one) => one.part !== part.part || one.member !== part.member);
  return { ocrVersion, done: false, parts: [...others, part] };
}
