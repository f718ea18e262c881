import type { Result } from '../base/result';
import type { HashedContent } from '../pki/verify-cms';
import { canonicalise } from '../xml/canonicalise';
import type { CanonicalForm, NodeSet } from '../xml/canonicalise';
import type { WorkBudget } from '../xml/work-budget';
import { descendantsOf, xmlNamespace } from '../xml/xml-node';
import type { XmlDocument, XmlElement } from '../xml/xml-node';

const idNamespaces: ReadonlySet<string> = new Set(['', xmlNamespace, 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd']);

/** What a reference finds outside the XML file it stands in. */
export type OutsideContent =
  | { readonly kind: 'part'; readonly name: string; readonly content: HashedContent }
  /** meant to be in this package, and not there, or not what the reference says it is */
  | { readonly kind: 'missing'; readonly name: string }
  /** lies elsewhere; this program does not go there */
  | { readonly kind: 'elsewhere' };

export type Outside = (uri: string) => OutsideContent;

export const nothingOutside: Outside = () => ({ kind: 'elsewhere' });

/** One XML file with signatures: its ids, what may still be done for it, and what lies beside it. */
export class SignedDocument {
  private ids: ReadonlyMap<string, XmlElement | null> | null = null;

  constructor(readonly document: XmlDocument, readonly outside: Outside, readonly budget: WorkBudget) {}

  /**
   * The element with an id; null where there is none, `ambiguous` where several have it. Readers that take the first and readers that take
   * the last would see two documents (McIntosh and Austel 2005, signature wrapping). Without a schema every spelling of the name counts.
   */
  elementById(id: string): XmlElement | null | 'ambiguous' {
    this.ids ??= this.index();
    const found = this.ids.get(id);
    return found === undefined ? null : (found ?? 'ambiguous');
  }

  private index(): ReadonlyMap<string, XmlElement | null> {
    const ids = new Map<string, XmlElement | null>();
    for (const element of descendantsOf(this.document.root)) {
      const own = new Set(element.attributes.filter(({ uri, local }) => idNamespaces.has(uri) && local.toLowerCase() === 'id').map(({ value }) => value));
      for (const id of own) ids.set(id, ids.has(id) ? null : element);
    }
    return ids;
  }

  canonicalise(set: NodeSet, form: CanonicalForm): Result<Uint8Array, 'tooLarge'> {
    return canonicalise(set, form, this.budget);
  }
}
