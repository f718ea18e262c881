import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { objectStore } from './object-store';
import type { PdfOddity } from './oddities';
import { ascii, indexOfWord, isBreak, isSpace, lastIndexOfWord, PdfSyntaxError, readUnsigned, skipSpace, soughtWord, startsWith } from './pdf-bytes';
import type { PdfFile } from './pdf-model';
import { integerOf, locateSection, readXrefSection } from './read-xref';
import type { XrefSection } from './read-xref';
import { rebuiltSection } from './rebuild-xref';
import { buildRevisions } from './revisions';
import type { RevisionSections } from './revisions';

/** `notPdf`: no header and no cross-reference; `damaged`: no page tree can be reached */
export type PdfFailure = 'notPdf' | 'damaged';

const sought = { header: soughtWord('%PDF-'), anyHeader: soughtWord('%PDF'), startxref: soughtWord('startxref'), eof: soughtWord('%%EOF') };
const eofWord = ascii('%%EOF');
const startxrefWord = ascii('startxref');

interface EndMark {
  /** what `startxref` says */
  readonly target: number;
  /** offset of the word `startxref` */
  readonly at: number;
  /** after %%EOF; null where it is missing */
  readonly marked: number | null;
  /** after the end of line that follows it */
  readonly end: number;
}

function readEndMark(bytes: Uint8Array, at: number): EndMark | null {
  // a word of its own: readers that look for words pass over any other
  if (!startsWith(bytes, startxrefWord, at, bytes.length) || !isBreak(bytes[at - 1]) || !isSpace(bytes[at + startxrefWord.length])) return null;
  const target = readUnsigned(bytes, skipWhite(bytes, at + 9), bytes.length);
  if (target === null) return null;
  const eof = skipWhite(bytes, target.end);
  if (!startsWith(bytes, eofWord, eof, bytes.length)) return { target: target.value, at, marked: null, end: target.end };
  let end = eof + 5;
  if (bytes[end] === 13) end += 1;
  if (bytes[end] === 10) end += 1;
  return { target: target.value, at, marked: eof + 5, end };
}

function skipWhite(bytes: Uint8Array, at: number): number {
  let next = at;
  while (isSpace(bytes[next])) next += 1;
  return next;
}

function lastEndMark(bytes: Uint8Array): EndMark | null {
  const near = lastIndexOfWord(bytes, sought.startxref, Math.max(0, bytes.length - limits.pdfTailBytes), bytes.length);
  const at = near >= 0 ? near : lastIndexOfWord(bytes, sought.startxref, 0, bytes.length);
  return at < 0 ? null : readEndMark(bytes, at);
}

/** The end mark an older section was written with: the first `startxref` behind it that names `head`. */
function endMarkAfter(bytes: Uint8Array, sectionEnd: number, before: number, head: number, shift: number): EndMark | null {
  const limit = Math.min(before, sectionEnd + limits.pdfEndMarkBytes);
  let at = skipSpace(bytes, sectionEnd, limit);
  for (let tries = 0; tries < 3; tries += 1) {
    const mark = readEndMark(bytes, at);
    if (mark !== null && mark.marked !== null && mark.end <= before && Math.abs(mark.target + shift - head) <= limits.pdfXrefSlipBytes) return mark;
    at = indexOfWord(bytes, sought.startxref, at + 1, limit);
    if (at < 0) return null;
  }
  return null;
}

/** All sections, newest first. */
function readChain(bytes: Uint8Array, target: number, shift: number): readonly XrefSection[] | null {
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  const budget = { left: limits.pdfObjects, bytes: limits.pdfWorkBytes };
  let next: number | null = target + shift;
  try {
    while (next !== null) {
      const located = locateSection(bytes, next, bytes.length);
      if (located === null || seen.has(located) || sections.length >= limits.pdfSections) return null;
      seen.add(located);
      const section: XrefSection = readXrefSection(bytes, located, bytes.length, shift, budget);
      sections.push(located === skipWhite(bytes, next) ? section : { ...section, oddities: [...section.oddities, 'startxrefOff'] });
      const previous = integerOf(section.trailer.entries.get('Prev'));
      // /Prev 0 is how some producers write that there is none
      next = previous === null || previous <= 0 ? null : previous + shift;
    }
  } catch (cause) {
    if (!(cause instanceof PdfSyntaxError)) throw cause;
    return null;
  }
  return sections;
}

/**
 * Sections that make one revision together: a section whose /Prev lies behind it was written with it (a linearized file has its first
 * page's section at the beginning, Annex F).
 */
function groupSections(sections: readonly XrefSection[]): readonly (readonly XrefSection[])[] {
  const groups: XrefSection[][] = [];
  for (const [index, section] of sections.entries()) {
    const newer = sections[index - 1];
    if (newer !== undefined && section.offset > newer.offset) groups[groups.length - 1]?.push(section);
    else groups.push([section]);
  }
  return groups;
}

function spansOf(sections: readonly XrefSection[]): RevisionSections['spans'] {
  return sections.flatMap(({ spans }) => spans);
}

