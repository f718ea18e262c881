import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { inheritedXmlAttributes } from './inherited-xml-attributes';
import type { WorkBudget } from './work-budget';
import { namespacesAt, xmlNamespace } from './xml-node';
import type { XmlAttribute, XmlDocument, XmlElement, XmlNode } from './xml-node';

/** Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization 1.0 (W3C). */
export interface CanonicalForm {
  readonly method: 'c14n10' | 'c14n11' | 'exclusive';
  readonly comments: boolean;
  /** exclusive: prefixes treated as the inclusive forms do; '' is the default namespace */
  readonly inclusivePrefixes: readonly string[];
}

/** What is written: a subtree or a document, without some subtrees. Every node set that transforms without XPath can make is one. */
export interface NodeSet {
  readonly apex: XmlElement | XmlDocument;
  readonly without: ReadonlySet<XmlElement>;
  /** were comments in the set at all? Same-document references leave them out (XMLDSig 4.4.3.3) */
  readonly comments: boolean;
}

const textEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const valueEscapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' };

const escapeText = (text: string): string => text.replace(/[&<>\r]/g, (character) => textEscapes[character] ?? character);
const escapeValue = (text: string): string => text.replace(/[&<"\t\n\r]/g, (character) => valueEscapes[character] ?? character);

/** By code point, as the specification sorts; UTF-16 order differs beyond the first plane. */
function byCodePoints(left: string, right: string): number {
  if (left === right) return 0;
  const [a, b] = [Array.from(left), Array.from(right)];
  for (let index = 0; index < a.length && index < b.length; index += 1) {
    const difference = (a[index]?.codePointAt(0) ?? 0) - (b[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

const byNamespaceThenName = (left: XmlAttribute, right: XmlAttribute): number => byCodePoints(left.uri, right.uri) || byCodePoints(left.local, right.local);

/** what takes as long as writing so many bytes, as measured */
const bytesPerNode = 16;
const bytesPerName = 4;

type Scope = ReadonlyMap<string, string>;

interface Step {
  readonly node: XmlNode | { readonly kind: 'end'; readonly name: string };
  /** in scope around it, and already written around it */
  readonly scope: Scope;
  readonly rendered: Scope;
  readonly isApex: boolean;
}

class Writer {
  private readonly pieces: string[] = [];
  private length = 0;
  private work = 0;
  private scopeSteps = 0;

  constructor(private readonly set: NodeSet, private readonly form: CanonicalForm, private readonly budget: WorkBudget) {}

  write(): Result<Uint8Array, 'tooLarge'> {
    const { apex } = this.set;
    const none: Scope = new Map();
    const waiting: Step[] = [];
    if (apex.kind === 'document') this.pushDocument(apex, waiting, none);
    else waiting.push({ node: apex, scope: apex.parent === null ? none : namespacesAt(apex.parent), rendered: none, isApex: true });
    for (let step = waiting.pop(); step !== undefined; step = waiting.pop()) {
      this.visit(step, waiting);
      // nodes that write nothing are work, too, and names that are looked up
      this.work += bytesPerNode;
      if (this.length + this.work + this.scopeSteps * bytesPerName > this.budget.bytesLeft || this.scopeSteps > limits.xmlScopeSteps) return this.tooLarge();
    }
    const bytes = new TextEncoder().encode(this.pieces.join(''));
    if (bytes.length > this.budget.bytesLeft) return this.tooLarge();
    this.budget.spend(bytes.length + this.work + this.scopeSteps * bytesPerName);
    return ok(bytes);
  }

  private tooLarge(): Result<Uint8Array, 'tooLarge'> {
    this.budget.spend(this.budget.bytesLeft);
    return fail('tooLarge');
  }

  private out(text: string): void {
    this.pieces.push(text);
    this.length += text.length;
  }

  /** Comments and instructions outside the root stand on lines of their own. */
  private pushDocument(document: XmlDocument, waiting: Step[], none: Scope): void {
    const steps: Step[] = [];
    const line = (text: string): Step => ({ node: { kind: 'text', text }, scope: none, rendered: none, isApex: false });
    let isBefore = true;
    for (const node of document.children) {
      if (node.kind === 'comment' && !this.keepsComments) continue;
      if (node.kind === 'element') {
        isBefore = false;
        steps.push({ node, scope: none, rendered: none, isApex: false });
      } else if (isBefore) steps.push({ node, scope: none, rendered: none, isApex: false }, line('\n'));
      else steps.push(line('\n'), { node, scope: none, rendered: none, isApex: false });
    }
    waiting.push(...steps.reverse());
  }

  private get keepsComments(): boolean {
    return this.form.comments && this.set.comments;
  }

  private visit(step: Step, waiting: Step[]): void {
    const { node } = step;
    switch (node.kind) {
      case 'end':
        return this.out(`</${node.name}>`);
      case 'text':
        return this.out(escapeText(node.text));
      case 'comment':
        return this.keepsComments ? this.out(`<!--${node.text.replaceAll('\r', '&#xD;')}-->`) : undefined;
      case 'instruction':
        return this.out(node.text === '' ? `<?${node.target}?>` : `<?${node.target} ${node.text.replaceAll('\r', '&#xD;')}?>`);
      case 'element':
        if (this.set.without.has(node)) return undefined;
        return this.openElement(node, step, waiting);
    }
  }

  private openElement(element: XmlElement, { scope: around, rendered: before, isApex }: Step, waiting: Step[]): void {
    const scope = element.declared.size === 0 ? around : withDeclared(around, element.declared);
    // below the apex nothing is left out, so the inclusive forms write what is declared, where it changes something
    const wanted = this.form.method === 'exclusive' ? this.usedBy(element, scope) : isApex ? [...scope.keys(), ''] : [...element.declared.keys()];
    this.scopeSteps += wanted.length + (scope === around ? 0 : scope.size);
    let rendered = before;
    const names: [string, string][] = [];
    for (const prefix of new Set(wanted)) {
      const uri = scope.get(prefix) ?? '';
      if (prefix === 'xml' || (before.get(prefix) ?? '') === uri) continue;
      names.push([prefix, uri]);
    }
    if (names.length > 0) {
      rendered = new Map([...before, ...names]);
      this.scopeSteps += rendered.size;
      names.sort(([left], [right]) => byCodePoints(left, right));
    }
    this.out(`<${element.name}`);
    for (const [prefix, uri] of names) this.out(` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${escapeValue(uri)}"`);
    const inherited = isApex && this.form.method !== 'exclusive' ? inheritedXmlAttributes(element, this.form.method) : element.attributes;
    for (const { name, value } of [...inherited].sort(byNamespaceThenName)) this.out(` ${name}="${escapeValue(value)}"`);
    this.out('>');
    waiting.push({ node: { kind: 'end', name: element.name }, scope, rendered, isApex: false });
    for (let index = element.children.length - 1; index >= 0; index -= 1) {
      const child = element.children[index];
      if (child !== undefined) waiting.push({ node: child, scope, rendered, isApex: false });
    }
  }

  /** Prefixes "visibly utilized" by an element, and those the list names (Exclusive C14N, 3). */
  private usedBy(element: XmlElement, scope: Scope): readonly string[] {
    const used = [element.prefix];
    for (const { prefix, uri } of element.attributes) if (prefix !== '' && uri !== xmlNamespace) used.push(prefix);
    for (const prefix of this.form.inclusivePrefixes) if (prefix === '' || scope.has(prefix)) used.push(prefix);
    return used;
  }
}

function withDeclared(around: Scope, declared: Scope): Scope {
  const scope = new Map(around);
  for (const [prefix, uri] of declared) {
    if (uri === '') scope.delete(prefix);
    else if (prefix !== 'xml') scope.set(prefix, uri);
  }
  return scope;
}

/**
 * The bytes a digest is made of.
 * @param budget is spent by what is written; what finds it too small uses it up
 */
export function canonicalise(set: NodeSet, form: CanonicalForm, budget: WorkBudget): Result<Uint8Array, 'tooLarge'> {
  return new Writer(set, form, budget).write();
}
