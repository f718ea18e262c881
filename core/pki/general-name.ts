import { bytesOf, childrenOf, contentOf, hexOf, readElement } from './der';
import type { Element } from './der';
import { readName } from './distinguished-name';
import type { DistinguishedName } from './distinguished-name';

/** GeneralName (RFC 5280 4.2.1.6); kinds nobody here compares are kept as their bytes. */
export type GeneralName =
  | { readonly kind: 'rfc822' | 'dns' | 'uri'; readonly value: string }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'ip'; readonly bytes: Uint8Array }
  | { readonly kind: 'other'; readonly tag: number; readonly hex: string };

const ascii = new TextDecoder('utf-8');
const smtpUtf8Mailbox = '06082b06010505070809';

export function readGeneralName(element: Element): GeneralName {
  const content = contentOf(element);
  switch (element.tag) {
    case 1:
      return { kind: 'rfc822', value: ascii.decode(content) };
    case 2:
      return { kind: 'dns', value: ascii.decode(content) };
    case 6:
      return { kind: 'uri', value: ascii.decode(content) };
    case 4:
      return { kind: 'directory', name: readName(childrenOf(element)[0]) };
    case 7:
      return { kind: 'ip', bytes: content };
    case 0: {
      // SmtpUTF8Mailbox (RFC 9598) is how an internationalised address is certified
      const [type, value] = childrenOf(element);
      if (type !== undefined && value !== undefined && hexOf(bytesOf(type)) === smtpUtf8Mailbox) {
        const text = childrenOf(value)[0];
        if (text !== undefined) return { kind: 'rfc822', value: ascii.decode(contentOf(text)) };
      }
      return { kind: 'other', tag: 0, hex: hexOf(content) };
    }
    default:
      return { kind: 'other', tag: element.tag, hex: hexOf(content) };
  }
}

/** GeneralNames from the bytes of an extension value. */
export function readGeneralNames(value: Uint8Array): readonly GeneralName[] {
  return childrenOf(readElement(value)).map(readGeneralName);
}

/** Equal for names that denote the same thing. */
export function generalNameKey(name: GeneralName): string {
  switch (name.kind) {
    case 'directory':
      return `directory:${name.name.key}`;
    case 'ip':
      return `ip:${hexOf(name.bytes)}`;
    case 'other':
      return `other:${name.tag}:${name.hex}`;
    case 'rfc822':
    case 'dns':
    case 'uri':
      return `${name.kind}:${name.value}`;
  }
}
