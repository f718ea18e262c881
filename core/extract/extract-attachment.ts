import { limits } from '../base/limits';
import { invitationText } from '../calendar/invitation-text';
import { isCalendar, readInvitation } from '../calendar/read-invitation';
import { assertNever } from '../base/assert-never';
import { decodeText } from '../letter/charset';
import { sniffContent } from '../letter/sniff-content';
import type { Meeting } from '../model/document';
import type { Problem } from '../model/letter';
import type { ArchiveTools } from './archives/open-archive';
import type { Result } from '../base/result';
import { extractDocx } from './extract-docx';
import { extractLetter, isLetter } from './extract-letter';
import { extractOdf } from './extract-odf';
import { extractOle } from './extract-ole';
import { extractPdf } from './extract-pdf';
import { extractPptx } from './extract-pptx';
import { findDocxPictures } from './find-docx-pictures';
import type { SeenPicture } from './find-signature-pictures';
import { extractXlsx, sheetsText } from './extract-xlsx';
import { htmlToText } from './html-to-text';
import { officeText } from './office-lines';
import type { OfficeText } from './office-lines';
import { pictureScans } from './ocr/picture-scans';
import { openZip } from './open-zip';
import type { PdfEngine } from './pdf-engine';
import { rtfToText } from './rtf-to-text';

export interface ExtractTools extends ArchiveTools {
  /** null where the engine could not be started: PDF attachments are then a named problem */
  readonly pdf: PdfEngine | null;
}

export interface AttachmentLabel {
  readonly name: string;
  readonly contentType: string;
}

export interface AttachmentText {
  /** one entry per page of a PDF or text of a forwarded letter (from 1), one with page null for everything else; none where there is no text to read */
  readonly pages: readonly { readonly page: number | null; readonly text: string }[];
  /** pages (from 1) that are pictures without text of their own; a picture file has page 1 */
  readonly scans: readonly number[];
  /** a signature lies in the file; this version names it but does not check it */
  readonly signaturePresent: 'pdf' | 'ooxml' | null;
  /** a meeting that a calendar program asks to; absent: none, or it is called off */
  readonly meeting?: Meeting;
  /** pictures of seals and handwriting in a file without signature; absent: none, or it is signed */
  readonly pictures?: readonly SeenPicture[];
  readonly problems: readonly Problem[];
}

const nothing: AttachmentText = { pages: [], scans: [], signaturePresent: null, problems: [] };

function problem(code: string): AttachmentText {
  return { ...nothing, problems: [{ code }] };
}

function onePage(text: string): AttachmentText {
  const pages = text.trim() === '' ? [] : [{ page: null, text: text.slice(0, limits.recogniseChars) }];
  return { ...nothing, pages };
}

function officePage({ text, problems }: { readonly text: string; readonly problems: readonly Problem[] }): AttachmentText {
  return { ...onePage(text), problems };
}

/**
 * Text and structure of a decoded attachment: PDF text layer, Office files (DOCX, XLSX, PPTX, DOC, RTF, OpenDocument), plain text, HTML, a forwarded letter. What the bytes are decides, not the
 * label; images, archives and unknown content give no pages and no problem. Never throws on any
 * input; after the problem `pdfEngineFailed` the caller loads a new engine.
 */
export function extractAttachment(bytes: Uint8Array, label: AttachmentLabel, tools: ExtractTools): Promise<AttachmentText> {
  return extractAt(bytes, label, tools, 0);
}

async function extractAt(bytes: Uint8Array, label: AttachmentLabel, tools: ExtractTools, depth: number): Promise<AttachmentText> {
  if (bytes.length > limits.attachmentBytes) return problem('attachmentTooLarge');
  const sniffed = sniffContent(bytes);
  if (isLetter(label) && (sniffed === 'text' || sniffed === 'html' || sniffed === 'binary')) {
    return depth >= limits.mimeDepth ? nothing : extractLetter(bytes, (inner, its) => extractAt(inner, its, tools, depth + 1));
  }
  switch (sniffed) {
    case 'pdf':
      return tools.pdf === null ? problem('pdfEngineMissing') : fromPdf(tools.pdf, bytes);
    case 'ooxml':
    case 'ooxmlMacro':
      return await fromOoxml(bytes, tools.pdf);
    case 'text':
      if (isCalendar(textOf(bytes.subarray(0, 1024)))) return fromCalendar(bytes);
      return isTextual(label) ? officePage(officeText(textOf(bytes), new Set())) : nothing;
    case 'html':
      return officePage(officeText(htmlToText(textOf(bytes)), new Set()));
    case 'ole':
    case 'oleMacro':
      return fromOle(bytes, label.name);
    case 'empty':
      return problem('attachmentEmpty');
    case 'image':
      return { ...nothing, scans: pictureScans(bytes) };
    case 'rtf':
      return officePage(rtfToText(bytes));
    case 'odf':
      return officeResult(extractOdf(bytes));
    case 'zip':
    case 'archive':
    case 'program':
    case 'script':
    case 'shortcut':
    case 'diskImage':
    case 'binary':
      return nothing;
    default:
      return assertNever(sniffed);
  }
}

