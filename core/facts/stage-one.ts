import { htmlToText } from '../extract/html-to-text';
import { parseLetter } from '../letter/parse-letter';
import { limits } from '../base/limits';
import type { SourceText } from '../model/document';
import type { StageOneFacts } from '../model/facts';
import type { ParsedLetter } from '../model/letter';
import { readNotice } from '../notice/read-notice';
import { readSigned } from '../notice/read-signed';
import { recognise } from '../recognise/recognise';
import { coreVersion } from './core-version';
import { looksSigned, openContent, type LetterContent } from './open-content';

/** First stage of ingest: structure, header, texts and what they say. Attachments stay closed. */
export async function stageOne(raw: Uint8Array, opened: LetterContent | null = null): Promise<StageOneFacts> {
  const content = opened ?? (await openContent(raw));
  const { parsed } = content;
  const sources = bodySources(parsed);
  return {
    coreVersion,
    header: parsed.header,
    text: parsed.text,
    html: parsed.html,
    attachments: parsed.attachments,
    recognition: recognise(sources),
    sources,
    signed: content.wrapped || looksSigned(content.wrapped ? parseLetter(raw) : parsed),
    notice: (await readSigned(content.bytes, parsed)) ?? readNotice(content.bytes, parsed),
    problems: parsed.problems,
  };
}

/** Subject, body and attachment names, in the order a clerk would trust them. */
export function bodySources(parsed: ParsedLetter): readonly SourceText[] {
  const sources: SourceText[] = [];
  if (parsed.header.subject !== '') sources.push({ source: { kind: 'subject' }, text: parsed.header.subject });
  const plain = parsed.text?.text.trim() ?? '';
  if (parsed.text && plain !== '') {
    sources.push({ source: { kind: 'body', part: parsed.text.part }, text: parsed.text.text.slice(0, limits.recogniseChars) });
  }
  if (parsed.html) {
    const text = htmlToText(parsed.html.text).slice(0, limits.recogniseChars);
    // "see the HTML version" is no body: where the alternatives differ that much, both are read
    if (plain === '' || text.trim().length > 2 * plain.length + 200) sources.push({ source: { kind: 'body', part: parsed.html.part }, text });
  }
  for (const attachment of parsed.attachments) {
    if (!attachment.inline) sources.push({ source: { kind: 'attachmentName', part: attachment.part }, text: attachment.name });
  }
  return sources;
}
