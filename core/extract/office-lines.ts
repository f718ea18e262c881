import { limits } from '../base/limits';
import { fontNote, readFontText } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import type { Problem } from '../model/letter';

export interface OfficeText {
  /** NFC, lines as LF */
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Lines of a text without blanks at their ends or more than one empty line together. */
export function joinLines(lines: readonly string[]): string {
  return lines.join('\n').split('\n').map((line) => line.replace(/\u00a0/g, ' ').replace(/ ?\t ?/g, '\t').trimEnd()).join('\n').replace(/\n{3,}/g, '\n\n').trim();
}

/**
 * What is told of the text of an Office file. `encodings`: what runs were converted from by the names of their fonts; lines without such a name are
 * judged by their words.
 */
export function officeText(text: string, encodings: ReadonlySet<FontEncoding>, cut = false): OfficeText {
  const read = readFontText(text.normalize('NFC'));
  const all = new Set(encodings);
  if (read.encoding !== null) all.add(read.encoding);
  const problems: Problem[] = [...all].map((encoding) => ({ code: fontNote(encoding) }));
  if (cut || read.text.length > limits.recogniseChars) problems.push({ code: 'textTruncated' });
  return { text: read.text.slice(0, limits.recogniseChars), problems };
}
