import { xmlNamespace } from './xml-node';
import type { XmlAttribute, XmlElement } from './xml-node';

/**
 * Attributes of the apex of a subset: those in the `xml` namespace are taken over from omitted ancestors. Canonical XML 1.0 takes all of
 * them, 1.1 (2.4) leaves `xml:id` out and joins the `xml:base` of every ancestor.
 */
export function inheritedXmlAttributes(element: XmlElement, method: 'c14n10' | 'c14n11'): readonly XmlAttribute[] {
  const taken = new Map<string, XmlAttribute>();
  const bases: string[] = [];
  for (let at: XmlElement | null = element; at !== null; at = at.parent) {
    for (const attribute of at.attributes) {
      if (attribute.uri !== xmlNamespace) continue;
      if (attribute.local === 'base') bases.unshift(attribute.value);
      if (at === element || method === 'c14n10' || attribute.local === 'lang' || attribute.local === 'space') {
        if (!taken.has(attribute.local)) taken.set(attribute.local, attribute);
      }
    }
  }
  const own = element.attributes.filter(({ uri }) => uri !== xmlNamespace);
  if (method === 'c14n11' && bases.length > 0) {
    const value = bases.reduce(joinBase);
    taken.delete('base');
    if (value !== '') taken.set('base', { name: 'xml:base', prefix: 'xml', local: 'base', uri: xmlNamespace, value });
  }
  return [...own, ...taken.values()];
}

interface UriParts {
  readonly scheme: string;
  readonly authority: string | null;
  readonly path: string;
  readonly query: string | null;
}

/** RFC 3986 appendix B; the fragment is left out. */
function partsOf(uri: string): UriParts {
  const match = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(uri);
  return { scheme: match?.[1] ?? '', authority: match?.[2] ?? null, path: match?.[3] ?? '', query: match?.[4] ?? null };
}

/** RFC 3986 5.2.4 as Canonical XML 1.1 changes it: `..` at the beginning of a relative path stays. */
function withoutDots(path: string): string {
  const isAbsolute = path.startsWith('/');
  const given = path.split('/');
  const kept: string[] = [];
  for (const [index, segment] of given.entries()) {
    const isLast = index === given.length - 1;
    // a run of slashes is one
    if (segment === '' && !isLast) continue;
    if (segment === '.') {
      if (isLast) kept.push('');
    } else if (segment === '..') {
      if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
      else if (!isAbsolute) kept.push('..');
      if (isLast) kept.push('');
    } else kept.push(segment);
  }
  const joined = kept.join('/');
  return isAbsolute ? `/${joined}` : joined;
}

/** RFC 3986 5.2.2, where the base may be relative itself (Canonical XML 1.1, appendix A). */
function joinBase(base: string, reference: string): string {
  const [above, below] = [partsOf(base), partsOf(reference)];
  const write = ({ scheme, authority, path, query }: UriParts): string =>
    `${scheme === '' ? '' : `${scheme}:`}${authority === null ? '' : `//${authority}`}${path}${query === null ? '' : `?${query}`}`;
  if (below.scheme !== '') return write({ ...below, path: withoutDots(below.path) });
  if (below.authority !== null) return write({ ...below, scheme: above.scheme, path: withoutDots(below.path) });
  if (below.path === '') return write({ ...above, query: below.query ?? above.query });
  if (below.path.startsWith('/')) return write({ ...above, path: withoutDots(below.path), query: below.query });
  const folder = above.path.slice(0, above.path.lastIndexOf('/') + 1);
  const merged = above.authority !== null && above.path === '' ? `/${below.path}` : folder + below.path;
  return write({ ...above, path: withoutDots(merged), query: below.query });
}
