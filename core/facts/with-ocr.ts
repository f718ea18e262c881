import type { SourceText, TextSource } from '../model/document';
import type { OcrFacts, StageTwoFacts } from '../model/facts';
import type { Problem } from '../model/letter';
import { recognise } from '../recognise/recognise';
import { ocrLeftOut } from './ocr-jobs';
import { withInvitation } from './with-invitation';

/**
 * Second stage as if it had been made with what was read from pictures, without opening a file again: those texts take
 * their places among the others, and recognition runs over all.
 */
export function withOcr(two: StageTwoFacts, ocr: OcrFacts): StageTwoFacts {
  const own = two.sources.filter(({ source }) => !isRead(source));
  const sources = [...own.filter(({ source }) => source.kind !== 'attachment'), ...inFiles(two, own, readTexts(ocr))];
  const files = new Set(ocr.parts.filter(({ pages }) => pages.length > 0).map(({ part, member }) => placeName(part, member)));
  const left = (problems: readonly Problem[], name: string): readonly Problem[] => problems.filter(({ code }) => !(files.has(name) && isSaidOfPictures(code)));
  const attachments = two.attachments.map((file) => ({
    ...file,
    problems: left(file.problems, placeName(file.part, null)),
    members: file.members.map((member) => ({ ...member, problems: left(member.problems, placeName(file.part, member.path)) })),
  }));
  const problems = [...attachments.flatMap((file) => [...file.problems, ...file.members.flatMap((member) => member.problems)]), ...ocr.parts.flatMap((part) => part.problems), ...(ocr.done ? ocrLeftOut(two) : [])];
  return { ...two, attachments, problems, ocrVersion: ocr.done ? ocr.ocrVersion : null, sources, recognition: withInvitation(recognise(sources), two.invitations ?? [], sources) };
}

/** Is a page stamped as a state secret? Then what follows it is not read. */
export function isSecretText(text: SourceText): boolean {
  return recognise([text]).documents.some((document) => document.secrecy !== null);
}

/** Texts of the pages that were read, as sources of recognition and evidence. */
export function readTexts(ocr: OcrFacts): readonly SourceText[] {
  return ocr.parts.flatMap(({ part, member, pages }) =>
    pages.filter((page) => page.text.trim() !== '').map(({ page, text }) => ({ source: ocrSource(part, member, page), text })));
}

export function ocrSource(part: OcrFacts['parts'][number]['part'], member: string | null, page: number): TextSource {
  return { kind: 'attachment', part, page, ...(member === null ? {} : { member }), ocr: true };
}

/** File by file in the order of the letter, page by page in a file; a page's own text stands before its picture's. */
function inFiles(two: StageTwoFacts, own: readonly SourceText[], read: readonly SourceText[]): readonly SourceText[] {
  const places = two.attachments.flatMap(({ part, members }) => [placeName(part, null), ...members.map(({ path }) => placeName(part, path))]);
  const order = new Map(places.map((name, index) => [name, index]));
  const rank = ({ source }: SourceText): readonly [number, number] =>
    source.kind === 'attachment' ? [order.get(placeName(source.part, source.member ?? null)) ?? places.length, source.page ?? 0] : [-1, 0];
  return [...own.filter(({ source }) => source.kind === 'attachment'), ...read].sort((a, b) => {
    const [[fileA, pageA], [fileB, pageB]] = [rank(a), rank(b)];
    return fileA - fileB || pageA - pageB;
  });
}

function placeName(part: string, member: string | null): string {
  return `${part}\n${member ?? ''}`;
}

function isRead(source: TextSource): boolean {
  return source.kind === 'attachment' && source.ocr === true;
}

/** said of text that is not there, and untrue once it was read from the pictures */
function isSaidOfPictures(code: string): boolean {
  return code === 'pdfNoText' || code === 'pdfTextGarbled';
}
