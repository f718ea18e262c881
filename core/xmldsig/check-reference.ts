import { sameBytes } from '../pki/der';
import { decodeBase64 } from '../pki/pem';
import { hashedContent } from '../pki/verify-cms';
import type { HashedContent } from '../pki/verify-cms';
import type { NodeSet } from '../xml/canonicalise';
import { parseXml } from '../xml/parse-xml';
import { isWithin } from '../xml/xml-node';
import type { XmlDocument, XmlElement } from '../xml/xml-node';
import { defaultForm } from './algorithms';
import type { XmlReference } from './read-signature';
import type { RelationshipChoice, TransformStep } from './read-transform';
import { chosenRelationships } from './relationships';
import type { SignedDocument } from './signed-document';

/** What a reference that holds answers for: nodes by identity, or a part of a package. */
export type Covered =
  | { readonly kind: 'nodes'; readonly apex: XmlElement | XmlDocument; readonly without: ReadonlySet<XmlElement> }
  | { readonly kind: 'part'; readonly name: string; /** null: every byte */ readonly choice: RelationshipChoice | null }
  /** text decoded from an element: neither its name nor where it stands */
  | { readonly kind: 'value' };

export type ReferenceProblem = 'mismatch' | 'missing' | 'elsewhere' | 'ambiguous' | 'unsupported' | 'malformed' | 'tooLarge';

export type ReferenceOutcome =
  | { readonly reference: XmlReference; readonly covered: Covered; readonly problem: null }
  | { readonly reference: XmlReference; readonly covered: null; readonly problem: ReferenceProblem };

type Data = { readonly kind: 'nodes'; readonly set: NodeSet } | { readonly kind: 'octets'; readonly content: HashedContent };

interface Dereferenced {
  readonly data: Data;
  readonly covered: Covered;
}

function sameDocument(signed: SignedDocument, uri: string): NodeSet | ReferenceProblem {
  if (uri === '' || uri === '#xpointer(/)') return { apex: signed.document, without: new Set(), comments: uri !== '' };
  const pointed = /^#xpointer\(id\((?:'([^'"]+)'|"([^'"]+)")\)\)$/.exec(uri);
  const id = pointed === null ? uri.slice(1) : (pointed[1] ?? pointed[2] ?? '');
  if (pointed === null && id.startsWith('xpointer(')) return 'unsupported';
  const element = signed.elementById(id);
  if (element === null) return 'missing';
  return element === 'ambiguous' ? 'ambiguous' : { apex: element, without: new Set(), comments: pointed !== null };
}

function dereference(signed: SignedDocument, { uri }: XmlReference): Dereferenced | ReferenceProblem {
  if (uri === null) return 'elsewhere';
  if (uri === '' || uri.startsWith('#')) {
    const set = sameDocument(signed, uri);
    return typeof set === 'string' ? set : { data: { kind: 'nodes', set }, covered: { kind: 'nodes', apex: set.apex, without: set.without } };
  }
  const found = signed.outside(uri);
  switch (found.kind) {
    case 'part':
      return { data: { kind: 'octets', content: found.content }, covered: { kind: 'part', name: found.name, choice: null } };
    case 'missing':
    case 'elsewhere':
      return found.kind;
  }
}

function textWithin(set: NodeSet): string {
  const texts: string[] = [];
  const waiting = [...set.apex.children].reverse();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === 'text') texts.push(node.text);
    else if (node.kind === 'element' && !set.without.has(node)) for (let index = node.children.length - 1; index >= 0; index -= 1) waiting.push(...node.children.slice(index, index + 1));
  }
  return texts.join('');
}

/** Octets as nodes; without comments nothing is left out, for they came from no same-document reference. */
function parsed(signed: SignedDocument, bytes: Uint8Array): NodeSet | ReferenceProblem {
  if (!signed.budget.takeReading(bytes.length)) return 'tooLarge';
  const read = parseXml(bytes);
  return read.ok ? { apex: read.value, without: new Set(), comments: true } : 'malformed';
}

function applyStep(signed: SignedDocument, signature: XmlElement, step: TransformStep, { data, covered }: Dereferenced): Dereferenced | ReferenceProblem {
  switch (step.kind) {
    case 'unsupported':
      return 'unsupported';
    case 'enveloped': {
      if (data.kind !== 'nodes' || covered.kind !== 'nodes') return 'unsupported';
      const { set } = data;
      // a signature that is not in what it signs cannot be left out of it
      if (set.apex.kind === 'element' && !isWithin(signature, set.apex)) return { data, covered };
      const without = new Set([...set.without, signature]);
      return { data: { kind: 'nodes', set: { ...set, without } }, covered: { ...covered, without } };
    }
    case 'canonical': {
      const set = data.kind === 'nodes' ? data.set : parsed(signed, data.content.bytes);
      if (typeof set === 'string') return set;
      const written = signed.canonicalise(set, step.form);
      return written.ok ? { data: { kind: 'octets', content: hashedContent(written.value) }, covered } : 'tooLarge';
    }
    case 'base64': {
      // base64 is seven-bit text (RFC 2045); other bytes make it none
      const text = data.kind === 'nodes' ? textWithin(data.set) : new TextDecoder('latin1').decode(data.content.bytes);
      if (!signed.budget.takeReading(text.length)) return 'tooLarge';
      const bytes = decodeBase64(text);
      return bytes === null ? 'malformed' : { data: { kind: 'octets', content: hashedContent(bytes) }, covered: { kind: 'value' } };
    }
    case 'relationships': {
      if (data.kind !== 'octets' || covered.kind !== 'part') return 'unsupported';
      const set = parsed(signed, data.content.bytes);
      if (typeof set === 'string') return set;
      const apex = set.apex.kind === 'document' ? chosenRelationships(set.apex, step.choice) : null;
      return apex === null ? 'malformed' : { data: { kind: 'nodes', set: { apex, without: new Set(), comments: false } }, covered: { ...covered, choice: step.choice } };
    }
  }
}

async function outcomeOf(signed: SignedDocument, signature: XmlElement, reference: XmlReference): Promise<Covered | ReferenceProblem> {
  let at = dereference(signed, reference);
  for (const step of reference.transforms) {
    if (typeof at === 'string') return at;
    at = applyStep(signed, signature, step, at);
  }
  if (typeof at === 'string') return at;
  let content: HashedContent;
  if (at.data.kind === 'octets') content = at.data.content;
  else {
    const written = signed.canonicalise(at.data.set, defaultForm);
    if (!written.ok) return 'tooLarge';
    content = hashedContent(written.value);
  }
  const digest = await content.digest(reference.digest);
  if (digest === null) return 'unsupported';
  return sameBytes(digest, reference.value) ? at.covered : 'mismatch';
}

/** Reference validation (XMLDSig 3.2.1) of one reference. */
export async function checkReference(signed: SignedDocument, signature: XmlElement, reference: XmlReference): Promise<ReferenceOutcome> {
  const outcome = await outcomeOf(signed, signature, reference);
  return typeof outcome === 'string' ? { reference, covered: null, problem: outcome } : { reference, covered: outcome, problem: null };
}
