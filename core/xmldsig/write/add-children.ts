import type { Result } from '../../base/result';
import { defaultForm } from '../algorithms';
import { canonicalise } from '../../xml/canonicalise';
import type { WorkBudget } from '../../xml/work-budget';
import type { XmlDocument, XmlElement } from '../../xml/xml-node';

export interface NewChild {
  readonly local: string;
  /** without namespaces, see the schemas of ECMA-376-2 */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A list of a package (its content types, its relationships) with more entries at the end; those that were there stay as they are. */
export function withChildren({ root }: XmlDocument, added: readonly NewChild[], budget: WorkBudget): Result<Uint8Array, 'tooLarge'> {
  const children: readonly XmlElement[] = added.map(({ local, attributes }) => ({
    kind: 'element', name: root.prefix === '' ? local : `${root.prefix}:${local}`, prefix: root.prefix, local, uri: root.uri, declared: new Map(), parent: root, children: [],
    attributes: Object.entries(attributes).map(([name, value]) => ({ name, prefix: '', local: name, uri: '', value })),
  }));
  const written = canonicalise({ apex: { ...root, children: [...root.children, ...children] }, without: new Set(), comments: false }, defaultForm, budget);
  if (!written.ok) return written;
  const text = new TextDecoder().decode(written.value);
  return { ok: true, value: new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n${text}`) };
}
