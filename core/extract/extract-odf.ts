import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { joinLines, officeText } from './office-lines';
import type { OfficeText } from './office-lines';
import { openZip } from './open-zip';
import type { ZipFailure } from './open-zip';
import { attributeOf, xmlTokens } from './xml-tokens';

/** Elements whose text is not part of what is shown (ODF 1.2 part 1): comments, notes at the foot, what was deleted, forms. */
const unseen = new Set(['annotation', 'tracked-changes', 'note', 'forms', 'automatic-styles', 'font-face-decls', 'scripts', 'settings']);

/** Text of an OpenDocument file (ODT, ODS, ODP): paragraphs and table rows as lines, cells divided by tabs. */
export function extractOdf(bytes: Uint8Array): Result<OfficeText, ZipFailure | 'officeBroken' | 'officeEncrypted'> {
  const opened = openZip(bytes, (name) => name === 'content.xml' || name === 'META-INF/manifest.xml');
  if (!opened.ok) return opened;
  const read = (name: string): string => new TextDecoder().decode(opened.value.contents.get(name));
  if (/<[\w.-]{0,40}:?encryption-data[\s/>]/.test(read('META-INF/manifest.xml'))) return fail('officeEncrypted');
  if (!opened.value.contents.has('content.xml')) return fail('officeBroken');
  return ok(contentText(read('content.xml')));
}

function contentText(xml: string): OfficeText {
  const lines: string[] = [];
  let line = '';
  let size = 0;
  let skipped = 0;
  let paragraphs = 0;
  let rows = 0;
  let cells = 0;
  const close = (): void => {
    lines.push(line);
    line = '';
  };
  for (const token of xmlTokens(xml)) {
    if (size > limits.recogniseChars) break;
    if (token.kind === 'text') {
      // outside of paragraphs stand only the blanks the writer indents with
      if (skipped > 0 || paragraphs === 0) continue;
      const text = token.text.replace(/\s+/gu, ' ');
      line += text;
      size += text.length;
      continue;
    }
    const opens = token.kind === 'open';
    const empty = token.kind === 'open' && token.empty;
    if (unseen.has(token.name)) {
      if (!empty) skipped = Math.max(0, skipped + (opens ? 1 : -1));
      continue;
    }
    if (skipped > 0) continue;
    switch (token.name) {
      case 'p':
      case 'h':
        if (!empty) paragraphs = Math.max(0, paragraphs + (opens ? 1 : -1));
        if (empty || !opens) {
          if (rows === 0) close();
          else line += ' ';
        }
        break;
      case 'tab':
        if (opens) line += '\t';
        break;
      case 'line-break':
        if (opens) close();
        break;
      case 's':
        if (token.kind === 'open') line += ' '.repeat(Math.min(Math.max(Number(attributeOf(token.attributes, 'c') ?? '1') || 1, 1), 200));
        break;
      case 'table-row':
        if (!empty) rows = Math.max(0, rows + (opens ? 1 : -1));
        cells = 0;
        if (!opens) close();
        break;
      case 'table-cell':
        if (opens && cells++ > 0) line += '\t';
        break;
      default:
    }
  }
  close();
  return officeText(joinLines(lines), new Set(), size > limits.recogniseChars);
}
