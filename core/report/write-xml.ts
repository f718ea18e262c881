/** An element as text, its content escaped already. */
export interface Xml {
  readonly xml: string;
}

type Content = Xml | string | number | boolean | null;

/** XML 1.0 2.2: all that no document may hold, even as a reference; a name in a certificate may hold anything. */
const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Lone surrogates are among them. */
function escape(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"'\r]/g, (one) => `&#${one.charCodeAt(0)};`);
}

/** @param content children in their order; a null is left out, text is escaped */
export function element(name: string, attributes: Readonly<Record<string, string>> = {}, ...content: readonly Content[]): Xml {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`).join('');
  const inner = content.map((one) => (one === null ? '' : typeof one === 'object' ? one.xml : escape(String(one)))).join('');
  return { xml: inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>` };
}

export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}