/** Newest first in, oldest first out; a group whose end is not marked joins the next newer one. */
function revisionsOf(bytes: Uint8Array, chain: readonly XrefSection[], last: EndMark, shift: number): readonly RevisionSections[] {
  const revisions: RevisionSections[] = [];
  let before = bytes.length;
  for (const [index, group] of groupSections(chain).entries()) {
    const head = group[0];
    if (head === undefined) continue;
    const ends = Math.max(...group.map(({ end }) => end));
    const mark = index === 0 ? last : endMarkAfter(bytes, ends, before, head.offset, shift);
    const newer = revisions[revisions.length - 1];
    const oddities: PdfOddity[] = [...new Set(group.flatMap((section) => section.oddities))];
    if (newer !== undefined && (mark === null || mark.end >= newer.end || ends > mark.at)) {
      revisions[revisions.length - 1] = { ...newer, sections: [...newer.sections, ...group], spans: [...newer.spans, ...spansOf(group)], oddities: [...newer.oddities, ...oddities, 'revisionWithoutEnd'] };
      continue;
    }
    if (mark === null) continue;
    revisions.push({ sections: group, end: mark.end, marked: mark.marked, spans: [...spansOf(group), [mark.at, mark.end]], oddities });
    before = mark.at;
  }
  return revisions.reverse();
}

function headerAt(bytes: Uint8Array): number {
  return indexOfWord(bytes, sought.header, 0, Math.min(bytes.length, limits.pdfHeaderBytes + 5));
}

/** Says what is missing or left over at the end of the file. */
function withTail(bytes: Uint8Array, revisions: readonly RevisionSections[]): readonly RevisionSections[] {
  const last = revisions[revisions.length - 1];
  if (last === undefined) return revisions;
  const rest = skipWhite(bytes, last.end);
  const oddities: PdfOddity[] = [...last.oddities];
  if (last.marked === null) oddities.push('noEndMark');
  if (rest < bytes.length) oddities.push('bytesAfterEnd');
  return [...revisions.slice(0, -1), { ...last, oddities }];
}

function openByXref(bytes: Uint8Array, header: number): PdfFile | null {
  const last = lastEndMark(bytes);
  if (last === null) return null;
  const chains = (header > 0 ? [header, 0] : [0]).flatMap((shift) => {
    const sections = readChain(bytes, last.target, shift);
    return sections === null ? [] : [{ shift, sections, exact: sections.every(({ oddities }) => !oddities.includes('startxrefOff')) }];
  });
  const isAmbiguous = indexOfWord(bytes, sought.anyHeader, 0, Math.min(bytes.length, limits.pdfHeaderBytes + 5)) !== header;
  // offsets are counted from the header where a reader finds one , as PDFium does; producers count from the first byte too
  for (const { shift, sections } of [...chains.filter(({ exact }) => exact), ...chains.filter(({ exact }) => !exact)]) {
    const revisions = withTail(bytes, revisionsOf(bytes, sections, last, shift));
    const late: readonly PdfOddity[] = header > 0 ? ['headerOffset'] : [];
    const ambiguous: readonly PdfOddity[] = isAmbiguous || (header > 0 && shift === 0) ? ['headerAmbiguous'] : [];
    const file = fileOf(bytes, revisions.map((revision, index) => ({ ...revision, oddities: [...revision.oddities, ...(index === 0 ? late : []), ...ambiguous] })));
    if (file !== null) return file;
  }
  return null;
}

/** null where no catalog can be reached, which is no file a reader could show */
function fileOf(bytes: Uint8Array, sections: readonly RevisionSections[]): PdfFile | null {
  const revisions = buildRevisions(bytes, sections, objectStore(bytes));
  const last = revisions[revisions.length - 1];
  if (last === undefined) return null;
  const encrypted = revisions.some(({ trailer }) => trailer.entries.has('Encrypt'));
  const root = last.resolve(last.trailer.entries.get('Root'));
  // the catalog of an encrypted file may lie in an object stream, which is encrypted too
  return root.kind === 'dictionary' || (encrypted && last.trailer.entries.has('Root')) ? { bytes, revisions, encrypted } : null;
}

/**
 * Opens a PDF by its cross-reference; where that is unusable, by searching for objects, which is named (`rebuilt`) because every reader
 * then finds its own. Nothing is parsed but cross-references until it is asked for. Never throws on content.
 */
export function openPdf(bytes: Uint8Array): Result<PdfFile, PdfFailure> {
  const header = headerAt(bytes);
  const file = openByXref(bytes, header);
  if (file !== null) return ok(file);
  const rebuilt = rebuiltSection(bytes);
  if (rebuilt === null) return fail(header < 0 ? 'notPdf' : 'damaged');
  const found = fileOf(bytes, [{ sections: [rebuilt], end: bytes.length, marked: null, spans: [], oddities: ['rebuilt'] }]);
  return found === null ? fail(header < 0 ? 'notPdf' : 'damaged') : ok(found);
}
