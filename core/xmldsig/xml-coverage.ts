import { limits } from '../base/limits';
import { descendantsOf, elementsOf, isNamed } from '../xml/xml-node';
import type { XmlDocument, XmlElement } from '../xml/xml-node';
import type { ReferenceOutcome } from './check-reference';
import { dsNamespace, xadesNamespaces } from './names';

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

const isSignature = (element: XmlElement): boolean => isNamed(element, dsNamespace, 'Signature');

/** Every ds:Signature of a file, those within others too, in document order. */
export function signaturesIn({ root }: Pick<XmlDocument, 'root'>): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const element of descendantsOf(root)) {
    if (isSignature(element)) found.push(element);
    if (found.length > limits.xmlSignatures) break;
  }
  return found;
}

/** Does a signature speak of it, or does it only belong to the signature's own books? */
function isBookkeeping(object: XmlElement): boolean {
  return elementsOf(object).every((child) => (child.local === 'QualifyingProperties' && xadesNamespaces.has(child.uri)) || isNamed(child, dsNamespace, 'Manifest') || isNamed(child, dsNamespace, 'SignatureProperties'))
    && object.children.every((child) => child.kind !== 'text' || child.text.trim() === '');
}

class Uncovered {
  readonly names: string[] = [];

  constructor(private readonly covered: ReadonlySet<XmlElement>, private readonly aboveCovered: ReadonlySet<XmlElement>, private readonly aboveSignatures: ReadonlySet<XmlElement>, private readonly root: XmlElement) {}

  private note(element: XmlElement): void {
    if (this.names.length < limits.outsideNames) this.names.push(element.name.slice(0, 200));
  }

  /** Elements with something to say that no reference answers for. */
  look(apex: XmlElement): void {
    const waiting = [apex];
    for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
      if (this.covered.has(element)) continue;
      if (isSignature(element)) {
        if (element === this.root) waiting.push(...elementsOf(element).filter((child) => isNamed(child, dsNamespace, 'Object') && !isBookkeeping(child)).reverse());
        continue;
      }
      const saysSomething = element.attributes.some(({ uri, local }) => uri !== schemaInstance && !(uri === '' && local.toLowerCase() === 'id')) || element.children.some((child) => child.kind === 'text' && child.text.trim() !== '');
      // around a covered element stands the root at most: deeper, its place among others means something (signature wrapping)
      const isPlace = this.aboveCovered.has(element) && element !== this.root;
      const isAround = this.aboveCovered.has(element) || this.aboveSignatures.has(element);
      if (!isAround || saysSomething || isPlace) this.note(element);
      if (isAround) waiting.push(...[...elementsOf(element)].reverse());
    }
  }
}

function above(elements: Iterable<XmlElement>): ReadonlySet<XmlElement> {
  const around = new Set<XmlElement>();
  for (const element of elements) for (let at = element.parent; at !== null && !around.has(at); at = at.parent) around.add(at);
  return around;
}

/** The books of a signature are no part of the document; where the root is the signature, the document lies within it. */
function isInBooks(element: XmlElement, root: XmlElement): boolean {
  for (let at: XmlElement | null = element; at !== null && at !== root; at = at.parent) if (isSignature(at)) return true;
  return false;
}

export interface XmlCoverage {
  /** names of elements that are not covered; empty: everything that is shown is */
  readonly outside: readonly string[];
  /** references that lead out of the file */
  readonly elsewhere: readonly string[];
  /** another signature whose value it signs (a countersignature): it answers for what that one answers for */
  readonly countersigned: XmlElement | null;
}

/** What a signature in an XML file answers for, by identity of nodes. */
export function xmlCoverage({ root, children }: Pick<XmlDocument, 'root' | 'children'>, references: readonly ReferenceOutcome[]): XmlCoverage {
  const covered = new Set<XmlElement>();
  let countersigned: XmlElement | null = null;
  for (const { covered: what } of references) {
    if (what?.kind !== 'nodes') continue;
    const apex = what.apex.kind === 'document' ? what.apex.root : what.apex;
    // what is left out is the signature itself: nothing is shown of it
    if ([...what.without].every(isSignature)) covered.add(apex);
    if (isNamed(apex, dsNamespace, 'SignatureValue') && apex.parent !== null && isSignature(apex.parent)) countersigned = apex.parent;
  }
  const shown = new Set([...covered].filter((apex) => !isInBooks(apex, root)));
  const uncovered = new Uncovered(shown, above(shown), above(signaturesIn({ root })), root);
  uncovered.look(root);
  // an instruction before the root names the sheet by which the file is shown
  const sheets = shown.has(root) && references.some(({ covered: what }) => what?.kind === 'nodes' && what.apex.kind === 'document') ? [] : children.flatMap((child) => (child.kind === 'instruction' ? [`?${child.target.slice(0, 200)}`] : []));
  const elsewhere = references.filter(({ problem }) => problem === 'elsewhere').map(({ reference }) => (reference.uri ?? '').slice(0, 200));
  return { outside: [...sheets, ...uncovered.names].slice(0, limits.outsideNames), elsewhere: elsewhere.slice(0, limits.outsideNames), countersigned };
}
