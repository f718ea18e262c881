import type { CanonicalForm } from '../xml/canonicalise';
import { attributeOf, elementsOf, isNamed } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import { canonicalFormOf } from './algorithms';
import { dsNamespace, packageSignatureNamespace } from './names';

/** Which relationships of a part a signature takes: by id and by type (ECMA-376-2 13.2.4.24). */
export interface RelationshipChoice {
  readonly ids: ReadonlySet<string>;
  readonly types: ReadonlySet<string>;
}

export type TransformStep =
  | { readonly kind: 'enveloped' }
  | { readonly kind: 'canonical'; readonly form: CanonicalForm }
  | { readonly kind: 'base64' }
  | { readonly kind: 'relationships'; readonly choice: RelationshipChoice }
  /** XPath and XSLT among them: what they leave in, only running them would tell, and what they leave out nobody sees */
  | { readonly kind: 'unsupported'; readonly algorithm: string };

const relationshipTransform = 'http://schemas.openxmlformats.org/package/2006/RelationshipTransform';

function readChoice(element: XmlElement): RelationshipChoice | null {
  const ids = new Set<string>();
  const types = new Set<string>();
  for (const child of elementsOf(element)) {
    const id = isNamed(child, packageSignatureNamespace, 'RelationshipReference') ? attributeOf(child, 'SourceId') : null;
    const type = isNamed(child, packageSignatureNamespace, 'RelationshipsGroupReference') ? attributeOf(child, 'SourceType') : null;
    if (id !== null) ids.add(id);
    else if (type !== null) types.add(type);
    else return null;
  }
  return { ids, types };
}

export function readTransform(element: XmlElement): TransformStep {
  const algorithm = attributeOf(element, 'Algorithm') ?? '';
  const form = canonicalFormOf(element);
  if (form !== null) return { kind: 'canonical', form };
  if (algorithm === `${dsNamespace}enveloped-signature`) return { kind: 'enveloped' };
  if (algorithm === `${dsNamespace}base64`) return { kind: 'base64' };
  const choice = algorithm === relationshipTransform ? readChoice(element) : null;
  return choice === null ? { kind: 'unsupported', algorithm } : { kind: 'relationships', choice };
}
