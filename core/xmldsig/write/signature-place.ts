import { limits } from '../../base/limits';
import { fail, ok } from '../../base/result';
import type { Result } from '../../base/result';
import { parseXml } from '../../xml/parse-xml';
import type { WorkBudget } from '../../xml/work-budget';
import { attributeOf, elementsOf } from '../../xml/xml-node';
import type { XmlDocument } from '../../xml/xml-node';
import { contentTypesName, originRelationship, signatureParts, signatureRelationship, signatureType, targetOf } from '../office-package';
import type { OfficePackage } from '../office-package';
import { openPackage, partKey } from '../open-package';
import { relationshipsNamespace } from '../names';
import { withChildren } from './add-children';
import type { NewChild } from './add-children';
import type { OfficeWriteFailure } from './office-write-failure';

/** Where a further signature stands, and what has to be written so that programs find it. */
export interface SignaturePlace {
  /** member of the ZIP */
  readonly name: string;
  /** members written anew, and new ones */
  readonly around: ReadonlyMap<string, Uint8Array>;
}

/** where Office keeps it */
export const usualOrigin = '/_xmlsignatures/origin.sigs';
const originType = 'application/vnd.openxmlformats-package.digital-signature-origin';
const emptyList = new TextEncoder().encode(`<Relationships xmlns="${relationshipsNamespace}"/>`);

const memberOf = (part: string): string => part.slice(1);

function relationshipsName(owner: string): string {
  const cut = owner.lastIndexOf('/') + 1;
  return `${owner.slice(0, cut)}_rels/${owner.slice(cut)}.rels`;
}

function freeId(office: OfficePackage, owner: string): string {
  const taken = new Set(office.relationshipsOf(owner).map(({ id }) => id));
  let number = 1;
  while (taken.has(`rId${number}`)) number += 1;
  return `rId${number}`;
}

/** Does a signature answer for the list that the new one has to be entered in? Its bytes say so wherever it names it. */
function isSigned(office: OfficePackage, list: string): boolean {
  const name = partKey(list);
  return signatureParts(office).some(({ content }) => partKey(new TextDecoder('latin1').decode(content.bytes)).includes(name));
}

interface Listed {
  readonly extensions: ReadonlySet<string>;
  /** as `partKey` folds them */
  readonly names: ReadonlySet<string>;
}

function listedIn({ root }: XmlDocument): Listed {
  const values = (element: string, attribute: string): readonly string[] => elementsOf(root).flatMap((one) => (one.local === element ? (attributeOf(one, attribute) ?? []) : []));
  return { extensions: new Set(values('Default', 'Extension').map((one) => one.toLowerCase())), names: new Set(values('Override', 'PartName').map(partKey)) };
}

function newTypes({ extensions, names }: Listed, origin: string, signature: string): readonly NewChild[] {
  const isKnown = extensions.has('sigs') || names.has(partKey(origin));
  return [
    ...(isKnown ? [] : [{ local: 'Default', attributes: { Extension: 'sigs', ContentType: originType } }]),
    { local: 'Override', attributes: { PartName: signature, ContentType: signatureType } },
  ];
}

/** The next free place for a signature; the origin of signatures is made where there is none (ECMA-376-2 13.2.3). */
export function signaturePlace(bytes: Uint8Array, office: OfficePackage, budget: WorkBudget): Result<SignaturePlace, OfficeWriteFailure> {
  const zip = openPackage(bytes);
  const listed = zip.ok ? zip.value.read(contentTypesName) : null;
  const types = listed === null ? null : parseXml(listed.bytes);
  if (!zip.ok || types?.ok !== true) return fail('broken');
  const [known, ...more] = office.relationshipsOf('/').filter(({ type }) => type === originRelationship);
  const origin = known === undefined ? usualOrigin : known.external ? null : targetOf('/', known.target);
  if (origin === null || more.length > 0 || (known !== undefined && office.part(origin) === null)) return fail('broken');
  if (signatureParts(office).length >= limits.xmlSignatures || zip.value.names.length + 3 > limits.zipMembers) return fail('tooLarge');
  const list = relationshipsName(origin);
  if (isSigned(office, list)) return fail('breaksEarlier');
  const inTypes = listedIn(types.value);
  const taken = new Set([...zip.value.names.map((name) => partKey(`/${name}`)), ...inTypes.names]);
  let number = 1;
  while (taken.has(`/_xmlsignatures/sig${number}.xml`)) number += 1;
  const name = `/_xmlsignatures/sig${number}.xml`;
  const around = new Map<string, Uint8Array>();
  const extend = (part: string, children: readonly NewChild[], content: Uint8Array): Result<null, OfficeWriteFailure> => {
    const parsed = budget.takeReading(content.length) ? parseXml(content) : null;
    const written = parsed?.ok === true ? withChildren(parsed.value, children, budget) : null;
    if (written?.ok !== true) return fail(parsed?.ok === false ? 'broken' : 'tooLarge');
    around.set(memberOf(part), written.value);
    return ok(null);
  };
  const link = (owner: string, type: string, target: string): NewChild => ({ local: 'Relationship', attributes: { Id: freeId(office, owner), Type: type, Target: target } });
  const root = office.part('/_rels/.rels');
  if (root === null) return fail('noDocument');
  const originList = office.part(list);
  const steps = [
    () => extend(`/${contentTypesName}`, newTypes(inTypes, origin, name), listed?.bytes ?? emptyList),
    () => (known === undefined ? extend(root.name, [link('/', originRelationship, memberOf(origin))], root.content.bytes) : ok(null)),
    () => extend(originList?.name ?? list, [link(origin, signatureRelationship, origin === usualOrigin ? `sig${number}.xml` : name)], originList?.content.bytes ?? emptyList),
  ];
  for (const step of steps) {
    const done = step();
    if (!done.ok) return done;
  }
  if (known === undefined) around.set(memberOf(origin), new Uint8Array());
  return ok({ name: memberOf(name), around });
}
