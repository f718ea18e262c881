import { limits } from '../base/limits';
import { attributeOf, elementsOf, isNamed } from '../xml/xml-node';
import type { XmlAttribute, XmlDocument, XmlElement } from '../xml/xml-node';
import { relationshipsNamespace } from './names';
import type { RelationshipChoice } from './read-transform';

export interface Relationship {
  readonly id: string;
  readonly type: string;
  readonly target: string;
  readonly external: boolean;
}

const known: ReadonlySet<string> = new Set(['Id', 'Type', 'Target', 'TargetMode']);

/**
 * Relationships of a part (ECMA-376-2 9.3); null where the part is not written as the standard has it: programs that "repair" such a
 * part each find something else in it.
 */
export function readRelationships({ root }: XmlDocument): readonly Relationship[] | null {
  if (!isNamed(root, relationshipsNamespace, 'Relationships') || root.attributes.length > 0) return null;
  const elements = elementsOf(root);
  const seen = new Set<string>();
  const relationships: Relationship[] = [];
  if (elements.length > limits.relationships) return null;
  for (const element of elements) {
    const [id, type, target, mode] = ['Id', 'Type', 'Target', 'TargetMode'].map((name) => attributeOf(element, name));
    const isPlain = isNamed(element, relationshipsNamespace, 'Relationship') && elementsOf(element).length === 0 && element.attributes.every(({ uri, local }) => uri === '' && known.has(local));
    if (!isPlain || id === null || id === undefined || type === null || type === undefined || target === null || target === undefined || seen.has(id)) return null;
    if (mode !== null && mode !== 'Internal' && mode !== 'External') return null;
    seen.add(id);
    relationships.push({ id, type, target, external: mode === 'External' });
  }
  return relationships;
}

const internal: XmlAttribute = { name: 'TargetMode', prefix: '', local: 'TargetMode', uri: '', value: 'Internal' };

export function isChosen(relationship: Pick<Relationship, 'id' | 'type'>, choice: RelationshipChoice): boolean {
  return choice.ids.has(relationship.id) || choice.types.has(relationship.type);
}

/**
 * The relationship transform of ECMA-376-2 (13.2.4.24): chosen relationships alone, sorted by id, without anything between them, and with
 * the target mode that goes without saying.
 */
export function chosenRelationships({ root }: XmlDocument, choice: RelationshipChoice): XmlElement | null {
  if (!isNamed(root, relationshipsNamespace, 'Relationships')) return null;
  const children: XmlElement[] = [];
  const apex: XmlElement = { ...root, name: 'Relationships', prefix: '', attributes: [], declared: new Map([['', relationshipsNamespace]]), parent: null, children };
  for (const element of elementsOf(root)) {
    if (!isNamed(element, relationshipsNamespace, 'Relationship')) return null;
    const relationship = { id: attributeOf(element, 'Id') ?? '', type: attributeOf(element, 'Type') ?? '' };
    if (!isChosen(relationship, choice)) continue;
    const attributes = attributeOf(element, 'TargetMode') === null ? [...element.attributes, internal] : element.attributes;
    children.push({ ...element, name: 'Relationship', prefix: '', attributes, declared: new Map(), parent: apex, children: [] });
  }
  const idOf = (element: XmlElement): string => attributeOf(element, 'Id') ?? '';
  children.sort((left, right) => (idOf(left) < idOf(right) ? -1 : idOf(left) > idOf(right) ? 1 : 0));
  return apex;
}
