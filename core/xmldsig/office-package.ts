import { fail, ok } from '../base/result';
import type { Result } from '../base/result';
import type { HashedContent } from '../pki/verify-cms';
import { parseXml } from '../xml/parse-xml';
import type { WorkBudget } from '../xml/work-budget';
import { attributeOf, elementsOf, isNamed } from '../xml/xml-node';
import type { XmlDocument } from '../xml/xml-node';
import { contentTypesNamespace } from './names';
import { openPackage, partKey } from './open-package';
import type { PackageFailure, SignedPackage } from './open-package';
import { readRelationships } from './relationships';
import type { Relationship } from './relationships';

export interface OfficePart {
  /** as it is written in the package, with a slash before it */
  readonly name: string;
  /** null where the package does not say: then it is no part (ECMA-376-2 7.2.3) */
  readonly contentType: string | null;
  readonly content: HashedContent;
}

/** A package of ECMA-376-2: parts by name, and what leads from one to the other. */
export interface OfficePackage {
  readonly parts: readonly OfficePart[];
  part(name: string): OfficePart | null;
  /** @param owner name of a part; `/` is the package itself */
  relationshipsOf(owner: string): readonly Relationship[];
}

export const contentTypesName = '[Content_Types].xml';
export const signatureType = 'application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const originRelationship = `${packageRelationships}/digital-signature/origin`;
export const signatureRelationship = `${packageRelationships}/digital-signature/signature`;

interface ContentTypes {
  readonly byExtension: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, string>;
}

/** Null where something stands there twice or is not as the standard has it. */
function readContentTypes({ root }: XmlDocument): ContentTypes | null {
  if (!isNamed(root, contentTypesNamespace, 'Types')) return null;
  const byExtension = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const element of elementsOf(root)) {
    const type = attributeOf(element, 'ContentType');
    const isDefault = isNamed(element, contentTypesNamespace, 'Default');
    const key = isDefault ? attributeOf(element, 'Extension')?.toLowerCase() : isNamed(element, contentTypesNamespace, 'Override') ? attributeOf(element, 'PartName') : null;
    const into = isDefault ? byExtension : byName;
    if (type === null || key === null || key === undefined) return null;
    const entry = isDefault ? key : partKey(key);
    if (into.has(entry)) return null;
    into.set(entry, type);
  }
  return { byExtension, byName };
}

const relationshipsPart = /^(.*\/)_rels\/([^/]*)\.rels$/i;

/** Name of the part whose relationships a part holds; null where it holds none. */
export function ownerOf(name: string): string | null {
  const match = relationshipsPart.exec(name);
  return match === null ? null : `${match[1] ?? ''}${match[2] ?? ''}`;
}

function readParts(zip: SignedPackage, types: ContentTypes): readonly OfficePart[] {
  return zip.names.flatMap((member) => {
    const content = zip.read(member);
    if (content === null || member === contentTypesName) return [];
    const name = `/${member}`;
    const extension = /\.([^./]*)$/.exec(name)?.[1]?.toLowerCase() ?? '';
    return [{ name, contentType: types.byName.get(partKey(name)) ?? types.byExtension.get(extension) ?? null, content }];
  });
}

/** Opens a package strictly: one that has to be repaired first is shown differently by every program that repairs it. */
export function openOfficePackage(bytes: Uint8Array, budget: WorkBudget): Result<OfficePackage, PackageFailure | 'malformed'> {
  const zip = openPackage(bytes);
  if (!zip.ok) return zip;
  const listed = zip.value.read(contentTypesName);
  const parsed = listed === null ? null : parseXml(listed.bytes);
  const types = parsed?.ok === true ? readContentTypes(parsed.value) : null;
  // pieces of parts (ECMA-376-2 7.2.4) are put together by some programs only
  if (types === null || zip.value.names.some((name) => /\/\[\d+\](?:\.last)?\.piece$/i.test(name))) return fail('malformed');
  const parts = readParts(zip.value, types);
  const byKey = new Map(parts.map((part) => [partKey(part.name), part]));
  const relationships = new Map<string, readonly Relationship[]>();
  for (const { name, content } of parts) {
    const owner = ownerOf(name);
    if (owner === null) continue;
    if (!budget.takeReading(content.bytes.length)) return fail('tooLarge');
    const tree = parseXml(content.bytes);
    const read = tree.ok ? readRelationships(tree.value) : null;
    if (read === null) return fail('malformed');
    relationships.set(partKey(owner), read);
  }
  return ok({ parts, part: (name) => byKey.get(partKey(name)) ?? null, relationshipsOf: (owner) => relationships.get(partKey(owner)) ?? [] });
}

/** Name of the part an internal relationship leads to (RFC 3986 5.2); null where it leads to none. */
export function targetOf(owner: string, target: string): string | null {
  const path = target.split(/[?#]/, 1)[0] ?? '';
  if (path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//')) return null;
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1);
  const kept: string[] = [];
  for (const segment of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && segment !== '') kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

/** Every part that is a signature: those the origin leads to, and those that only say they are one. */
export function signatureParts(office: OfficePackage): readonly OfficePart[] {
  const found = new Set<OfficePart>();
  for (const origin of office.relationshipsOf('/')) {
    const from = origin.type === originRelationship && !origin.external ? targetOf('/', origin.target) : null;
    if (from === null) continue;
    for (const relationship of office.relationshipsOf(from)) {
      const to = relationship.type === signatureRelationship && !relationship.external ? targetOf(from, relationship.target) : null;
      const part = to === null ? null : office.part(to);
      if (part !== null) found.add(part);
    }
  }
  for (const part of office.parts) if (part.contentType?.toLowerCase() === signatureType) found.add(part);
  return [...found];
}
