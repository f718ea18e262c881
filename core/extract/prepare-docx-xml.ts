import { textOfFont } from '../letter/font-encoding';
import type { FontEncoding } from '../letter/font-tables';
import { attributeOf, unescapeXml } from './xml-tokens';

const run = /<w:r(?=[\s>])|<\/w:r>|<w:(?:vanish|webHidden)(?:\s*\/>|\s+w:val="(?:1|true|on)"\s*\/>)|<w:pPr(?=[\s>])|<\/w:pPr>/g;

/**
 * Hidden runs are cut before reading: what Word does not show must not be recognised. One pass over run tags; a run
 * inside a hidden run (a text box) goes with it. A hidden paragraph mark (inside w:pPr) hides no text.
 */
function withoutHiddenRuns(xml: string): string {
  const kept: string[] = [];
  const open: { readonly start: number; hidden: boolean }[] = [];
  let from = 0;
  let inParagraphProperties = false;
  for (const match of xml.matchAll(run)) {
    const tag = match[0];
    if (tag === '<w:pPr') inParagraphProperties = true;
    else if (tag === '</w:pPr>') inParagraphProperties = false;
    else if (tag === '<w:r') open.push({ start: match.index, hidden: false });
    else if (tag === '</w:r>') {
      const closed = open.pop();
      if (closed?.hidden === true && closed.start >= from) {
        kept.push(xml.slice(from, closed.start));
        from = match.index + tag.length;
      }
    } else if (!inParagraphProperties) {
      const current = open.at(-1);
      if (current !== undefined) current.hidden = true;
    }
  }
  kept.push(xml.slice(from));
  return kept.join('');
}

const fontToken = /<w:r(?=[\s>])[^<>]*>|<\/w:r>|<w:rFonts\b[^<>]*>|<w:t(?=[\s>])[^<>]*>[^<]*/g;

/**
 * Text of runs in old Vietnamese fonts (.VnTime, VNI-Times) in Unicode. A run without a font of its own takes one from its style: that is left to whoever
 * judges lines by their words.
 */
function inUnicode(xml: string, encodings: Set<FontEncoding>): string {
  if (!/<w:rFonts\b[^>]{0,300}"(?:\.Vn|VNI)/i.test(xml)) return xml;
  const fonts: (string | null)[] = [];
  return xml.replace(fontToken, (token) => {
    if (token.startsWith('<w:rFonts')) {
      if (fonts.length > 0) fonts[fonts.length - 1] = attributeOf(token, 'ascii') ?? attributeOf(token, 'hAnsi');
    } else if (token === '</w:r>') fonts.pop();
    else if (!token.startsWith('<w:t')) fonts.push(null);
    else {
      const start = token.indexOf('>') + 1;
      const { text, encoding } = textOfFont(unescapeXml(token.slice(start)), fonts.at(-1) ?? null);
      if (encoding === null) return token;
      encodings.add(encoding);
      return token.slice(0, start) + text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
    }
    return token;
  });
}

/**
 * Main XML part made ready for mammoth: hidden runs gone, old Vietnamese fonts in Unicode (`encodings` learns which), and line breaks inside a paragraph turned into text, because
 * mammoth's raw text drops them and would glue the lines of a letterhead together.
 */
export function prepareDocxXml(xml: string, encodings: Set<FontEncoding>): string {
  return inUnicode(withoutHiddenRuns(xml), encodings).replace(/<w:(?:br|cr)(?:\s[^<>]*)?\/>/g, '<w:t xml:space="preserve">&#10;</w:t>');
}
