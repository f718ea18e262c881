/** A read-only tree, as canonicalisation needs it: prefixes as written, declarations apart from attributes, parents known. */

export interface XmlAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  /** namespace; '' where it has none */
  readonly uri: string;
  /** normalised (XML 1.0, 3.3.3) */
  readonly value: string;
}

export interface XmlElement {
  readonly kind: 'element';
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly uri: string;
  /** without namespace declarations */
  readonly attributes: readonly XmlAttribute[];
  /** namespaces declared here, by prefix; '' is the default one, and '' as a value takes it away */
  readonly declared: ReadonlyMap<string, string>;
  readonly parent: XmlElement | null;
  readonly children: readonly XmlNode[];
}

export type XmlNode =
  | XmlElement
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'comment'; readonly text: string }
  | { readonly kind: 'instruction'; readonly target: string; readonly text: string };

export interface XmlDocument {
  readonly kind: 'document';
  readonly root: XmlElement;
  /** the root, and comments and instructions before and after it */
  readonly children: readonly XmlNode[];
}

export const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

export function elementsOf(node: XmlElement | XmlDocument): readonly XmlElement[] {
  return node.children.filter((child) => child.kind === 'element');
}

export function isNamed(element: XmlElement, uri: string, local: string): boolean {
  return element.uri === uri && element.local === local;
}

export function childrenNamed(parent: XmlElement, uri: string, local: string): readonly XmlElement[] {
  return elementsOf(parent).filter((child) => isNamed(child, uri, local));
}

/** Value of an attribute without namespace; null where there is none. */
export function attributeOf(element: XmlElement, local: string): string | null {
  return element.attributes.find((attribute) => attribute.uri === '' && attribute.local === local)?.value ?? null;
}

/**
 * Text of an element that holds nothing else; null where it does. A comment in a digest splits it for readers that take the first text
 * only: such a value has two meanings, hence none.
 */
export function plainTextOf(element: XmlElement): string | null {
  let text = '';
  for (const child of element.children) {
    if (child.kind !== 'text') return null;
    text += child.text;
  }
  return text;
}

/** The element and everything below it, in document order; without recursion, for depth is the sender's choice. */
export function* descendantsOf(apex: XmlElement): Generator<XmlElement> {
  const waiting: XmlElement[] = [apex];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    yield element;
    for (let index = element.children.length - 1; index >= 0; index -= 1) {
      const child = element.children[index];
      if (child?.kind === 'element') waiting.push(child);
    }
  }
}

/** Is `element` the apex itself or below it? By identity: an id says nothing about the place. */
export function isWithin(element: XmlElement, apex: XmlElement): boolean {
  for (let at: XmlElement | null = element; at !== null; at = at.parent) if (at === apex) return true;
  return false;
}

/** Namespaces in scope at an element, by prefix; without `xml` and without those taken away. */
export function namespacesAt(element: XmlElement): ReadonlyMap<string, string> {
  const line: XmlElement[] = [];
  for (let at: XmlElement | null = element; at !== null; at = at.parent) line.push(at);
  const scope = new Map<string, string>();
  for (const each of line.reverse()) {
    for (const [prefix, uri] of each.declared) {
      if (uri === '') scope.delete(prefix);
      else scope.set(prefix, uri);
    }
  }
  scope.delete('xml');
  return scope;
}
