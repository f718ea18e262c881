import { bytesOf, childrenOf, contentOf, expect, hexOf, oidOf, tags } from './der';
import type { Element } from './der';

export interface NameAttribute {
  readonly oid: string;
  readonly value: string;
  /** false where the value is no character string and `value` is `#hex` */
  readonly text: boolean;
}

/** One RDN: attributes that belong together. */
export type RelativeName = readonly NameAttribute[];

export interface DistinguishedName {
  /** in the order of the encoding, most general first */
  readonly rdns: readonly RelativeName[];
  /** equal for names that match under RFC 5280 7.1: case, string type and white space do not count */
  readonly key: string;
  /** the same, one entry per RDN, so that subtrees can be compared */
  readonly rdnKeys: readonly string[];
  /** RFC 4514 */
  readonly text: string;
}

const shortNames: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

const utf8 = new TextDecoder('utf-8');
const utf16 = new TextDecoder('utf-16be');
const latin1 = new TextDecoder('windows-1252');

/** Text of a DirectoryString or IA5String; null for any other type. */
function directoryString(element: Element): string | null {
  if (element.tagClass !== 'universal') return null;
  switch (element.tag) {
    case 12:
      return utf8.decode(contentOf(element));
    case 18:
    case 19:
    case 22:
    case 26:
      return utf8.decode(contentOf(element));
    case 20:
      return latin1.decode(contentOf(element));
    case 30:
      return utf16.decode(contentOf(element));
    default:
      return null;
  }
}

function matchKey(attribute: NameAttribute): string {
  const value = attribute.text
    ? attribute.value.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')
    : attribute.value;
  return JSON.stringify([attribute.oid, value]);
}

function escapeValue(value: string): string {
  return value
    .replace(/[\\",;+<>=]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replace(/\0/g, '\\00');
}

function showAttribute({ oid, value, text }: NameAttribute): string {
  const name = shortNames[oid];
  return `${name ?? oid}=${text ? escapeValue(value) : value}`;
}

export function nameFromRdns(rdns: readonly RelativeName[]): DistinguishedName {
  const rdnKeys = rdns.map((rdn) => rdn.map(matchKey).sort().join('+'));
  const text = [...rdns].reverse().map((rdn) => rdn.map(showAttribute).join('+')).join(',');
  return { rdns, rdnKeys, key: rdnKeys.join('/'), text };
}

/** Reads one RelativeDistinguishedName, given its SET (or an implicitly tagged one). */
export function readRdn(set: Element): RelativeName {
  return childrenOf(set).map((pair) => {
    const [type, value] = childrenOf(expect(pair, tags.sequence));
    const oid = oidOf(type);
    const text = value === undefined ? '' : directoryString(value);
    if (text === null && value !== undefined) return { oid, value: `#${hexOf(bytesOf(value))}`, text: false };
    return { oid, value: text ?? '', text: true };
  });
}

/** Reads a Name (X.501); throws `DerError` on a broken encoding. */
export function readName(element: Element | undefined): DistinguishedName {
  return nameFromRdns(childrenOf(expect(element, tags.sequence)).map((set) => readRdn(expect(set, tags.set))));
}

/** First value of an attribute, most specific RDN first. */
export function attributeOf(name: DistinguishedName, oid: string): string | null {
  for (const rdn of [...name.rdns].reverse()) {
    const found = rdn.find((attribute) => attribute.oid === oid && attribute.text);
    if (found !== undefined) return found.value;
  }
  return null;
}
