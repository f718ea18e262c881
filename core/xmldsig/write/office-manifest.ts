import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import type { SignDigest } from '../../pki/mechanism';
import { encodeBase64 } from '../../pki/pem';
import { digestOf } from '../../pki/web-crypto';
import { canonicalise } from '../../xml/canonicalise';
import { parseXml } from '../../xml/parse-xml';
import type { WorkBudget } from '../../xml/work-budget';
import { defaultForm } from '../algorithms';
import { fileProperties } from '../file-properties';
import { originRelationship, ownerOf, signatureParts, targetOf } from '../office-package';
import type { OfficePackage, OfficePart } from '../office-package';
import { partKey } from '../open-package';
import { chosenRelationships } from '../relationships';
import { digestUri } from './signature-algorithms';
import type { OfficeWriteFailure } from './office-write-failure';
import { usualOrigin } from './signature-place';
import { xmlText } from './xml-text';

const canonicalXml = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const relationshipTransform = 'http://schemas.openxmlformats.org/package/2006/RelationshipTransform';

/** Part name as a reference writes it: an IRI's letters as percent signs (ECMA-376-2 6.2.2). */
function partUri({ name, contentType }: OfficePart): string {
  const path = name.replace(/[^!-~]|["<>\\^`{|}]/gu, encodeURIComponent);
  return `${path}?ContentType=${contentType ?? ''}`;
}

function reference(part: OfficePart, transforms: string, digest: SignDigest, value: Uint8Array): string {
  return `<Reference URI="${xmlText(partUri(part))}">${transforms}<DigestMethod Algorithm="${digestUri(digest)}"/><DigestValue>${encodeBase64(value)}</DigestValue></Reference>`;
}

/** What a signature never names: signatures with what leads to them, and properties that Office writes anew at every saving ([MS-OFFCRYPTO] 2.5.2.4). */
function leftOut(office: OfficePackage): ReadonlySet<string> {
  const names = [usualOrigin, ...signatureParts(office).map(({ name }) => name)];
  for (const { type, target, external } of office.relationshipsOf('/')) {
    const to = external || (type !== originRelationship && !fileProperties.has(type)) ? null : targetOf('/', target);
    if (to !== null) names.push(to);
  }
  return new Set(names.map(partKey));
}

/** Relationships of the package itself that are signed: not those to what is left out. */
function signedIds(office: OfficePackage, owner: string): ReadonlySet<string> {
  const all = office.relationshipsOf(owner);
  return new Set(all.filter(({ type }) => owner !== '/' || (type !== originRelationship && !fileProperties.has(type))).map(({ id }) => id));
}

/**
 * References to every part of a document and to every relationship between them. Office leaves out what it does not know; here nothing is, for
 * whatever is left out may be changed afterwards.
 * @returns ds:Reference elements
 */
export async function officeManifest(office: OfficePackage, digest: SignDigest, budget: WorkBudget): Promise<Result<string, OfficeWriteFailure>> {
  const without = leftOut(office);
  const hashed = async (bytes: Uint8Array): Promise<Uint8Array> => (await digestOf(digest, bytes)) ?? new Uint8Array();
  const parts: string[] = [];
  const relationships: string[] = [];
  for (const part of office.parts) {
    const owner = ownerOf(part.name);
    if (without.has(partKey(owner ?? part.name))) continue;
    // a part without a type is none (ECMA-376-2 7.2.3): programs differ in what they do with it
    if (part.contentType === null || /[?#]/.test(part.name)) return fail('ambiguous');
    if (owner === null) {
      parts.push(reference(part, '', digest, await hashed(part.content.bytes)));
      continue;
    }
    const ids = signedIds(office, owner);
    if (ids.size === 0) continue;
    const parsed = budget.takeReading(part.content.bytes.length) ? parseXml(part.content.bytes) : fail('tooLarge' as const);
    const apex = parsed.ok ? chosenRelationships(parsed.value, { ids, types: new Set() }) : null;
    if (apex === null) return fail(budget.bytesLeft === 0 ? 'tooLarge' : 'broken');
    const written = canonicalise({ apex, without: new Set(), comments: false }, defaultForm, budget);
    if (!written.ok) return written;
    const chosen = [...ids].sort().map((id) => `<mdssi:RelationshipReference SourceId="${xmlText(id)}"/>`).join('');
    const transforms = `<Transforms><Transform Algorithm="${relationshipTransform}">${chosen}</Transform><Transform Algorithm="${canonicalXml}"/></Transforms>`;
    relationships.push(reference(part, transforms, digest, await hashed(written.value)));
  }
  // the signature itself adds three
  return parts.length + relationships.length + 3 > limits.xmlReferences ? fail('tooLarge') : ok([...parts, ...relationships].join(''));
}
