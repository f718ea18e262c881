import { limits } from '../base/limits';
import type { Result } from '../base/result';
import { ok } from '../base/result';
import { textOfFont } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import { joinLines, officeText } from './office-lines';
import type { OfficeText } from './office-lines';
import { openZip } from './open-zip';
import type { ZipFailure } from './open-zip';
import { attributeOf, xmlTokens } from './xml-tokens';

const slide = /^ppt\/slides\/slide(\d{1,6})\.xml$/i;

const numberOf = (path: string): number => Number(slide.exec(path)?.[1] ?? '0');

/** Text of the slides of a PPTX in the order of their files, an empty line between slides; hidden slides and notes are left out. */
export function extractPptx(bytes: Uint8Array): Result<OfficeText, ZipFailure> {
  const opened = openZip(bytes, (name) => slide.test(name) && numberOf(name) <= limits.pptxSlides);
  if (!opened.ok) return opened;
  const encodings = new Set<FontEncoding>();
  const paths = [...opened.value.contents.keys()].sort((a, b) => numberOf(a) - numberOf(b));
  const slides = paths.map((path) => slideText(new TextDecoder().decode(opened.value.contents.get(path)), encodings));
  return ok(officeText(slides.filter((text) => text !== '').join('\n\n'), encodings));
}

function slideText(xml: string, encodings: Set<FontEncoding>): string {
  const lines: string[] = [];
  let line = '';
  let size = 0;
  let font: string | null = null;
  let inText = false;
  let cells = 0;
  const close = (): void => {
    lines.push(line);
    line = '';
  };
  for (const token of xmlTokens(xml)) {
    if (token.kind === 'text') {
      if (!inText) continue;
      const { text, encoding } = textOfFont(token.text, font);
      if (encoding !== null) encodings.add(encoding);
      line += text;
      size += text.length;
      if (size > limits.recogniseChars) break;
      continue;
    }
    const opens = token.kind === 'open';
    switch (token.name) {
      case 'sld':
        if (opens && /^(?:0|false)$/.test(attributeOf(token.attributes, 'show') ?? '')) return '';
        break;
      case 't':
        inText = opens && !token.empty;
        break;
      case 'r':
        font = null;
        break;
      case 'latin':
        if (opens) font = attributeOf(token.attributes, 'typeface');
        break;
      case 'br':
        if (opens) close();
        break;
      case 'tr':
        if (!opens) close();
        else cells = 0;
        break;
      case 'tc':
        if (opens && cells++ > 0) line += '\t';
        break;
      case 'p':
        // the paragraphs of a cell stay on the line of their row
        if (!opens && cells === 0) close();
        else if (!opens) line += ' ';
        break;
      case 'tbl':
        cells = 0;
        break;
      default:
    }
  }
  close();
  return joinLines(lines);
}
