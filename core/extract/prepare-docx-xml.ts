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

/**
 * Main XML part made ready for mammoth: hidden runs gone, and line breaks inside a paragraph turned into text, because
 * mammoth's raw text drops them and would glue the lines of a letterhead together.
 */
export function prepareDocxXml(xml: string): string {
  return withoutHiddenRuns(xml).replace(/<w:(?:br|cr)(?:\s[^<>]*)?\/>/g, '<w:t xml:space="preserve">&#10;</w:t>');
}
