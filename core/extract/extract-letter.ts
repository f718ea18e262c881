import { limits } from '../base/limits';
import { decodePart } from '../letter/decode-part';
import { findPart } from '../letter/find-part';
import { parseLetter } from '../letter/parse-letter';
import type { Problem } from '../model/letter';
import { archiveKind } from './archives/open-archive';
import type { AttachmentLabel, AttachmentText } from './extract-attachment';
import { htmlToText } from './html-to-text';

/** Is it a letter, forwarded as a whole? Some senders label the file they saved as anything. */
export function isLetter({ name, contentType }: AttachmentLabel): boolean {
  return contentType === 'message/rfc822' || contentType === 'message/global' || /\.eml$/i.test(name);
}

/**
 * Texts of a letter that lies in another: its files first, for they are the documents, then its own words. Pages are
 * counted through all of them, at most limits.pdfPages.
 * @param read reads one attachment of the inner letter
 */
export async function extractLetter(bytes: Uint8Array, read: (bytes: Uint8Array, label: AttachmentLabel) => Promise<AttachmentText>): Promise<AttachmentText> {
  const { root, text, html, attachments, problems: its } = parseLetter(bytes);
  const texts: string[] = [];
  // what else is wrong with it is its own affair; that its words were converted concerns what is shown
  const problems: Problem[] = its.filter(({ code }) => code.startsWith('converted')).map(({ code }) => ({ code }));
  for (const info of attachments) {
    const part = findPart(root, info.part);
    if (part === null || texts.length >= limits.pdfPages) continue;
    const file = decodePart(bytes, part);
    // whether archives may be opened is decided over the whole letter they came with: here they are only named
    if (archiveKind(file) !== null) problems.push({ code: 'archiveUnknown', detail: info.name });
    const inner = await read(file, info);
    texts.push(...inner.pages.map((page) => page.text));
    problems.push(...inner.problems);
  }
  const own = text?.text ?? (html === null ? '' : htmlToText(html.text));
  if (own.trim() !== '') texts.push(own.slice(0, limits.recogniseChars));
  return { pages: texts.slice(0, limits.pdfPages).map((one, index) => ({ page: index + 1, text: one })), scans: [], signaturePresent: null, problems };
}
