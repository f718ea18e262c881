import { limits } from '../base/limits';
import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import { decodeBase64 } from '../pki/pem';
import { attributeOf, elementsOf, isNamed, plainTextOf } from '../xml/xml-node';
import type { XmlElement } from '../xml/xml-node';
import { digestNameOf } from './algorithms';
import { dsNamespace } from './names';
import { readTransform } from './read-transform';
import type { TransformStep } from './read-transform';

export interface XmlReference {
  /** null where the attribute is missing: only the application would know what is meant */
  readonly uri: string | null;
  readonly type: string | null;
  readonly transforms: readonly TransformStep[];
  readonly digest: string;
  readonly value: Uint8Array;
}

/** The structure of a ds:Signature, read strictly by its schema: whatever may be read in two ways is refused. */
export interface XmlSignature {
  readonly element: XmlElement;
  readonly signedInfo: XmlElement;
  readonly canonicalisation: XmlElement;
  readonly method: XmlElement;
  readonly references: readonly XmlReference[];
  readonly valueElement: XmlElement;
  readonly value: Uint8Array;
  readonly keyInfo: XmlElement | null;
  readonly objects: readonly XmlElement[];
}

export type SignatureFailure = 'malformed' | 'tooManyReferences';

const isDs = (element: XmlElement | undefined, local: string): element is XmlElement => element !== undefined && isNamed(element, dsNamespace, local);

/** Elements only: text between them would be read by nobody, and be signed nevertheless. */
function holdsOnlyElements(element: XmlElement): boolean {
  return element.children.every((child) => child.kind !== 'text' || child.text.trim() === '');
}

function base64Of(element: XmlElement): Uint8Array | null {
  const text = plainTextOf(element);
  const bytes = text === null ? null : decodeBase64(text);
  return bytes === null || bytes.length === 0 ? null : bytes;
}

/** A ds:Reference (XMLDSig 4.4.3); null where it is none. */
export function readReference(element: XmlElement): XmlReference | null {
  if (!isDs(element, 'Reference') || !holdsOnlyElements(element)) return null;
  const children = [...elementsOf(element)];
  const list = isDs(children[0], 'Transforms') ? children.shift() : undefined;
  const [method, value, ...others] = children;
  if (!isDs(method, 'DigestMethod') || !isDs(value, 'DigestValue') || others.length > 0) return null;
  const transforms = list === undefined ? [] : elementsOf(list);
  if (transforms.length > limits.xmlTransforms || !transforms.every((transform) => isDs(transform, 'Transform'))) return null;
  const bytes = base64Of(value);
  if (bytes === null) return null;
  return {
    uri: attributeOf(element, 'URI'),
    type: attributeOf(element, 'Type'),
    transforms: transforms.map(readTransform),
    digest: digestNameOf(attributeOf(method, 'Algorithm') ?? ''),
    value: bytes,
  };
}

/** All of them, or none where one is broken. */
export function readReferences(elements: readonly XmlElement[]): readonly XmlReference[] | null {
  const references: XmlReference[] = [];
  for (const element of elements) {
    const reference = readReference(element);
    if (reference === null) return null;
    references.push(reference);
  }
  return references;
}

/** @param element a ds:Signature */
export function readSignature(element: XmlElement): Result<XmlSignature, SignatureFailure> {
  const [signedInfo, valueElement, ...rest] = elementsOf(element);
  if (!isDs(signedInfo, 'SignedInfo') || !isDs(valueElement, 'SignatureValue') || !holdsOnlyElements(element) || !holdsOnlyElements(signedInfo)) return fail('malformed');
  const keyInfo = isDs(rest[0], 'KeyInfo') ? rest[0] : null;
  const objects = keyInfo === null ? rest : rest.slice(1);
  if (objects.length > limits.xmlObjects || !objects.every((object) => isDs(object, 'Object'))) return fail('malformed');
  const [canonicalisation, method, ...references] = elementsOf(signedInfo);
  if (!isDs(canonicalisation, 'CanonicalizationMethod') || !isDs(method, 'SignatureMethod') || references.length === 0) return fail('malformed');
  if (references.length > limits.xmlReferences) return fail('tooManyReferences');
  const value = base64Of(valueElement);
  const read = readReferences(references);
  if (value === null || read === null) return fail('malformed');
  return ok({ element, signedInfo, canonicalisation, method, references: read, valueElement, value, keyInfo, objects });
}
