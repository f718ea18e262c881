import { limits } from '../base/limits';
import type { LetterPart, LetterText, ParsedLetter, Problem } from '../model/letter';
import { decodeText } from './charset';
import { chooseBodies } from './choose-bodies';
import { decodePart } from './decode-part';
import { fontNote, readFontText } from './font-encoding';
import type { FontText } from './font-encoding';
import { readFontHtml } from './font-html';
import { unflow } from './format-flowed';
import { headerOf } from './parse-header-block';
import { safeName } from './safe-name';
import { scanLetter } from './scan-letter';

/**
 * First stage of reading a letter: header, structure, texts, list of attachments. Synchronous; attachments are not
 * decoded. Also takes an inner entity (the content of an opaque S/MIME letter): part numbers then count within it.
 * Always returns a letter; what was wrong is in problems. Opaque S/MIME and encrypted parts stay attachments here.
 */
export function parseLetter(raw: Uint8Array): ParsedLetter {
  const scan = scanLetter(raw);
  const choice = chooseBodies(scan.root);
  const problems: Problem[] = [...scan.problems];
  const text = choice.text === null ? null : readText(raw, choice.text, problems);
  const html = choice.html === null ? null : readText(raw, choice.html, problems);
  const header = headerOf(scan.fields);
  if (header.from.length > 1) problems.push({ code: 'severalFrom' });
  return {
    header,
    root: scan.root,
    text,
    html,
    attachments: choice.attachments.map(({ part, inline }) => ({
      part: part.id,
      name: safeName(part.filename ?? nameOfMessage(raw, part), part.contentType),
      contentType: part.contentType,
      encodedSize: part.end - part.bodyStart,
      inline,
      ...(part.contentId !== null && part.contentType.startsWith('image/') ? { contentId: part.contentId } : {}),
    })),
    problems,
  };
}

/** A forwarded letter is listed by its subject, as mail readers do. */
function nameOfMessage(raw: Uint8Array, part: LetterPart): string | null {
  const inner = part.children[0];
  if (part.contentType !== 'message/rfc822' || inner === undefined) return null;
  const { subject } = headerOf(scanLetter(raw.subarray(inner.start, inner.bodyStart)).fields);
  return subject === '' ? null : `${subject}.eml`;
}

/** Decoded text of a text part: charset as declared or found, LF, NFC, flowed lines joined, Vietnamese font encodings in Unicode. */
export function readText(raw: Uint8Array, part: LetterPart, problems: Problem[] = []): LetterText {
  const cut = part.end - part.bodyStart > limits.bodyTextBytes;
  if (cut) problems.push({ code: 'textTruncated', part: part.id });
  const bytes = decodePart(raw, cut ? { ...part, end: part.bodyStart + limits.bodyTextBytes } : part);
  const label = part.params['charset'] ?? (part.contentType === 'text/html' ? metaCharset(bytes) : null);
  const lines = decodeText(bytes, label).replace(/\r\n?/g, '\n').replace(/\0/g, '');
  const flowed = part.contentType === 'text/plain' && part.params['format']?.toLowerCase() === 'flowed';
  const text = (flowed ? unflow(lines, part.params['delsp']?.toLowerCase() === 'yes') : lines).normalize('NFC');
  const read = part.contentType === 'text/html' ? htmlAsText(text) : readFontText(text);
  if (read.encoding !== null) problems.push({ code: fontNote(read.encoding), part: part.id });
  return { part: part.id, text: read.text };
}

function htmlAsText(text: string): FontText {
  const { html, encoding } = readFontHtml(text);
  return { text: html, encoding };
}

/** HTML without a charset parameter says it inside, within its first kilobyte (HTML standard, 13.2.3.2). */
function metaCharset(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 1024));
  return /<meta[^<>]{0,200}charset\s{0,20}=\s{0,20}["']?([A-Za-z0-9_:.-]{2,40})/i.exec(head)?.[1] ?? null;
}
