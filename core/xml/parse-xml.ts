import { SaxesParser } from 'saxes';
import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';
import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { decodeXml } from './decode-xml';
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './xml-node';

export type XmlFailure = 'malformed' | 'encoding' | 'doctype' | 'tooLarge' | 'tooDeep' | 'version';

/** Thrown inside this file only, to stop the parser where it stands. */
class Stop extends Error {
  constructor(readonly failure: XmlFailure) {
    super(failure);
  }
}

/** most elements declare nothing */
const noNames: ReadonlyMap<string, string> = new Map();

interface OpenElement {
  readonly element: XmlElement;
  readonly children: XmlNode[];
}

class TreeBuilder {
  private readonly open: OpenElement[] = [];
  private readonly top: XmlNode[] = [];
  private root: XmlElement | null = null;
  private nodes = 0;
  private attributes = 0;
  private steps = 0;
  private inTag = 0;

  countAttribute(name: string, value: string): void {
    // the parser trims names of namespaces; others do not, and to them it is another namespace
    if ((name === 'xmlns' || name.startsWith('xmlns:')) && value !== value.trim()) throw new Stop('malformed');
    this.inTag += 1;
    this.attributes += 1;
    if (this.inTag > limits.xmlElementAttributes || this.attributes > limits.xmlAttributes) throw new Stop('tooLarge');
  }

  private countNode(): void {
    this.nodes += 1;
    if (this.nodes > limits.xmlElements) throw new Stop('tooLarge');
  }

  /** Before the names of a tag are looked up: that takes as many steps as elements are open, for each name. */
  startTag(): void {
    this.inTag = 0;
    this.countNode();
    if (this.open.length >= limits.xmlDepth) throw new Stop('tooDeep');
  }

  openTag(tag: SaxesTagNS): void {
    const written = Object.values(tag.attributes) as readonly SaxesAttributeNS[];
    this.steps += (this.open.length + 1) * (written.length + 1);
    if (this.steps > limits.xmlSteps) throw new Stop('tooLarge');
    const attributes: XmlAttribute[] = [];
    for (const { name, prefix, local, uri, value } of written) {
      if (prefix !== 'xmlns' && name !== 'xmlns') attributes.push({ name, prefix, local, uri, value });
    }
    const names = written.length === 0 ? [] : Object.entries(tag.ns);
    const children: XmlNode[] = [];
    const parent = this.open.at(-1);
    const element: XmlElement = {
      kind: 'element', name: tag.name, prefix: tag.prefix, local: tag.local, uri: tag.uri, attributes,
      declared: names.length === 0 ? noNames : new Map(names), parent: parent?.element ?? null, children,
    };
    if (parent === undefined) this.root = element;
    this.add(element);
    this.open.push({ element, children });
  }

  closeTag(): void {
    this.open.pop();
  }

  add(node: XmlNode): void {
    // comments and instructions are nodes as well, and cheap to write
    if (node.kind === 'comment' || node.kind === 'instruction') this.countNode();
    const siblings = this.open.at(-1)?.children ?? this.top;
    const last = siblings.at(-1);
    // character data and CDATA sections are one text to the data model of XPath
    if (node.kind === 'text' && last?.kind === 'text') siblings[siblings.length - 1] = { kind: 'text', text: last.text + node.text };
    else if (node.kind !== 'text' || (node.text !== '' && this.open.length > 0)) siblings.push(node);
  }

  document(): XmlDocument {
    if (this.root === null) throw new Stop('malformed');
    return { kind: 'document', root: this.root, children: this.top };
  }
}

function build(text: string): XmlDocument {
  const tree = new TreeBuilder();
  const parser = new SaxesParser({ xmlns: true, position: false });
  const stop = (failure: XmlFailure) => (): never => {
    throw new Stop(failure);
  };
  parser.on('error', stop('malformed'));
  // no document types: neither entities, nor default attributes, nor anything fetched (XXE, entity bombs)
  parser.on('doctype', stop('doctype'));
  parser.on('xmldecl', ({ version }) => {
    if (version !== undefined && version !== '1.0') throw new Stop('version');
  });
  parser.on('opentagstart', () => tree.startTag());
  parser.on('attribute', ({ name, value }) => tree.countAttribute(name, value));
  parser.on('opentag', (tag) => tree.openTag(tag));
  parser.on('closetag', () => tree.closeTag());
  parser.on('text', (content) => tree.add({ kind: 'text', text: content }));
  parser.on('cdata', (content) => tree.add({ kind: 'text', text: content }));
  parser.on('comment', (content) => tree.add({ kind: 'comment', text: content }));
  parser.on('processinginstruction', ({ target, body }) => tree.add({ kind: 'instruction', target, text: body }));
  parser.write(text).close();
  return tree.document();
}

/** A well-formed XML 1.0 file with namespaces, without document type, within the `xml…` limits. Never throws. */
export function parseXml(bytes: Uint8Array): Result<XmlDocument, XmlFailure> {
  if (bytes.length > limits.xmlBytes) return fail('tooLarge');
  const text = decodeXml(bytes);
  if (!text.ok) return text;
  try {
    return ok(build(text.value));
  } catch (cause) {
    if (cause instanceof Stop) return fail(cause.failure);
    throw cause;
  }
}