/** A trap inside WebAssembly is the file's doing: it is named, and the engine must be started anew by its owner. */
function tryPdf(engine: PdfEngine, bytes: Uint8Array): ReturnType<typeof extractPdf> | { readonly ok: false; readonly failure: 'pdfEngineFailed' } {
  try {
    return extractPdf(engine, bytes);
  } catch (cause) {
    if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
    return { ok: false, failure: 'pdfEngineFailed' };
  }
}

function fromPdf(engine: PdfEngine, bytes: Uint8Array): AttachmentText {
  const result = tryPdf(engine, bytes);
  if (!result.ok) return problem(result.failure);
  const { pages, scans, signatureCount, pictures, problems } = result.value;
  return { pages: pages.filter((page) => page.text.trim() !== ''), scans, signaturePresent: signatureCount > 0 ? 'pdf' : null, problems, ...(pictures.length === 0 ? {} : { pictures }) };
}

/** A picture that ends the engine is told by nobody: the text of the file is more than that. */
function docxPictures(engine: PdfEngine, bytes: Uint8Array): { readonly pictures?: readonly SeenPicture[]; readonly problems?: readonly Problem[] } {
  try {
    const pictures = findDocxPictures(engine, bytes);
    return pictures.length === 0 ? {} : { pictures };
  } catch (cause) {
    if (!(cause instanceof WebAssembly.RuntimeError)) throw cause;
    return { problems: [{ code: 'pdfEngineFailed' }] };
  }
}

async function fromOoxml(bytes: Uint8Array, engine: PdfEngine | null): Promise<AttachmentText> {
  const opened = openZip(bytes, () => false);
  if (!opened.ok) return problem(opened.failure);
  const signaturePresent = opened.value.names.some((name) => name.startsWith('_xmlsignatures/')) ? 'ooxml' : null;
  const { names } = opened.value;
  if (names.includes('word/document.xml')) {
    const result = await extractDocx(bytes);
    if (!result.ok) return { ...problem(result.failure), signaturePresent };
    const page = officePage(result.value);
    if (signaturePresent !== null || engine === null) return { ...page, signaturePresent };
    const { problems = [], ...seen } = docxPictures(engine, bytes);
    return { ...page, signaturePresent, ...seen, problems: [...page.problems, ...problems] };
  }
  if (names.includes('xl/workbook.xml')) return { ...fromXlsx(bytes), signaturePresent };
  if (names.includes('ppt/presentation.xml')) return { ...officeResult(extractPptx(bytes)), signaturePresent };
  return { ...nothing, signaturePresent };
}

function fromXlsx(bytes: Uint8Array): AttachmentText {
  const book = extractXlsx(bytes);
  if (!book.ok) return problem(book.failure);
  const { text, cut } = sheetsText(book.value.sheets);
  const read = officeText(text, new Set(book.value.encodings));
  return officePage(cut || book.value.cut ? { ...read, problems: [...read.problems, { code: 'sheetTruncated' }] } : read);
}

function fromOle(bytes: Uint8Array, name: string): AttachmentText {
  const read = extractOle(bytes);
  // what a program wrote as DOCX and is none any more was given a password
  return !read.ok && isOoxmlName(name) ? problem('zipEncrypted') : officeResult(read);
}

function officeResult(read: Result<OfficeText, string>): AttachmentText {
  return read.ok ? officePage(read.value) : problem(read.failure);
}

/** RFC 5545, 3.1.4: a calendar object is UTF-8, but older Outlooks write their own code page. */
function fromCalendar(bytes: Uint8Array): AttachmentText {
  const read = readInvitation(textOf(bytes));
  if (!read.ok) return problem(read.failure);
  const { meeting, isCancelled, isAnswer } = read.value;
  const page = onePage(invitationText(read.value));
  return meeting.at === null || isCancelled || isAnswer ? page : { ...page, meeting };
}

function textOf(bytes: Uint8Array): string {
  return decodeText(bytes.subarray(0, limits.bodyTextBytes), null).replace(/\r\n?/g, '\n').replace(/\0/g, '');
}

function isTextual(label: AttachmentLabel): boolean {
  return label.contentType.startsWith('text/') || /\.(?:txt|csv|md|log|text)$/i.test(label.name);
}

function isOoxmlName(name: string): boolean {
  return /\.(?:docx|xlsx|pptx)$/i.test(name);
}
