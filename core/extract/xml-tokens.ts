/** A piece of XML. Names are local: prefixes are the writer's choice. `attributes`: as written, read with `attributeOf`. */
export type XmlToken =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'text'; readonly text: string };

const named: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);

/** Entities of XML itself; a document's own (and so their expansion without end) are never looked up. */
export function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return named.get(name) ?? whole;
    const code = Number.parseInt(decimal ?? hex ?? '', decimal === undefined ? 16 : 10);
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) ? String.fromCodePoint(code) : '';
  });
}

const longestTag = 8192;

/**
 * Tags and texts of the XML inside Office files, in order and without going back; what is malformed is passed over. No tree, no document types,
 * no namespaces: the parts read with it are written by programs.
 */
export function* xmlTokens(xml: string): Generator<XmlToken> {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const textEnd = tag === -1 ? xml.length : tag;
    if (textEnd > at) yield { kind: 'text', text: unescapeXml(xml.slice(at, textEnd)) };
    if (tag === -1) return;
    if (xml.startsWith('<!--', tag)) {
      const end = xml.indexOf('-->', tag + 4);
      at = end === -1 ? xml.length : end + 3;
    } else if (xml.startsWith('<![CDATA[', tag)) {
      const end = xml.indexOf(']]>', tag + 9);
      yield { kind: 'text', text: xml.slice(tag + 9, end === -1 ? xml.length : end) };
      at = end === -1 ? xml.length : end + 3;
    } else {
      const end = xml.indexOf('>', tag);
      if (end === -1) return;
      at = end + 1;
      const inside = xml.slice(tag + 1, Math.min(end, tag + longestTag));
      const match = /^(\/?)(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,60})/.exec(inside);
      const name = match?.[2];
      if (match === null || name === undefined) continue;
      if (match[1] === '/') yield { kind: 'close', name };
      else yield { kind: 'open', name, attributes: inside.slice(match[0].length), empty: inside.endsWith('/') };
    }
  }
}

/** Value of an attribute by its local name; null where there is none. */
export function attributeOf(attributes: string, name: string): string | null {
  // the closing quote is looked for by itself: a pattern that does so tries again behind every quote
  const opening = /(?<![\w.-])([\w.-]{1,60})\s{0,4}=\s{0,4}(["'])/g;
  for (let match = opening.exec(attributes); match !== null; match = opening.exec(attributes)) {
    const end = attributes.indexOf(match[2] ?? '"', opening.lastIndex);
    if (end < 0) return null;
    if (match[1] === name) return unescapeXml(attributes.slice(opening.lastIndex, end));
    opening.lastIndex = end + 1;
  }
  return null;
}
